import type { Random } from "../../random/index.ts";
import { besselRatio, logBesselI, scaledBesselI } from "../../scalar/bessel-i.ts";
import { expm1mx } from "../../scalar/expm1mx.ts";
import { gaussLegendre } from "../../scalar/gauss-legendre.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { NON_NEGATIVE, REAL } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { type CircleTail, circleCdf, circleQuantile, circleSurvival, turned } from "./circle.ts";
import { TURN } from "./supports.ts";

type Names = "location" | "concentration";

/** Parts in the logarithm of the density that are left out of integrals. */
const DROP = 40;

/** How far from δ the density has fallen by e⁻⁴⁰, or the rest of the half-turn. */
function reach(delta: number, kappa: number): number {
  const fall = (s: number) => 2 * kappa * Math.sin(delta + 0.5 * s) * Math.sin(0.5 * s);
  const whole = Math.PI - delta;
  if (fall(whole) <= DROP) return whole;
  let low = 0;
  let high = whole;
  for (let n = 0; n < 12; n++) {
    const middle = 0.5 * (low + high);
    if (fall(middle) < DROP) low = middle;
    else high = middle;
  }
  return high;
}

/** ∫ f(s) exp(κ(cos(δ + s) − cos δ)) ds over the stretch that counts. */
function weighted(f: (angle: number) => number, delta: number, kappa: number, widest = kappa): number {
  const kernel = (s: number) =>
    f(delta + s) * Math.exp(-2 * kappa * Math.sin(delta + 0.5 * s) * Math.sin(0.5 * s));
  return gaussLegendre(kernel, 0, reach(delta, widest), 4);
}

const tail =
  (kappa: number): CircleTail =>
  (delta) => {
    if (delta === 0) return 0.5;
    const half = Math.sin(0.5 * delta);
    const integral = weighted(() => 1, delta, kappa) * Math.exp(-2 * kappa * half * half);
    return integral / (2 * Math.PI * scaledBesselI(0, kappa));
  };

/** 1 − cos, without cancellation. */
const versine = (angle: number): number => 2 * Math.sin(0.5 * angle) ** 2;

/** 1 − A(κ) = E(1 − cos X), without cancellation for large κ. */
function circularVariance(kappa: number): number {
  if (kappa < 1) return 1 - besselRatio(0, kappa);
  return weighted(versine, 0, kappa) / weighted(() => 1, 0, kappa);
}

/** The Bregman divergence of log I₀ from κ to another, centred where they are near. */
function concentrationKl(kappa: number, to: number): number {
  const h = to - kappa;
  if (h === 0) return 0;
  const mean = circularVariance(kappa);
  if (Math.abs(h) > Math.max(1, 0.5 * kappa)) {
    return Math.log(scaledBesselI(0, to) / scaledBesselI(0, kappa)) + h * mean;
  }
  const widest = Math.min(kappa, to);
  const excess = weighted((angle) => expm1mx(-h * (versine(angle) - mean)), 0, kappa, widest);
  return Math.log1p(excess / weighted(() => 1, 0, kappa, widest));
}

/**
 * D. J. Best and N. I. Fisher, Applied Statistics 28, 1979, in 1 − cos of the angle, so that a large κ keeps
 * its digits.
 */
function draw(stream: Random, kappa: number): number {
  if (kappa < 1e-8) return Math.PI * (2 * stream.uniform() - 1);
  const tau = 1 + Math.sqrt(1 + 4 * kappa * kappa);
  const rho = (tau - Math.sqrt(2 * tau)) / (2 * kappa);
  const excess = (1 - rho) ** 2 / (2 * rho);
  for (;;) {
    const z = Math.cos(Math.PI * stream.uniform());
    const rise = (excess * (1 - z)) / (1 + excess + z);
    const c = kappa * (excess + rise);
    const u = stream.uniform();
    if (c * (2 - c) > u || Math.log(c / u) + 1 >= c) {
      const angle = 2 * Math.asin(Math.min(1, Math.sqrt(0.5 * rise)));
      return stream.uniform() < 0.5 ? -angle : angle;
    }
  }
}

const VON_MISES: Law<Names> = {
  name: "vonMises",
  parameters: { location: REAL, concentration: NON_NEGATIVE },
  support: () => TURN,
  logDensity: (x, { location, concentration }) =>
    -concentration * versine(x - location) - Math.log(2 * Math.PI * scaledBesselI(0, concentration)),
  cdf: (x, { location, concentration }) => circleCdf(tail(concentration), x, turned(location)),
  survival: (x, { location, concentration }) => circleSurvival(tail(concentration), x, turned(location)),
  quantile: (u, { location, concentration }) =>
    circleQuantile(tail(concentration), u, 1 - u, turned(location)),
  upperQuantile: (u, { location, concentration }) =>
    circleQuantile(tail(concentration), 1 - u, u, turned(location)),
  sample: (stream, { location, concentration }) => turned(location + draw(stream, concentration)),
  mean: ({ location }) => turned(location),
  variance: ({ concentration }) => circularVariance(concentration),
  entropy: ({ concentration }) =>
    Math.log(2 * Math.PI * scaledBesselI(0, concentration)) + concentration * circularVariance(concentration),
  moments: ({ location, concentration }) => ({
    cos: (m) => besselRatio(0, concentration) * Math.cos(location - m),
  }),
  crossEntropyFrom({ cos }, { location, concentration }) {
    const mean = concentration === 0 ? 0 : cos?.(location);
    if (mean === undefined) return undefined;
    return Math.log(2 * Math.PI * scaledBesselI(0, concentration)) + concentration * (1 - mean);
  },
  kl(p, q) {
    const turn = besselRatio(0, p.concentration) * q.concentration * versine(p.location - q.location);
    return Math.max(0, concentrationKl(p.concentration, q.concentration)) + turn;
  },
  klSlopes(p, q, wrt): Values<Names> {
    const a = besselRatio(0, p.concentration);
    const gap = p.location - q.location;
    const location = a * q.concentration * Math.sin(gap);
    if (wrt === "q") {
      const bend = a * versine(gap);
      return { location: -location, concentration: besselRatio(0, q.concentration) - a + bend };
    }
    const slope = 1 - a * a - (p.concentration === 0 ? 0.5 : a / p.concentration);
    return {
      location,
      concentration: slope * (p.concentration - q.concentration + q.concentration * versine(gap)),
    };
  },
  exponential: {
    natural: ({ location, concentration }) => [
      concentration * Math.cos(location),
      concentration * Math.sin(location),
    ],
    logNormaliser: ([x, y]) => Math.log(2 * Math.PI) + logBesselI(0, Math.hypot(x!, y!)),
    meanStatistics({ location, concentration }) {
      const a = besselRatio(0, concentration);
      return [a * Math.cos(location), a * Math.sin(location)];
    },
  },
};

/**
 * The von Mises law on the circle, of angles from −π to π.
 *
 * Density exp(concentration cos(x − location))/(2π I₀(concentration)). `mean` is the mean direction,
 * `variance` the circular variance 1 − I₁/I₀.
 *
 * @param location - The mean direction, in radians; whole turns do not count.
 * @param concentration - At least 0; 0 is uniform.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(vonMises(1, 0.5), vonMises(-1, 10)) // 9.011826636617699
 * vonMises(0, 1).variance() // 0.5536100341034655
 * ```
 */
export function vonMises(location: number, concentration: number): Univariate {
  return univariate(VON_MISES, { location, concentration });
}
