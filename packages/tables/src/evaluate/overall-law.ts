import type { Estimate } from "@relent/core/estimate";
import { meanOfRows, type RowOptions } from "@relent/core/score";
import { NOT_NEGATIVE } from "./loss-results.ts";

/** What always predicting the law of all targets scores, and what a model saves of that. */
export interface OverallLaw {
  readonly crps: Estimate;
  /** 1 − CRPS / that CRPS; null where all targets are alike. */
  readonly skill: Estimate | null;
}

/** Half the mean distance of two targets, a row by its influence on that mean. */
function influences(targets: ArrayLike<number>, weights: ArrayLike<number> | undefined): Float64Array {
  const n = targets.length;
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => targets[a]! - targets[b]!);
  const distances = new Float64Array(n);
  const middle = targets[order[n >> 1]!]!;
  const weightOf = (i: number): number => weights?.[i] ?? 1;
  let [weight, squares, total] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    weight += weightOf(i);
    squares += weightOf(i) ** 2;
    total += weightOf(i) * (targets[i]! - middle);
  }
  const others = weight - squares / weight;
  if (!(others > 0)) return distances;
  let [passed, below] = [0, 0];
  for (const at of order) {
    const [x, w] = [targets[at]! - middle, weightOf(at)];
    const above = total - below - w * x;
    distances[at] = (passed * x - below + above - (weight - passed - w) * x) / others;
    passed += w;
    below += w * x;
  }
  const mean = distances.reduce((sum, d, i) => sum + weightOf(i) * d, 0) / weight;
  return distances.map((d) => d - mean / 2);
}

/** The score of the law of all targets, and the skill of a model of these scores a row, as a ratio of two means. */
export function overallLaw(
  scores: Float64Array,
  targets: ArrayLike<number>,
  options: RowOptions,
): OverallLaw {
  const base = influences(targets, options.weights);
  const mean = (values: Float64Array, range?: readonly [number, number]): Estimate =>
    meanOfRows("evaluate", values, { ...options, unit: "1", ...(range && { range }) });
  const crps = mean(base, NOT_NEGATIVE);
  const law = { ...crps, method: `half the mean distance of two targets; ${crps.method}` };
  if (!(crps.value > 0)) return { crps: law, skill: null };
  const ratio = mean(scores).value / crps.value;
  const skill = mean(base.map((b, i) => 1 - ratio - (scores[i]! - ratio * b) / crps.value));
  return { crps: law, skill: { ...skill, method: `1 − ratio of two means; ${skill.method}` } };
}
