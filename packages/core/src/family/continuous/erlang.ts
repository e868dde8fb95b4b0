import { logRatio } from "../../scalar/log-ratio.ts";
import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import { POSITIVE, POSITIVE_INTEGER } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { gamma } from "./gamma.ts";
import { powerGammaLaw } from "./power-gamma.ts";

const ERLANG: Law<"shape" | "rate"> = powerGammaLaw({
  name: "erlang",
  parameters: { shape: POSITIVE_INTEGER, rate: POSITIVE },
  form: ({ shape, rate }) => ({ shape, scale: 1 / rate, power: 1 }),
  gap: (p, q) => ({ shape: q.shape - p.shape, scale: logRatio(q.rate, p.rate) }),
  power: 1,
  expMoment: (t, { shape, rate }) => (t < rate ? (1 - t / rate) ** -shape : Number.POSITIVE_INFINITY),
  mean: ({ shape, rate }) => shape / rate,
  variance: ({ shape, rate }) => shape / rate / rate,
  within: ({ shape, rate }) => [gamma(shape, rate)],
});

/**
 * The Erlang law: the sum of `shape` independent exponential waits of one rate.
 *
 * Density rate^shape x^(shape−1) exp(−rate·x)/(shape − 1)! for x > 0; the gamma law of an integer shape.
 *
 * @param shape - An integer above 0.
 * @param rate - Above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(erlang(2, 1), erlang(3, 2)) // 0.19092130378164224
 * ```
 */
export function erlang(shape: number, rate: number): Univariate {
  return univariate(ERLANG, { shape, rate });
}
