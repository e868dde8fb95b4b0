import { RelentError } from "../error.ts";
import { tolerance } from "./check.ts";

/** The weights of a mixture of n distributions: equal ones when none are given. */
export function mixtureWeights(
  fn: string,
  weights: readonly number[] | undefined,
  n: number,
): readonly number[] {
  if (weights === undefined) return Array.from({ length: n }, () => 1 / n);
  const sum = weights.reduce((total, w) => total + w, 0);
  if (
    weights.length !== n ||
    !weights.every((w) => w >= 0) ||
    Math.abs(sum - 1) > tolerance(n, false, false)
  ) {
    throw new RelentError(
      "invalid-argument",
      `${fn}: weights = [${weights.join(", ")}]; there must be ${n}, ≥ 0, with a sum of 1`,
      { value: weights },
    );
  }
  return weights;
}
