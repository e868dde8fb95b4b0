import { RelentError } from "../../error.ts";
import {
  cholesky,
  gram,
  logDeterminant,
  type Matrix,
  multiply,
  symmetricFromRows,
  zeros,
} from "../../linear/index.ts";
import { gammaDraw, normalDraw, type Random } from "../../random/index.ts";
import {
  logMultivariateGamma,
  multivariateDigamma,
  multivariateStirlingBregman,
} from "./log-multivariate-gamma.ts";
import { type Definite, excessDivergence, excessOf } from "./scale-excess.ts";

/** Degrees of freedom and a scale matrix, with its lower factor. */
export interface WishartValues {
  readonly degrees: number;
  readonly scale: Matrix;
  readonly factor: Matrix;
}

/** Checked parameters of a Wishart law of either kind. */
export function wishartValues(
  family: string,
  degrees: number,
  rows: ArrayLike<ArrayLike<number>>,
): WishartValues {
  const scale = symmetricFromRows(family, "scale", rows);
  if (!(degrees > scale.rows - 1 && degrees < Number.POSITIVE_INFINITY)) {
    throw new RelentError(
      "invalid-argument",
      `${family}: degrees = ${degrees}; it must be finite and above ${scale.rows - 1}, the dimension less 1`,
      { value: degrees },
    );
  }
  return { degrees, scale, factor: cholesky(family, "scale", scale) };
}

export const definite = ({ scale, factor }: WishartValues): Definite => ({
  matrix: () => scale,
  factor: () => factor,
});

/** D between Wishart laws whose scales are as far apart as `p` from `q`; centred on the means n·V, so that n may be large. */
export function wishartKl(degreesP: number, degreesQ: number, p: Definite, q: Definite): number {
  const d = p.factor().rows;
  const means = degreesQ * excessDivergence(excessOf(p, q, degreesP / degreesQ));
  return means + multivariateStirlingBregman(d, 0.5 * degreesP, 0.5 * (degreesQ - degreesP));
}

/** log of what the Wishart density is divided by: ½n log det 2V + log Γ_d(n/2). */
export function logWishartConstant({ degrees, factor }: WishartValues): number {
  const d = factor.rows;
  return 0.5 * degrees * (d * Math.LN2 + logDeterminant(factor)) + logMultivariateGamma(d, 0.5 * degrees);
}

/** E log det X of the Wishart law. */
export function meanLogDeterminant({ degrees, factor }: WishartValues): number {
  const d = factor.rows;
  return multivariateDigamma(d, 0.5 * degrees) + d * Math.LN2 + logDeterminant(factor);
}

export function wishartEntropy(values: WishartValues): number {
  const d = values.factor.rows;
  const { degrees } = values;
  return (
    logWishartConstant(values) - 0.5 * (degrees - d - 1) * meanLogDeterminant(values) + 0.5 * degrees * d
  );
}

/** The lower factor of a Wishart draw, by Bartlett's decomposition. */
export function wishartFactorDraw(random: Random, degrees: number, factor: Matrix): Matrix {
  const d = factor.rows;
  const a = zeros(d, d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < i; j++) a.data[i * d + j] = normalDraw(random);
    a.data[i * d + i] = Math.sqrt(2 * gammaDraw(random, 0.5 * (degrees - i)));
  }
  return multiply(factor, a);
}

export function wishartDraw(random: Random, degrees: number, factor: Matrix): Matrix {
  return gram(wishartFactorDraw(random, degrees, factor));
}

/** The message for what is no square matrix of that side; undefined if it is one. */
export function wrongSquare(x: ArrayLike<ArrayLike<number>>, d: number): string | undefined {
  for (let i = 0; i < Math.max(x.length, d); i++) {
    const length = x[i]?.length;
    if (x.length !== d || length !== d)
      return `x has ${x.length} rows, row ${i} of ${length ?? 0} entries; it must have ${d} of ${d}`;
  }
  return undefined;
}
