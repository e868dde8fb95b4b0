/**
 * The zero of a monotone f between `low` and `high`, where f changes sign, to the last digits of the argument.
 *
 * Inverse quadratic interpolation where it is safe, else bisection (T. R. Chandrupatla, Adv. Eng. Software 28,
 * 1997); f may be ±Infinity at the ends. Without a change of sign the result is one of the ends.
 *
 * @example
 * ```ts
 * bracketedRoot((x) => x * x - 2, 0, 2) // 1.4142135623730951
 * ```
 */
export function bracketedRoot(f: (x: number) => number, low: number, high: number): number {
  let a = high;
  let b = low;
  let fa = f(a);
  let fb = f(b);
  let c = a;
  let fc = fa;
  let step = 0.5;
  for (let n = 0; n < 200; n++) {
    const x = a + step * (b - a);
    const fx = f(x);
    if (fx > 0 === fa > 0) {
      c = a;
      fc = fa;
    } else {
      c = b;
      fc = fb;
      b = a;
      fb = fa;
    }
    a = x;
    fa = fx;
    const best = Math.abs(fa) < Math.abs(fb) ? a : b;
    if (fa === 0 || fb === 0) return best;
    const edge = (2e-16 * Math.abs(best) + 1e-300) / Math.abs(b - c);
    if (!(edge < 0.5)) return best;
    const xi = (a - b) / (c - b);
    const phi = (fa - fb) / (fc - fb);
    const smooth = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
    const inverse = smooth
      ? (fa / (fb - fa)) * (fc / (fb - fc)) + (((c - a) / (b - a)) * fa * fb) / ((fc - fa) * (fc - fb))
      : 0.5;
    step = Number.isFinite(inverse) ? Math.min(1 - edge, Math.max(edge, inverse)) : 0.5;
  }
  return Math.abs(fa) < Math.abs(fb) ? a : b;
}
