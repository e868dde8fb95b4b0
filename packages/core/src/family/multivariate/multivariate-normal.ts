import { RelentError } from "../../error.ts";
import {
  apply,
  cholesky,
  combine,
  fromRows,
  type Matrix,
  multiply,
  part,
  solve,
  solveLower,
  solveUpper,
  symmetricFromRows,
  toRows,
  transpose,
} from "../../linear/index.ts";
import { POSITIVE, REAL } from "../parameter.ts";
import { checkedVector, refuseSize } from "./checked-vector.ts";
import {
  type CovarianceForm,
  choleskyForm,
  diagonalForm,
  fullForm,
  lowRankForm,
  precisionForm,
} from "./covariance-form.ts";
import {
  type NormalValues,
  normalKl,
  normalKlSlopes,
  normalOverlap,
  normalRenyi,
  normalWasserstein2Squared,
} from "./normal-divergence.ts";
import type { Multivariate, VectorLaw } from "./vector-law.ts";
import { vectorMember, wrongLength } from "./vector-member.ts";
import { written } from "./written.ts";

const LOG_2PI = 1.8378770664093453;

/** A normal law on vectors, with what it says of some of their coordinates. */
export interface MultivariateNormal extends Multivariate {
  /** The law of these coordinates alone. */
  marginal(coordinates: readonly number[]): MultivariateNormal;
  /** The law of the other coordinates, given that these have these values. */
  conditional(coordinates: readonly number[], values: readonly number[]): MultivariateNormal;
}

const MULTIVARIATE_NORMAL: VectorLaw<NormalValues, readonly number[]> = {
  name: "multivariateNormal",
  on: "space",
  dimension: ({ mean }) => mean.length,
  write: ({ family, mean, form }) => written(family, mean, ...form.given),
  refusePoint: (x, { mean }) => wrongLength(x, mean.length),
  logDensity(x, { mean, form }) {
    const away = mean.map((value, i) => x[i]! - value);
    return -0.5 * (form.square(away) + form.logDeterminant + mean.length * LOG_2PI);
  },
  sample: (random, { mean, form }) => Array.from(form.draw(random), (value, i) => value + mean[i]!),
  mean: ({ mean }) => Array.from(mean),
  covariance: ({ form }) => toRows(form.covariance()),
  crossEntropyFrom: ({ mean: from, covariance }, { mean, form }) => {
    if (covariance === undefined) return Number.POSITIVE_INFINITY;
    const d = mean.length;
    const away = form.square(mean.map((value, i) => from[i]! - value));
    const rows = fromRows("crossEntropy", "covariance", covariance);
    const ratio = solveUpper(form.factor(), solveLower(form.factor(), rows));
    let trace = 0;
    for (let i = 0; i < d; i++) trace += ratio.data[i * d + i]!;
    return 0.5 * (form.logDeterminant + d * LOG_2PI + trace + away);
  },
  entropy: ({ mean, form }) => 0.5 * (form.logDeterminant + mean.length * (1 + LOG_2PI)),
  kl: normalKl,
  renyi: normalRenyi,
  wasserstein2Squared: normalWasserstein2Squared,
  klSlopes: normalKlSlopes,
  overlap: normalOverlap,
};

function make(
  family: string,
  mean: readonly number[] | Float64Array,
  form: CovarianceForm,
): MultivariateNormal {
  const values: NormalValues = { family, mean: Float64Array.from(mean), form };
  return vectorMember(MULTIVARIATE_NORMAL, values, {
    family,
    marginal: (coordinates: readonly number[]) => marginal(values, coordinates),
    conditional: (coordinates: readonly number[], at: readonly number[]) =>
      conditional(values, coordinates, at),
  }) as unknown as MultivariateNormal;
}

function checkCoordinates(fn: string, coordinates: readonly number[], n: number): void {
  coordinates.forEach((one, i) => {
    if (Number.isInteger(one) && one >= 0 && one < n && coordinates.indexOf(one) === i) return;
    throw new RelentError(
      "invalid-argument",
      `${fn}: coordinates[${i}] = ${one}; they must be different integers from 0 to ${n - 1}`,
      { index: i, value: one },
    );
  });
}

function marginal({ mean, form }: NormalValues, coordinates: readonly number[]): MultivariateNormal {
  checkCoordinates("marginal", coordinates, mean.length);
  const own = coordinates.map((i) => mean[i]!);
  if (form.kind === "diagonal")
    return diagonalNormal(
      own,
      coordinates.map((i) => form.capacitance!.diagonal[i]!),
    );
  const covariance = part(form.covariance(), coordinates, coordinates);
  return make("multivariateNormal", own, fullForm("marginal", covariance));
}

function conditional(
  { mean, form }: NormalValues,
  given: readonly number[],
  values: readonly number[],
): MultivariateNormal {
  const n = mean.length;
  checkCoordinates("conditional", given, n);
  refuseSize("conditional", "values", values.length, given.length);
  const rest = Array.from({ length: n }, (_, i) => i).filter((i) => !given.includes(i));
  const whole = form.covariance();
  const factor = cholesky("conditional", "covariance", part(whole, given, given));
  const cross = part(whole, rest, given);
  const shift = apply(
    cross,
    solve(
      factor,
      given.map((at, i) => values[i]! - mean[at]!),
    ),
  );
  const half = solveLower(factor, transpose(cross));
  const covariance = combine(1, part(whole, rest, rest), -1, multiply(transpose(half), half));
  return make(
    "multivariateNormal",
    rest.map((at, i) => mean[at]! + shift[i]!),
    fullForm("conditional", covariance),
  );
}

/**
 * The normal law on vectors, by its covariance matrix.
 *
 * Density exp(−½(x − μ)ᵀΣ⁻¹(x − μ))/√det 2πΣ. All normal laws of one dimension compare with each other, in whatever form
 * their covariance was given. D(p‖q) = ½[tr(Σq⁻¹Σp) − d − log det Σq⁻¹Σp + (μp − μq)ᵀΣq⁻¹(μp − μq)] is summed from terms
 * that are all at least 0, from the change of the covariance where that is small, so that p ≈ q keeps its digits.
 * Rényi's divergence, Bhattacharyya's, Hellinger's and W₂ are closed too.
 *
 * @param mean - d finite numbers.
 * @param covariance - d rows of d numbers, symmetric and positive definite.
 * @throws RelentError "invalid-argument" for other parameters, naming the pivot at which a matrix is not positive definite.
 * @example
 * ```ts
 * const p = multivariateNormal([0, 0], [[1, 0.5], [0.5, 2]]);
 * const q = multivariateNormal([1, 0], [[2, 0], [0, 2]]);
 * kl(p, q) // 0.41333928659223385
 * bhattacharyya(p, q) // 0.1374082854500337
 * String(p.marginal([1])) // "multivariateNormal([0], [[2]])"
 * String(p.conditional([0], [2])) // "multivariateNormal([1], [[1.75]])"
 * ```
 */
export function multivariateNormal(
  mean: ArrayLike<number>,
  covariance: ArrayLike<ArrayLike<number>>,
): MultivariateNormal {
  const family = "multivariateNormal";
  const centre = checkedVector(family, "mean", mean, REAL);
  const matrix = symmetricFromRows(family, "covariance", covariance);
  refuseSize(family, "covariance", matrix.rows, centre.length);
  return make(family, centre, fullForm(family, matrix));
}

/**
 * The normal law on vectors whose coordinates are independent, by their variances.
 *
 * @param mean - d finite numbers.
 * @param variances - d numbers above 0 (variances, not standard deviations).
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(diagonalNormal([0, 0], [1, 1]), diagonalNormal([1, 0], [1, 4])) // 0.8181471805599453
 * ```
 */
export function diagonalNormal(mean: ArrayLike<number>, variances: ArrayLike<number>): MultivariateNormal {
  const family = "diagonalNormal";
  const centre = checkedVector(family, "mean", mean, REAL);
  const entries = checkedVector(family, "variances", variances, POSITIVE);
  refuseSize(family, "variances", entries.length, centre.length);
  return make(family, centre, diagonalForm(entries));
}

/**
 * The normal law on vectors, by the lower triangular factor L of its covariance L Lᵀ.
 *
 * @param mean - d finite numbers.
 * @param factor - d rows of d numbers: 0 above the diagonal, above 0 on it.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * choleskyNormal([0, 0], [[1, 0], [0.5, 2]]).covariance() // [[1, 0.5], [0.5, 4.25]]
 * ```
 */
export function choleskyNormal(
  mean: ArrayLike<number>,
  factor: ArrayLike<ArrayLike<number>>,
): MultivariateNormal {
  const family = "choleskyNormal";
  const centre = checkedVector(family, "mean", mean, REAL);
  const matrix = fromRows(family, "factor", factor);
  refuseSize(family, "factor", matrix.rows, centre.length);
  refuseSize(family, "factor[0]", matrix.cols, centre.length);
  checkTriangle(family, matrix);
  return make(family, centre, choleskyForm(matrix));
}

function checkTriangle(family: string, { rows: n, data }: Matrix): void {
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      const value = data[i * n + j]!;
      if (i === j ? value > 0 : value === 0) continue;
      const wanted = i === j ? "above 0" : "0, as everything above the diagonal";
      throw new RelentError(
        "invalid-argument",
        `${family}: factor[${i}][${j}] = ${value}; it must be ${wanted}`,
        { index: i, value },
      );
    }
  }
}

/**
 * The normal law on vectors whose covariance is F Fᵀ plus a diagonal: a few common factors and noise.
 *
 * KL of two such laws of more than 64 coordinates is found without their matrices ever being made, in O(d r²) with r the
 * number of factors; it then is within about d·1e-16 of the truth, not to full relative accuracy for p ≈ q.
 *
 * @param mean - d finite numbers.
 * @param factor - d rows of r numbers.
 * @param variances - d numbers above 0, the diagonal.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * const p = lowRankNormal([0, 0, 0], [[1], [2], [3]], [1, 1, 1]);
 * p.covariance()[2] // [3, 6, 10]
 * kl(p, diagonalNormal([0, 0, 0], [1, 1, 1])) // 5.645974899448894
 * ```
 */
export function lowRankNormal(
  mean: ArrayLike<number>,
  factor: ArrayLike<ArrayLike<number>>,
  variances: ArrayLike<number>,
): MultivariateNormal {
  const family = "lowRankNormal";
  const centre = checkedVector(family, "mean", mean, REAL);
  const entries = checkedVector(family, "variances", variances, POSITIVE);
  const matrix = fromRows(family, "factor", factor);
  refuseSize(family, "variances", entries.length, centre.length);
  refuseSize(family, "factor", matrix.rows, centre.length);
  return make(family, centre, lowRankForm(family, matrix, entries));
}

/**
 * The normal law on vectors, by its precision matrix, the inverse of the covariance.
 *
 * @param mean - d finite numbers.
 * @param precision - d rows of d numbers, symmetric and positive definite.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * precisionNormal([0], [[4]]).covariance() // [[0.25]]
 * kl(precisionNormal([0], [[4]]), multivariateNormal([0], [[1]])) // 0.3181471805599453
 * ```
 */
export function precisionNormal(
  mean: ArrayLike<number>,
  precision: ArrayLike<ArrayLike<number>>,
): MultivariateNormal {
  const family = "precisionNormal";
  const centre = checkedVector(family, "mean", mean, REAL);
  const matrix = symmetricFromRows(family, "precision", precision);
  refuseSize(family, "precision", matrix.rows, centre.length);
  return make(family, centre, precisionForm(family, matrix));
}
