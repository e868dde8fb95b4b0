import { invalid } from "../../finite/check.ts";
import type { Random } from "../../random/index.ts";
import { normalTail } from "../../scalar/index.ts";
import { type PairSums, pairSums, pairValues } from "./pair-sums.ts";
import { pooled, thin } from "./rows.ts";
import type { Samples } from "./samples.ts";
import { meanValue, variance } from "./spread.ts";
import {
  dealer,
  permutationP,
  prepare,
  type TwoSampleTest,
  type TwoSampleTestOptions,
} from "./two-sample-test.ts";

/** What the kernel test may be told. */
export interface MmdTestOptions extends TwoSampleTestOptions {
  /** Width σ of the kernel exp(−|x−y|²/2σ²) (default: the median distance of pooled points). */
  readonly bandwidth?: number;
  /** Rows of both sides together up to which all pairs are used (default 2,000); above, blocks. */
  readonly maxRows?: number;
}

const MEDIAN_ROWS = 500;
const MAX_ROWS = 2000;

function medianDistance(x: Samples, rng: Random): number {
  const squares = pairValues(thin(x, MEDIAN_ROWS, rng), (square) => square).sort();
  const middle = squares[Math.floor(squares.length / 2)]!;
  return Math.sqrt(middle > 0 ? middle : (squares.find((square) => square > 0) ?? 1));
}

/** The unbiased estimate of the squared mean discrepancy. */
const unbiased = ({ plus, minus, across }: PairSums, n: number, m: number): number =>
  (2 * plus) / (n * (n - 1)) + (2 * minus) / (m * (m - 1)) - (2 * across) / (n * m);

/**
 * The test of one law by the maximum mean discrepancy with a Gaussian kernel.
 *
 * `value` and `effect`: the unbiased estimate of MMD², which is 0 for one law and may come out below. Up to `maxRows` rows
 * the labels are dealt anew, exact at any size, with memory for all pairs; above, MMD² is the mean over blocks of about √n
 * rows a side, read against the normal law in O(n^1.5): rows whose order means something should be shuffled first.
 *
 * @throws RelentError "invalid-argument" for different dimensions, fewer than 2 points a side, a bandwidth not above 0.
 * @see Gretton et al., JMLR 13 (2012) 723; Zaremba, Gretton & Blaschko, NeurIPS 26 (2013) 755, for blocks.
 * @example
 * ```ts
 * const draw = random(1)
 * const near = samples(Array.from({ length: 100 }, () => normalDraw(draw)))
 * const far = samples(Array.from({ length: 100 }, () => normalDraw(draw) + 1))
 * mmdTest(near, far).p // 0.001
 * ```
 */
export function mmdTest(p: Samples, q: Samples, options: MmdTestOptions = {}): TwoSampleTest {
  const { permutations, rng } = prepare("mmdTest", p, q, options);
  const both = pooled(p, q);
  const width = options.bandwidth ?? medianDistance(both, rng);
  if (!(width > 0 && width < Number.POSITIVE_INFINITY)) {
    invalid(`mmdTest: bandwidth = ${width}; it must be positive and finite`, { value: width });
  }
  const kernel = (square: number): number => Math.exp(-square / (2 * width * width));
  const notes = [
    `kernel width ${width.toPrecision(4)}${options.bandwidth === undefined ? ", the median distance" : ""}`,
  ];
  const told = { statistic: "MMD²", effectName: "MMD²", n: [p.n, q.n] as const, notes };
  if (both.n > (options.maxRows ?? MAX_ROWS)) {
    const blocks = blockValues(p, q, kernel);
    const value = meanValue(blocks);
    const chance = normalTail(value / Math.sqrt(variance(blocks) / blocks.length));
    return { ...told, method: `${blocks.length} blocks, normal law`, value, effect: value, p: chance };
  }
  const values = pairValues(both, kernel);
  const total = values.reduce((a, b) => a + b, 0);
  const statistic = (signs: Int8Array): number => unbiased(pairSums(values, signs, total), p.n, q.n);
  const observed = statistic(new Int8Array(both.n).fill(1, 0, p.n).fill(-1, p.n));
  const deal = dealer(rng, p.n, q.n);
  return {
    ...told,
    method: `permutation, ${permutations} draws`,
    value: observed,
    effect: observed,
    p: permutationP(observed, permutations, () => statistic(deal())),
  };
}

/** MMD² of consecutive blocks of rows, about √n of them. */
function blockValues(p: Samples, q: Samples, kernel: (square: number) => number): Float64Array {
  const least = Math.min(p.n, q.n);
  const count = Math.max(2, Math.floor(Math.sqrt(least)));
  return Float64Array.from({ length: count }, (_, block) => {
    const part = (x: Samples): Samples => {
      const from = Math.floor((block * x.n) / count);
      const to = Math.floor(((block + 1) * x.n) / count);
      return { ...x, n: to - from, data: x.data.subarray(from * x.dim, to * x.dim) };
    };
    const [a, b] = [part(p), part(q)];
    const values = pairValues(pooled(a, b), kernel);
    const total = values.reduce((sum, value) => sum + value, 0);
    const signs = new Int8Array(a.n + b.n).fill(1, 0, a.n).fill(-1, a.n);
    return unbiased(pairSums(values, signs, total), a.n, b.n);
  });
}
