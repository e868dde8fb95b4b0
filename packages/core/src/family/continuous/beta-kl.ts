import { deviance } from "../../scalar/deviance.ts";
import { stirlingBregman } from "../../scalar/log-gamma-bregman.ts";

/**
 * D(Beta(a, b) ‖ Beta(a + da, b + db)).
 *
 * The Bregman divergence of log B. With n = a + b, r = n'/n and S the part of the Bregman divergence of log Γ beyond that of
 * x log x: S(a, a') + S(b, b') − S(n, n') + deviance(a', ra) + deviance(b', rb), where the deviances are those of a binomial
 * law; so that large a and b do not cancel.
 */
export function betaKl(a: number, b: number, da: number, db: number): number {
  const n = a + b;
  const cross = (da * b - db * a) / n;
  const ratio = (da + db) / n;
  const binomial = deviance(a + da, a + a * ratio, cross) + deviance(b + db, b + b * ratio, -cross);
  return Math.max(
    0,
    stirlingBregman(a, da) + stirlingBregman(b, db) - stirlingBregman(n, da + db) + binomial,
  );
}
