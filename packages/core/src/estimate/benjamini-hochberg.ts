import { RelentError } from "../error.ts";

/**
 * Benjamini–Hochberg adjusted p-values (q): rejecting where q < α keeps the expected share of false alarms under α.
 *
 * q₍ᵢ₎ = min over j ≥ i of p₍ⱼ₎·N/j. Returned in the order of the input; empty in, empty out. Errors: p outside [0, 1].
 *
 * Source: Benjamini & Hochberg, JRSS B 57 (1995) 289.
 *
 * @example
 * ```ts
 * benjaminiHochberg([0.01, 0.04, 0.03]).map((q) => q.toFixed(2)) // ["0.03", "0.04", "0.04"]
 * ```
 */
export function benjaminiHochberg(p: readonly number[]): number[] {
  p.forEach((value, index) => {
    if (!(value >= 0 && value <= 1)) {
      throw new RelentError(
        "invalid-argument",
        `benjaminiHochberg: p[${index}] = ${value}; p must be in [0, 1]`,
        {
          index,
          value,
        },
      );
    }
  });
  const order = p.map((_, i) => i).sort((a, b) => p[b]! - p[a]!);
  const q = new Array<number>(p.length);
  let least = 1;
  order.forEach((i, fromTop) => {
    least = Math.min(least, (p[i]! * p.length) / (p.length - fromTop));
    q[i] = least;
  });
  return q;
}
