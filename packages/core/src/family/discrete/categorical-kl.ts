import { centredKl } from "../centred-kl.ts";

/** D(p‖q) of two lists of probabilities of one length, to full relative accuracy also for p ≈ q. */
export function categoricalKl(p: ArrayLike<number>, q: ArrayLike<number>): number {
  const ratios = new Float64Array(p.length);
  let rest = 0;
  for (let i = 0; i < p.length; i++) {
    const a = p[i]!;
    const b = q[i]!;
    if (a === 0) rest += b;
    else ratios[i] = Math.abs(b - a) < 0.5 * a ? Math.log1p((b - a) / a) : Math.log(b) - Math.log(a);
  }
  return centredKl(p, ratios, rest);
}
