import { outside } from "./domain.ts";
import { erf } from "./erf.ts";
import { normalQuantile } from "./normal.ts";

/**
 * The x with erf(x) = p, odd in p: ±Infinity at ±1.
 *
 * Halley's steps on erf for |p| ≤ ½, the normal quantile beyond. Relative error, measured against mpmath for |p| from
 * 1e-300: ≤ 1e-15.
 *
 * @throws RelentError if p is not in [−1, 1].
 *
 * @example
 * ```ts
 * erfInverse(0.5) // 0.4769362762044699
 * ```
 */
export function erfInverse(p: number): number {
  if (!(p >= -1 && p <= 1)) outside("erfInverse", "p", p, "p must be in [−1, 1]");
  if (Math.abs(p) > 0.5) return Math.sign(p) * erfcInverse(1 - Math.abs(p));
  const scale = Math.sqrt(Math.PI) / 2;
  let x = p * scale * (1 + (Math.PI / 12) * p * p);
  for (let n = 0; n < 3; n++) {
    const step = (erf(x) - p) * scale * Math.exp(x * x);
    x -= step / (1 + x * step);
  }
  return x;
}

/**
 * The x with erfc(x) = q, with the digits of a small q: +Infinity at 0, −Infinity at 2.
 *
 * Relative error, measured against mpmath for q from 1e-300 to 1.5: ≤ 2e-15, absolute near q = 1, where x is 0.
 *
 * @throws RelentError if q is not in [0, 2].
 *
 * @example
 * ```ts
 * erfcInverse(1e-10) // 4.572824967389486
 * ```
 */
export function erfcInverse(q: number): number {
  if (!(q >= 0 && q <= 2)) outside("erfcInverse", "q", q, "q must be in [0, 2]");
  if (q > 0.5 && q < 1.5) return erfInverse(1 - q);
  return q <= 0.5 ? -normalQuantile(0.5 * q) * Math.SQRT1_2 : normalQuantile(0.5 * (2 - q)) * Math.SQRT1_2;
}
