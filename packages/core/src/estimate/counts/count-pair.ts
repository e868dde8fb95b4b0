import { RelentError } from "../../error.ts";
import type { Numbers } from "../../finite/kinds.ts";

/** Two samples counted over the same k cells: `x` of the current side, `y` of the reference. */
export interface CountPair {
  readonly x: Numbers;
  readonly y: Numbers;
}

/** The sizes that every rule about two count vectors needs. */
export interface PairSizes {
  /** Total of `x`. */
  readonly n: number;
  /** Total of `y`. */
  readonly m: number;
  /** nm/(n+m): the sample size that the comparison is worth. */
  readonly effective: number;
  readonly cells: number;
}

function total(counts: ArrayLike<number>, caller: string, name: string): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) {
    const c = counts[i]!;
    if (!(c >= 0 && c < Number.POSITIVE_INFINITY)) {
      throw new RelentError(
        "invalid-argument",
        `${caller}: ${name}[${i}] = ${c}; counts must be finite and ≥ 0`,
        {
          index: i,
          value: c,
        },
      );
    }
    sum += c;
  }
  return sum;
}

/**
 * Checks two count vectors and returns their sizes.
 *
 * Counts need not be whole numbers: a design effect divides them. Throws where lengths differ, a count is
 * negative or not finite, or a side is empty.
 */
export function pairSizes(pair: CountPair, caller: string): PairSizes {
  const { x, y } = pair;
  if (x.length !== y.length) {
    throw new RelentError(
      "invalid-argument",
      `${caller}: ${x.length} current cells against ${y.length} reference cells; both sides need the same cells`,
    );
  }
  const n = total(x, caller, "x");
  const m = total(y, caller, "y");
  if (n === 0 || m === 0) {
    throw new RelentError(
      "invalid-argument",
      `${caller}: ${n === 0 ? "current" : "reference"} has no rows; both sides need at least one`,
    );
  }
  return { n, m, effective: (n * m) / (n + m), cells: x.length };
}
