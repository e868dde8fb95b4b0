import type { Random } from "./random.ts";

/**
 * A draw from the standard normal law, by the polar method (Marsaglia and Bray, SIAM Review 6, 1964).
 *
 * One number of each pair is used, so that a stream depends on its seed and the calls alone.
 *
 * @example
 * ```ts
 * normalDraw(random(1)) // 0.44865317347976924
 * ```
 */
export function normalDraw(rng: Random): number {
  for (;;) {
    const u = 2 * rng.uniform() - 1;
    const v = 2 * rng.uniform() - 1;
    const s = u * u + v * v;
    if (s < 1 && s > 0) return u * Math.sqrt((-2 * Math.log(s)) / s);
  }
}
