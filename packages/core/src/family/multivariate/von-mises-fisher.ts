import { RelentError } from "../../error.ts";
import { normalDraw, type Random } from "../../random/index.ts";
import { besselRatio, logBesselI, scaledBesselI } from "../../scalar/bessel-i.ts";
import { secondOrderRemainder } from "../../scalar/gauss-legendre.ts";
import { logGamma } from "../../scalar/log-gamma.ts";
import { betaDraw } from "../continuous/beta-parts.ts";
import { checkParameter, NON_NEGATIVE, REAL } from "../parameter.ts";
import { checkedVector } from "./checked-vector.ts";
import type { Multivariate, VectorLaw } from "./vector-law.ts";
import { vectorMember, wrongLength } from "./vector-member.ts";
import { written } from "./written.ts";

interface Direction {
  readonly mean: Float64Array;
  readonly concentration: number;
}

const LOG_PI = 1.1447298858494002;
const LOG_2PI = 1.8378770664093453;

/** log of the integral of exp(κ cos) over the sphere in d dimensions; of its area at κ = 0. */
function logNormaliser(d: number, kappa: number): number {
  if (kappa === 0) return Math.LN2 + 0.5 * d * LOG_PI - logGamma(0.5 * d);
  const order = 0.5 * d - 1;
  return 0.5 * d * LOG_2PI + logBesselI(order, kappa) - (order === 0 ? 0 : order * Math.log(kappa));
}

/** The mean resultant length, the derivative of `logNormaliser`. */
const resultant = (d: number, kappa: number): number => besselRatio(0.5 * d - 1, kappa);

/** Whether the expansion in 1/κ is exact to rounding. */
const isConcentrated = (d: number, kappa: number): boolean => kappa > Math.max(40, 2 * d * d);

/**
 * Σ aₖ wₖ κ⁻ᵏ, k = 1, 2, …, with A = 1 + Σ aₖ κ⁻ᵏ the resultant at large κ.
 *
 * The coefficients are those that solve A′ = 1 − A² − (d − 1)A/κ.
 */
function expansion(d: number, kappa: number, weight: (k: number) => number): number {
  const terms = [1];
  let sum = 0;
  for (let k = 1; k < 40; k++) {
    let term = ((k - d) * terms[k - 1]!) / kappa;
    for (let i = 1; i < k; i++) term -= terms[i]! * terms[k - i]!;
    terms.push(0.5 * term);
    const added = weight(k) * terms[k]!;
    sum += added;
    if (Math.abs(added) <= 1e-17 * Math.abs(sum) && k > 3) break;
  }
  return sum;
}

/** The derivative of `resultant`: the variance of the cosine. */
function resultantSlope(d: number, kappa: number): number {
  if (kappa < 1e-8) return 1 / d;
  if (isConcentrated(d, kappa)) return -expansion(d, kappa, (k) => k) / kappa;
  const a = resultant(d, kappa);
  return 1 - a * a - ((d - 1) * a) / kappa;
}

/** D of two concentrations around one direction. */
function concentrationKl(d: number, a: number, b: number): number {
  if (Math.abs(b - a) < 0.5 * a) return secondOrderRemainder((k) => resultantSlope(d, k), a, b - a);
  if (!isConcentrated(d, Math.min(a, b))) {
    return Math.max(0, logNormaliser(d, b) - logNormaliser(d, a) - (b - a) * resultant(d, a));
  }
  // log I = κ + log of the scaled one, so that the large parts cancel before they are summed
  const order = 0.5 * d - 1;
  const scaled = Math.log(scaledBesselI(order, b) / scaledBesselI(order, a));
  return Math.max(0, -(b - a) * expansion(d, a, () => 1) + scaled - order * Math.log(b / a));
}

/** Ulrich's and Wood's rejection for the cosine with the mean direction. */
function cosineDraw(random: Random, d: number, kappa: number): number {
  const m = d - 1;
  const b = m / (2 * kappa + Math.hypot(2 * kappa, m));
  const x = (1 - b) / (1 + b);
  const c = kappa * x + m * Math.log1p(-x * x);
  for (;;) {
    const { share: z } = betaDraw(random, 0.5 * m, 0.5 * m);
    const w = (1 - (1 + b) * z) / (1 - (1 - b) * z);
    if (kappa * w + m * Math.log1p(-x * w) - c >= Math.log(random.uniform())) return w;
  }
}

function unitDraw(random: Random, d: number): number[] {
  for (;;) {
    const x = Array.from({ length: d }, () => normalDraw(random));
    const length = Math.hypot(...x);
    if (length > 0) return x.map((value) => value / length);
  }
}

const VON_MISES_FISHER: VectorLaw<Direction, readonly number[]> = {
  name: "vonMisesFisher",
  on: "sphere",
  dimension: ({ mean }) => mean.length,
  write: ({ mean, concentration }) => written("vonMisesFisher", mean, concentration),
  refusePoint: (x, { mean }) => wrongLength(x, mean.length),
  logDensity(x, { mean, concentration }) {
    if (Math.abs(Math.hypot(...x) - 1) > 1e-12) return Number.NEGATIVE_INFINITY;
    const cosine = mean.reduce((sum, value, i) => sum + value * x[i]!, 0);
    return concentration * cosine - logNormaliser(mean.length, concentration);
  },
  sample(random, { mean, concentration }) {
    const d = mean.length;
    if (concentration === 0) return unitDraw(random, d);
    const w = cosineDraw(random, d, concentration);
    for (;;) {
      const x = unitDraw(random, d);
      const along = mean.reduce((sum, value, i) => sum + value * x[i]!, 0);
      const across = x.map((value, i) => value - along * mean[i]!);
      const length = Math.hypot(...across);
      if (length > 1e-8) {
        const scale = Math.sqrt(Math.max(0, 1 - w * w)) / length;
        return across.map((value, i) => w * mean[i]! + scale * value);
      }
    }
  },
  mean: ({ mean, concentration }) => {
    const a = resultant(mean.length, concentration);
    return Array.from(mean, (value) => a * value);
  },
  covariance({ mean, concentration }) {
    const d = mean.length;
    const across = concentration === 0 ? 1 / d : resultant(d, concentration) / concentration;
    const along = resultantSlope(d, concentration);
    return Array.from(mean, (a, i) =>
      Array.from(mean, (b, j) => (along - across) * a * b + (i === j ? across : 0)),
    );
  },
  entropy: ({ mean, concentration }) =>
    logNormaliser(mean.length, concentration) - concentration * resultant(mean.length, concentration),
  kl(p, q) {
    const d = p.mean.length;
    const [a, b] = [p.concentration, q.concentration];
    const apart = p.mean.reduce((sum, value, i) => sum + (value - q.mean[i]!) ** 2, 0);
    const turn = 0.5 * resultant(d, a) * b * apart;
    return turn + concentrationKl(d, a, b);
  },
  exponential: {
    natural: ({ mean, concentration }) => mean.map((value) => value * concentration),
    logNormaliser: (natural) => logNormaliser(natural.length, Math.hypot(...natural)),
  },
};

/**
 * The von Mises–Fisher law on the unit sphere.
 *
 * Density ∝ exp(κ⟨mean, x⟩) with respect to the sphere's area, in any number of dimensions from 2 (where it is the von
 * Mises law on the circle). D(p‖q) is closed and keeps its digits for nearly equal concentrations; κ = 0 is uniform.
 *
 * @param mean - The mean direction, of length 1 within rounding.
 * @param concentration - κ, at least 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @see Mardia & Jupp, Directional Statistics (2000) §9.3; draws after Wood, Comm. Statist. Simul. 23 (1994) 157.
 * @example
 * ```ts
 * kl(vonMisesFisher([0, 0, 1], 5), vonMisesFisher([0, 0, 1], 0)) // 1.3030845138645133
 * vonMisesFisher([1, 0, 0], 0).entropy() // 2.5310242469692907
 * ```
 */
export function vonMisesFisher(mean: ArrayLike<number>, concentration: number): Multivariate {
  checkParameter("vonMisesFisher", "concentration", concentration, NON_NEGATIVE);
  const direction = checkedVector("vonMisesFisher", "mean", mean, REAL);
  const length = Math.hypot(...direction);
  if (direction.length < 2 || Math.abs(length - 1) > 1e-12) {
    throw new RelentError(
      "invalid-argument",
      `vonMisesFisher: mean has ${direction.length} coordinates and length ${length}; it must have at least 2, and length 1`,
      { value: length },
    );
  }
  return vectorMember(VON_MISES_FISHER, { mean: direction, concentration }) as unknown as Multivariate;
}
