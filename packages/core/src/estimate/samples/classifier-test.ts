import { labelled } from "./cross-fit.ts";
import { fitLogistic, logitOf } from "./logistic.ts";
import { normalLogRatio } from "./normal-log-ratio.ts";
import type { Samples } from "./samples.ts";
import {
  dealer,
  permutationP,
  prepare,
  type TwoSampleTest,
  type TwoSampleTestOptions,
} from "./two-sample-test.ts";

/** How strongly the fit is drawn to the log-ratio of normal laws, in rows. */
const RIDGE = 30;

/** Ranks from 1, equal values sharing their mean rank. */
function ranks(values: Float64Array): Float64Array {
  const order = Int32Array.from(values, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const out = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let i = from; i < to; i++) out[order[i]!] = (from + to + 1) / 2;
    from = to;
  }
  return out;
}

/**
 * The test of one law by a classifier: it learns from half the rows of each side, the other half is put to it.
 *
 * `value` and `effect`: the area under the ROC curve on the unseen half, the chance that a point of p gets a higher logit
 * than one of q, ½ where the classifier sees no difference. p by dealing the labels of the unseen half anew, which the fit
 * never saw: exact at any size. Logistic with quadratic features where there are rows enough.
 *
 * @throws RelentError "invalid-argument" for different dimensions, fewer than 4 points a side, a constant column.
 * @see Lopez-Paz & Oquab, ICLR (2017); Kim, Ramdas, Singh & Wasserman, Annals of Statistics 49 (2021) 411.
 * @example
 * ```ts
 * const draw = random(1)
 * const near = samples(Array.from({ length: 400 }, () => normalDraw(draw)))
 * const wide = samples(Array.from({ length: 400 }, () => 2 * normalDraw(draw)))
 * classifierTest(near, wide).p // 0.001
 * ```
 */
export function classifierTest(p: Samples, q: Samples, options: TwoSampleTestOptions = {}): TwoSampleTest {
  const { permutations, rng } = prepare("classifierTest", p, q, options, 4);
  const x = labelled("classifierTest", p, q);
  const half = (size: number): Int8Array => dealer(rng, Math.ceil(size / 2), Math.floor(size / 2))();
  const chosen = Int8Array.from([...half(p.n), ...half(q.n)]);
  const seen: number[] = [];
  const unseen: number[] = [];
  for (let row = 0; row < p.n + q.n; row++) {
    (chosen[row]! > 0 ? seen : unseen).push(row);
  }
  const rows = Int32Array.from(seen);
  const centre = normalLogRatio(x, rows);
  const fit = fitLogistic(x, rows, { centre, ridge: RIDGE });
  const buffer = new Float64Array(centre.length);
  const logits = Float64Array.from(unseen, (row) => logitOf(x, fit.beta, row, buffer));
  const rank = ranks(logits);
  const n = unseen.filter((row) => row < p.n).length;
  const m = unseen.length - n;
  const area = (signs: Int8Array): number => {
    let sum = 0;
    for (let i = 0; i < signs.length; i++) if (signs[i]! > 0) sum += rank[i]!;
    return (sum - (n * (n + 1)) / 2) / (n * m);
  };
  // Unseen rows of p come first, as in x.
  const observed = area(new Int8Array(n + m).fill(1, 0, n).fill(-1, n));
  const deal = dealer(rng, n, m);
  const right = logits.reduce((sum, logit, i) => sum + (logit > 0 === i < n ? 0.5 / (i < n ? n : m) : 0), 0);
  return {
    statistic: "AUC",
    method: `classifier (logistic, ${x.set} features) on unseen half, permutation, ${permutations} draws`,
    value: observed,
    p: permutationP(observed, permutations, () => area(deal())),
    effect: observed,
    effectName: "area under the ROC curve",
    n: [p.n, q.n],
    notes: [`balanced accuracy ${(100 * right).toFixed(1)} % on ${n} and ${m} unseen points`],
  };
}
