import {
  apply,
  type Capacitance,
  capacitance,
  cholesky,
  diagonal,
  gram,
  inverse,
  logDeterminant,
  type Matrix,
  matrixOf,
  solveCapacitance,
  solveUpper,
  toRows,
  whiten,
} from "../../linear/index.ts";
import { normalDraw, type Random } from "../../random/index.ts";

/** A covariance matrix, in the form in which it was given. */
export interface CovarianceForm {
  readonly kind: "full" | "cholesky" | "diagonal" | "lowRank" | "precision";
  readonly logDeterminant: number;
  /** Σ, made when first asked for. */
  covariance(): Matrix;
  /** The lower triangular L with L Lᵀ = Σ, made when first asked for. */
  factor(): Matrix;
  /** xᵀ Σ⁻¹ x. */
  square(x: Float64Array): number;
  /** A draw of mean 0. */
  draw(random: Random): Float64Array;
  /** What the form was made from, as arrays. */
  readonly given: readonly (number[] | number[][])[];
  readonly capacitance?: Capacitance;
  /** Σ⁻¹ and the lower factor of it, where the form was made from them. */
  readonly precision?: { readonly matrix: Matrix; readonly factor: Matrix };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const draws = (random: Random, n: number): Float64Array =>
  Float64Array.from({ length: n }, () => normalDraw(random));
const sumOfSquares = (x: Float64Array): number => x.reduce((sum, value) => sum + value * value, 0);

function byFactor(
  kind: "full" | "cholesky",
  factor: Matrix,
  covariance: () => Matrix,
  given: Matrix,
): CovarianceForm {
  return {
    kind,
    logDeterminant: logDeterminant(factor),
    covariance,
    factor: () => factor,
    square: (x) => sumOfSquares(whiten(factor, x)),
    draw: (random) => apply(factor, draws(random, factor.rows)),
    given: [toRows(given)],
  };
}

export function fullForm(family: string, covariance: Matrix): CovarianceForm {
  return byFactor("full", cholesky(family, "covariance", covariance), () => covariance, covariance);
}

export function choleskyForm(factor: Matrix): CovarianceForm {
  return byFactor(
    "cholesky",
    factor,
    once(() => gram(factor)),
    factor,
  );
}

export function diagonalForm(variances: Float64Array): CovarianceForm {
  const sd = variances.map(Math.sqrt);
  return {
    kind: "diagonal",
    logDeterminant: variances.reduce((sum, value) => sum + Math.log(value), 0),
    covariance: once(() => diagonal(variances)),
    factor: once(() => diagonal(sd)),
    square: (x) => sumOfSquares(x.map((value, i) => value / sd[i]!)),
    draw: (random) => draws(random, sd.length).map((value, i) => value * sd[i]!),
    given: [Array.from(variances)],
    capacitance: capacitance("diagonalNormal", variances, {
      rows: sd.length,
      cols: 0,
      data: new Float64Array(0),
    }),
  };
}

export function lowRankForm(family: string, factor: Matrix, variances: Float64Array): CovarianceForm {
  const parts = capacitance(family, variances, factor);
  const covariance = once(() =>
    matrixOf(factor.rows, factor.rows, (i, j) => {
      let sum = i === j ? variances[i]! : 0;
      for (let k = 0; k < factor.cols; k++)
        sum += factor.data[i * factor.cols + k]! * factor.data[j * factor.cols + k]!;
      return sum;
    }),
  );
  return {
    kind: "lowRank",
    logDeterminant: parts.logDeterminant,
    covariance,
    factor: once(() => cholesky(family, "covariance", covariance())),
    square: (x) => solveCapacitance(parts, x).reduce((sum, value, i) => sum + value * x[i]!, 0),
    draw(random) {
      const common = apply(factor, draws(random, factor.cols));
      return common.map((value, i) => value + Math.sqrt(variances[i]!) * normalDraw(random));
    },
    given: [toRows(factor), Array.from(variances)],
    capacitance: parts,
  };
}

export function precisionForm(family: string, matrix: Matrix): CovarianceForm {
  const factor = cholesky(family, "precision", matrix);
  const covariance = once(() => inverse(factor));
  return {
    kind: "precision",
    logDeterminant: -logDeterminant(factor),
    covariance,
    factor: once(() => cholesky(family, "covariance", covariance())),
    square: (x) => apply(matrix, x).reduce((sum, value, i) => sum + value * x[i]!, 0),
    draw: (random) =>
      solveUpper(factor, { rows: matrix.rows, cols: 1, data: draws(random, matrix.rows) }).data,
    given: [toRows(matrix)],
    precision: { matrix, factor },
  };
}
