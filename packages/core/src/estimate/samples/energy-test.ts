import { pairSums, pairValues } from "./pair-sums.ts";
import { pooled, thin } from "./rows.ts";
import type { Samples } from "./samples.ts";
import {
  dealer,
  permutationP,
  prepare,
  type TwoSampleTest,
  type TwoSampleTestOptions,
} from "./two-sample-test.ts";

/** What the energy test may be told. */
export interface EnergyTestOptions extends TwoSampleTestOptions {
  /** Rows of each side that enter in several dimensions (default 1,000), drawn at random where there are more. */
  readonly maxRows?: number;
}

const MAX_ROWS = 1000;

/** 2∫(F − G)² of sorted pooled values, F and G the distribution functions of the two signs. */
function cramerDistance(sorted: Float64Array, signs: Int8Array, n: number, m: number): number {
  let gap = 0;
  let sum = 0;
  for (let i = 0; i + 1 < sorted.length; i++) {
    gap += signs[i]! > 0 ? 1 / n : -1 / m;
    sum += gap * gap * (sorted[i + 1]! - sorted[i]!);
  }
  return 2 * sum;
}

/**
 * The test of one law by the energy distance, labels dealt anew.
 *
 * `effect`: 2E|X−Y| − E|X−X′| − E|Y−Y′| of the two empirical laws, in the unit of the coordinates, 0 only for one law;
 * `value`: nm/(n+m) times that. For numbers it is 2∫(F−G)², one pass over the sorted values a draw, any number of rows; in
 * several dimensions all pairs of at most `maxRows` rows a side.
 *
 * @throws RelentError "invalid-argument" for different dimensions, fewer than 2 points a side.
 * @see Székely & Rizzo, J. Statist. Plann. Inference 143 (2013) 1249.
 * @example
 * ```ts
 * energyTest(samples([0, 1]), samples([0, 1])).effect // 0
 * energyTest(samples([0, 0]), samples([1, 1])).effect // 2
 * ```
 */
export function energyTest(p: Samples, q: Samples, options: EnergyTestOptions = {}): TwoSampleTest {
  const { permutations, rng } = prepare("energyTest", p, q, options);
  const most = options.maxRows ?? MAX_ROWS;
  const [a, b] = p.dim === 1 ? [p, q] : [thin(p, most, rng), thin(q, most, rng)];
  const [n, m] = [a.n, b.n];
  const both = pooled(a, b);
  const labels = new Int8Array(n + m).fill(1, 0, n).fill(-1, n);
  let distance: (signs: Int8Array) => number;
  if (p.dim === 1) {
    const order = Int32Array.from({ length: n + m }, (_, i) => i).sort(
      (i, j) => both.data[i]! - both.data[j]!,
    );
    const sorted = Float64Array.from(order, (i) => both.data[i]!);
    labels.set(Int8Array.from(order, (i) => (i < n ? 1 : -1)));
    distance = (signs) => cramerDistance(sorted, signs, n, m);
  } else {
    const values = pairValues(both, Math.sqrt);
    const total = values.reduce((sum, value) => sum + value, 0);
    distance = (signs) => {
      const { plus, minus, across } = pairSums(values, signs, total);
      return (2 * across) / (n * m) - (2 * plus) / (n * n) - (2 * minus) / (m * m);
    };
  }
  const effect = distance(labels);
  const deal = dealer(rng, n, m);
  return {
    statistic: "energy",
    method: `permutation, ${permutations} draws`,
    value: (effect * n * m) / (n + m),
    p: permutationP(effect, permutations, () => distance(deal())),
    effect,
    effectName: "energy distance",
    n: [p.n, q.n],
    notes: n < p.n || m < q.n ? [`${n} and ${m} rows drawn of ${p.n} and ${q.n}`] : [],
  };
}
