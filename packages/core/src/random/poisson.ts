import { logPoissonMass } from "../scalar/log-mass.ts";
import { checkWeight } from "./check.ts";
import type { Random } from "./random.ts";

function bySearch(rng: Random, mean: number): number {
  let left = rng.uniform();
  let mass = Math.exp(-mean);
  for (let k = 0; k < 1000; k++) {
    if (left <= mass) return k;
    left -= mass;
    mass *= mean / (k + 1);
  }
  return bySearch(rng, mean);
}

/**
 * A draw from the Poisson law.
 *
 * Sequential search below mean 10, from there Hörmann's transformed rejection PTRS (Insurance: Mathematics and
 * Economics 12, 1993) with the exact probability as the test; the time does not grow with the mean.
 *
 * @throws RelentError if the mean is negative or not finite.
 *
 * @example
 * ```ts
 * poissonDraw(random(1), 1e6) // 998643
 * poissonDraw(random(1), 0) // 0
 * ```
 */
export function poissonDraw(rng: Random, mean: number): number {
  checkWeight("poissonDraw", "mean", mean);
  if (mean === 0) return 0;
  if (mean < 10) return bySearch(rng, mean);
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const scale = 1.1239 + 1.1328 / (b - 3.4);
  const quick = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = rng.uniform() - 0.5;
    const v = rng.uniform();
    const side = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / side + b) * u + mean + 0.43);
    if (k < 0) continue;
    if (side >= 0.07 && v <= quick) return k;
    if (side < 0.013 && v > side) continue;
    if (Math.log((v * scale) / (a / (side * side) + b)) <= logPoissonMass(k, mean)) return k;
  }
}
