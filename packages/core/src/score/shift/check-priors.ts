import { invalid } from "../../finite/check.ts";

/** Throws unless there is one base rate a class, above 0 (or from 0 on), with a sum of 1. */
export function checkPriors(
  fn: string,
  name: string,
  priors: ArrayLike<number>,
  classes: number,
  zeros = false,
): void {
  if (priors.length !== classes) {
    invalid(`${fn}: ${name} has ${priors.length} base rates for ${classes} classes; each class needs one`);
  }
  let sum = 0;
  for (let k = 0; k < classes; k++) {
    const value = priors[k]!;
    if (!(zeros ? value >= 0 : value > 0)) {
      const allowed = zeros ? "≥ 0" : "above 0";
      invalid(`${fn}: ${name}[${k}] = ${value}; base rates must be ${allowed}`, { index: k, value });
    }
    sum += value;
  }
  if (!(Math.abs(sum - 1) <= 1e-6)) {
    invalid(`${fn}: ${name} sums to ${sum}; base rates must sum to 1`, { value: sum });
  }
}
