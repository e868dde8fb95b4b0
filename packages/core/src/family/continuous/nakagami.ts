import { logRatio } from "../../scalar/log-ratio.ts";
import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import { POSITIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { generalizedGamma } from "./generalized-gamma.ts";
import { type PowerGamma, powerGammaLaw } from "./power-gamma.ts";

const form = ({ shape, spread }: { shape: number; spread: number }): PowerGamma => ({
  shape,
  scale: Math.sqrt(spread / shape),
  power: 2,
});

const NAKAGAMI: Law<"shape" | "spread"> = powerGammaLaw({
  name: "nakagami",
  parameters: { shape: POSITIVE, spread: POSITIVE },
  form,
  gap: (p, q) => ({
    shape: q.shape - p.shape,
    scale: logRatio(p.spread, q.spread) + logRatio(q.shape, p.shape),
  }),
  power: 2,
  within: (values) => [generalizedGamma(form(values).scale, 2 * values.shape, 2)],
});

/**
 * The Nakagami law: the square root of a gamma variable of that shape and mean `spread`.
 *
 * Density 2(shape/spread)^shape/Γ(shape) x^(2shape−1) exp(−shape x²/spread) for x > 0.
 *
 * @param shape - Above 0 (customarily at least ½).
 * @param spread - The mean square, above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(nakagami(0.7, 1), nakagami(2, 3)) // 1.3894103682811792
 * ```
 */
export function nakagami(shape: number, spread: number): Univariate {
  return univariate(NAKAGAMI, { shape, spread });
}
