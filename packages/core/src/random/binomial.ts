import { RelentError } from "../error.ts";
import { logBinomialMass } from "../scalar/log-mass.ts";
import { checkCount } from "./check.ts";
import type { Random } from "./random.ts";

function bySearch(rng: Random, n: number, p: number): number {
  const odds = p / (1 - p);
  let left = rng.uniform();
  let mass = Math.exp(n * Math.log1p(-p));
  for (let k = 0; k <= n && k < 1000; k++) {
    if (left <= mass) return k;
    left -= mass;
    mass *= (odds * (n - k)) / (k + 1);
  }
  return bySearch(rng, n, p);
}

/** Hörmann's transformed rejection BTRS for np ≥ 10, p ≤ ½. */
function byRejection(rng: Random, n: number, p: number): number {
  const spread = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const quick = 0.92 - 4.2 / b;
  const scale = (2.83 + 5.1 / b) * spread;
  const most = logBinomialMass(Math.floor((n + 1) * p), n, p);
  for (;;) {
    const u = rng.uniform() - 0.5;
    const v = rng.uniform();
    const side = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / side + b) * u + n * p + 0.5);
    if (k < 0 || k > n) continue;
    if (side >= 0.07 && v <= quick) return k;
    if (Math.log((v * scale) / (a / (side * side) + b)) <= logBinomialMass(k, n, p) - most) return k;
  }
}

/**
 * A draw of the number of successes in n trials, each with probability p.
 *
 * Sequential search where n·min(p, 1−p) < 10, else Hörmann's transformed rejection BTRS (J. Stat. Comput. Simul. 46,
 * 1993) with the exact probability as the test; the time does not grow with n.
 *
 * @throws RelentError if n is not a count or p is not in [0, 1].
 *
 * @example
 * ```ts
 * binomialDraw(random(1), 1e9, 0.3) // 299980347
 * binomialDraw(random(1), 7, 1) // 7
 * ```
 */
export function binomialDraw(rng: Random, n: number, p: number): number {
  checkCount("binomialDraw", "n", n);
  if (!(p >= 0 && p <= 1)) {
    throw new RelentError("invalid-argument", `binomialDraw: p = ${p}; p must be in [0, 1]`, { value: p });
  }
  if (n === 0 || p === 0) return 0;
  if (p > 0.5) return n - binomialDraw(rng, n, 1 - p);
  return n * p < 10 ? bySearch(rng, n, p) : byRejection(rng, n, p);
}
