import { deviance } from "../../scalar/deviance.ts";
import { stirlingBregman } from "../../scalar/log-gamma-bregman.ts";

/**
 * D(Beta(a, b) ‖ Beta(a + da, b + db)); `toA` and `toB` are the sums, where the caller knows them better.
 *
 * The Bregman divergence of log B. With n = a + b, r = n'/n and S the part of the Bregman divergence of log Γ
 * beyond that of x log x: S(a, a') + S(b, b') − S(n, n') + deviance(a', ra) + deviance(b', rb), where the
 * deviances are those of a binomial law; so that large a and b do not cancel.
 */
export function betaKl(
  a: number,
  b: number,
  da: number,
  db: number,
  toA: number = a + da,
  toB: number = b + db,
): number {
  const n = a + b;
  const toN = toA + toB;
  const cross = (da * b - db * a) / n;
  const binomial = deviance(toA, a * (toN / n), cross) + deviance(toB, b * (toN / n), -cross);
  const rest = stirlingBregman(a, da, toA) + stirlingBregman(b, db, toB) - stirlingBregman(n, da + db, toN);
  return Math.max(0, rest + binomial);
}
