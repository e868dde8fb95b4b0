import { poissonDraw } from "../../random/index.ts";
import { deviance } from "../../scalar/deviance.ts";
import { gammaP, gammaQ } from "../../scalar/incomplete-gamma.ts";
import { logPoissonMass } from "../../scalar/log-mass.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { NON_NEGATIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { searchedQuantiles } from "./least-integer.ts";
import { entropyOver, window } from "./outcomes.ts";

type Names = "rate";

const support = ({ rate }: Values<Names>) => ({
  low: 0,
  high: rate === 0 ? 0 : Number.POSITIVE_INFINITY,
  integers: true,
});

const TAILS = {
  cdf: (x: number, { rate }: Values<Names>) => gammaQ(x + 1, rate),
  survival: (x: number, { rate }: Values<Names>) => gammaP(x + 1, rate),
  mean: ({ rate }: Values<Names>) => rate,
  variance: ({ rate }: Values<Names>) => rate,
};

const POISSON: Law<Names> = {
  name: "poisson",
  parameters: { rate: NON_NEGATIVE },
  support,
  logDensity: (x, { rate }) => logPoissonMass(x, rate),
  ...TAILS,
  ...searchedQuantiles(TAILS, support),
  sample: (random, { rate }) => poissonDraw(random, rate),
  entropy({ rate }) {
    if (rate > 1e4) {
      const w = 1 / rate;
      return 0.5 * Math.log(2 * Math.PI * Math.E * rate) - w * (1 / 12 + w * (1 / 24 + (w * 19) / 360));
    }
    const at = (k: number) => logPoissonMass(k, rate);
    return entropyOver(window(at, rate, support({ rate })), at);
  },
  moments: ({ rate }) => ({
    mean: rate,
    square: rate + rate * rate,
    exp: (t) => Math.exp(rate * Math.expm1(t)),
  }),
  kl: (p, q) => deviance(p.rate, q.rate),
  klSlopes: (p, q, wrt) => ({
    rate:
      p.rate === q.rate
        ? 0
        : wrt === "q"
          ? (q.rate - p.rate) / q.rate
          : p.rate > 0.5 * q.rate
            ? Math.log1p((p.rate - q.rate) / q.rate)
            : Math.log(p.rate / q.rate),
  }),
  exponential: {
    natural: ({ rate }) => [Math.log(rate)],
    logNormaliser: ([eta]) => Math.exp(eta!),
    meanStatistics: ({ rate }) => [rate],
  },
};

/**
 * The number of events of a given rate.
 *
 * P(k) = rateᵏ e^(−rate)/k!. D(p‖q) = λ log(λ/ν) − λ + ν for rates λ and ν, to full relative accuracy also for λ ≈ ν;
 * rate 0 is the law that is always 0.
 *
 * @param rate - The mean, a finite number of at least 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(poisson(2.5), poisson(4)) // 0.32499092688566114
 * kl(poisson(0), poisson(2)) // 2
 * poisson(3).entropy() // 1.9314701981485691
 * ```
 */
export function poisson(rate: number): Univariate {
  return univariate(POISSON, { rate });
}
