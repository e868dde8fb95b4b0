import { RelentError } from "../error.ts";
import type { Numbers } from "./kinds.ts";

/** Where the outcomes lie on a line. */
export interface PositionOptions {
  /** One place an outcome, in ascending order; 0, 1, 2, … when left out. */
  readonly positions?: Numbers;
}

/** The distances between neighbouring outcomes; undefined stands for ones. */
export function gapsBetween(fn: string, positions: Numbers | undefined): Float64Array | undefined {
  if (positions === undefined) return undefined;
  const gaps = new Float64Array(Math.max(0, positions.length - 1));
  for (let i = 0; i < gaps.length; i++) {
    const gap = positions[i + 1]! - positions[i]!;
    if (!(gap >= 0 && gap < Number.POSITIVE_INFINITY)) {
      throw new RelentError(
        "invalid-argument",
        `${fn}: positions[${i + 1}] = ${positions[i + 1]} follows ${positions[i]}; positions must be finite and ascending`,
        { index: i + 1, value: positions[i + 1] },
      );
    }
    gaps[i] = gap;
  }
  return gaps;
}
