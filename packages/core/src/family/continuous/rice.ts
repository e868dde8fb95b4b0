import { normalDraw } from "../../random/index.ts";
import { scaledBesselI } from "../../scalar/bessel-i.ts";
import { scaledE1 } from "../../scalar/exponential-integral.ts";
import { gaussLegendre } from "../../scalar/gauss-legendre.ts";
import { noncentralChiSquaredCdf, noncentralChiSquaredTail } from "../../scalar/noncentral-chi-squared.ts";
import { positiveQuantile } from "../../scalar/positive-quantile.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { NON_NEGATIVE, POSITIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { EULER } from "./constants.ts";
import { rayleigh } from "./rayleigh.ts";
import { HALF_LINE } from "./supports.ts";

type Names = "distance" | "sigma";

const cdf = (x: number, { distance, sigma }: Values<Names>): number =>
  noncentralChiSquaredCdf((x / sigma) ** 2, 2, (distance / sigma) ** 2);

const survival = (x: number, { distance, sigma }: Values<Names>): number =>
  noncentralChiSquaredTail((x / sigma) ** 2, 2, (distance / sigma) ** 2);

function point(u: number, rest: number, values: Values<Names>): number {
  const tails = { cdf: (x: number) => cdf(x, values), tail: (x: number) => survival(x, values) };
  return positiveQuantile("rice", tails, u, values.distance + values.sigma, rest);
}

function logDensity(x: number, { distance, sigma }: Values<Names>): number {
  const bessel = scaledBesselI(0, (x / sigma) * (distance / sigma));
  return Math.log(x / sigma / sigma) - 0.5 * ((x - distance) / sigma) ** 2 + Math.log(bessel);
}

/** σ√(π/2) times Laguerre's function of order ½. */
function mean({ distance, sigma }: Values<Names>): number {
  const y = 0.5 * (distance / sigma) ** 2;
  const bessel = (1 + y) * scaledBesselI(0, 0.5 * y) + y * scaledBesselI(1, 0.5 * y);
  return sigma * Math.sqrt(Math.PI / 2) * bessel;
}

/** 2σ² + distance² − mean², which cancels for a distance far above sigma: integrated there. */
function variance(values: Values<Names>): number {
  const { distance, sigma } = values;
  const centre = mean(values);
  if (distance < 5 * sigma) return 2 * sigma * sigma + distance * distance - centre * centre;
  const low = Math.max(0, distance - 10 * sigma);
  const density = (x: number) => (x > 0 ? (x - centre) ** 2 * Math.exp(logDensity(x, values)) : 0);
  return gaussLegendre(density, low, distance + 10 * sigma, 6);
}

const RICE: Law<Names> = {
  name: "rice",
  parameters: { distance: NON_NEGATIVE, sigma: POSITIVE },
  support: () => HALF_LINE,
  logDensity,
  cdf,
  survival,
  quantile: (u, values) => point(u, 1 - u, values),
  upperQuantile: (u, values) => point(1 - u, u, values),
  sample: (stream, { distance, sigma }) =>
    Math.hypot(distance + sigma * normalDraw(stream), sigma * normalDraw(stream)),
  mean,
  variance,
  moments(values) {
    const { distance, sigma } = values;
    const y = 0.5 * (distance / sigma) ** 2;
    return {
      mean: mean(values),
      square: 2 * sigma * sigma + distance * distance,
      log:
        y === 0
          ? Math.log(sigma) + 0.5 * (Math.LN2 - EULER)
          : Math.log(distance) + 0.5 * scaledE1(y) * Math.exp(-y),
    };
  },
  within: ({ distance, sigma }) => (distance === 0 ? [rayleigh(sigma)] : []),
};

/**
 * The Rice law: the length of a plane vector of that mean length with normal noise, as in magnitude images.
 *
 * Density x/sigma² exp(−(x² + distance²)/2sigma²) I₀(x·distance/sigma²) for x > 0. Entropy and D(p‖q) have no
 * closed form and are integrated.
 *
 * @param distance - Of the mean from 0, at least 0; 0 is the Rayleigh law.
 * @param sigma - The standard deviation of each coordinate, above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * rice(1, 1).mean() // 1.5485724605511453
 * ```
 */
export function rice(distance: number, sigma: number): Univariate {
  return univariate(RICE, { distance, sigma });
}
