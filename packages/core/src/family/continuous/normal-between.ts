import { erf, erfcx } from "../../scalar/erf.ts";
import { gaussLegendre } from "../../scalar/gauss-legendre.ts";

/** The point of [a, b] where the standard normal density is greatest. */
export const peak = (a: number, b: number): number => Math.min(Math.max(0, a), b);

/**
 * ∫ₐᵇ exp(−(z² − c²)/2) dz with c the peak of [a, b]: in range, and to full relative accuracy, wherever the
 * interval is.
 */
export function massBetween(a: number, b: number): number {
  if (b <= 0) return massBetween(-b, -a);
  if (a < 0) return Math.sqrt(Math.PI / 2) * (erf(b * Math.SQRT1_2) + erf(-a * Math.SQRT1_2));
  const width = b - a;
  if (width * (a + 1) < 1) return gaussLegendre((s) => Math.exp(-s * (a + 0.5 * s)), 0, width);
  const rest =
    b === Number.POSITIVE_INFINITY ? 0 : Math.exp(-0.5 * width * (a + b)) * erfcx(b * Math.SQRT1_2);
  return Math.sqrt(Math.PI / 2) * (erfcx(a * Math.SQRT1_2) - rest);
}

/** ½(c² − z²) at the peaks of two intervals: what the logarithms of their masses differ by. */
export const fall = (z: number, c: number): number => -0.5 * (z - c) * (z + c);

/** Where the density within [a, b] has fallen by e⁻⁴⁰ from its peak. */
function reach(a: number, b: number): readonly [number, number] {
  const c = peak(a, b);
  const far = Math.sqrt(c * c + 80);
  return [Math.max(a, -far), Math.min(b, far)];
}

/** E f(z − c) of the standard normal law between a and b, with c the peak. */
export function meanBetween(f: (offset: number) => number, a: number, b: number): number {
  const c = peak(a, b);
  const [low, high] = reach(a, b);
  const density = (t: number) => f(t) * Math.exp(-t * (c + 0.5 * t));
  return (
    gaussLegendre(density, low - c, high - c, 6) /
    gaussLegendre((t) => Math.exp(-t * (c + 0.5 * t)), low - c, high - c, 6)
  );
}
