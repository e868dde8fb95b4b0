import { RelentError } from "../../error.ts";
import {
  cholesky,
  combine,
  fromRows,
  logDeterminant,
  type Matrix,
  matrixOf,
  multiply,
  solveLower,
  symmetricFromRows,
  toRows,
  transpose,
} from "../../linear/index.ts";
import { normalDraw } from "../../random/index.ts";
import { choleskyForm } from "./covariance-form.ts";
import {
  type NormalValues,
  normalOverlap,
  normalRenyi,
  normalWasserstein2Squared,
} from "./normal-divergence.ts";
import { type Definite, type Excess, excessOf, pivotTerm } from "./scale-excess.ts";
import type { Multivariate, VectorLaw } from "./vector-law.ts";
import { vectorMember } from "./vector-member.ts";
import { written } from "./written.ts";

type Rows = readonly (readonly number[])[];

interface Side extends Definite {
  readonly given: Matrix;
}

interface MatrixNormalValues {
  readonly mean: Matrix;
  readonly rows: Side;
  readonly columns: Side;
}

const LOG_2PI = 1.8378770664093453;

/** LU⁻¹ D LV⁻ᵀ, and the sum of its squares. */
function whitenedSquare(d: Matrix, { rows, columns }: MatrixNormalValues): number {
  const half = solveLower(rows.factor(), d);
  return solveLower(columns.factor(), transpose(half)).data.reduce((sum, value) => sum + value * value, 0);
}

/** Squares of I + E, on the diagonal and below it. */
function squares({ e }: Excess): { readonly on: number; readonly off: number } {
  let on = 0;
  let off = 0;
  for (let i = 0; i < e.rows; i++) {
    for (let j = 0; j < i; j++) off += e.data[i * e.rows + j]! ** 2;
    on += (1 + e.data[i * e.rows + i]!) ** 2;
  }
  return { on, off };
}

/** The sum over the Kronecker product (I + A)(I + B) − I of two excesses, as `excessDivergence` makes it of one. */
function productDivergence(a: Excess, b: Excess): number {
  const [first, second] = [squares(a), squares(b)];
  let sum = 0.5 * (first.off * (second.on + second.off) + first.on * second.off);
  for (const [i, logA] of a.logs.entries()) {
    const x = a.e.data[i * a.e.rows + i]!;
    for (const [j, logB] of b.logs.entries()) {
      const y = b.e.data[j * b.e.rows + j]!;
      const both = x + y + x * y;
      sum += 0.5 * both * both + pivotTerm(both, logA + logB);
    }
  }
  return sum;
}

const logNormaliser = ({ mean, rows, columns }: MatrixNormalValues): number =>
  0.5 *
  (mean.rows * mean.cols * LOG_2PI +
    mean.cols * logDeterminant(rows.factor()) +
    mean.rows * logDeterminant(columns.factor()));

/** The law of the columns one after the other. */
function stacked({ mean, rows, columns }: MatrixNormalValues): NormalValues {
  const { rows: n, cols: m } = mean;
  const [u, v] = [rows.factor().data, columns.factor().data];
  const factor = matrixOf(
    n * m,
    n * m,
    (i, j) => v[Math.floor(i / n) * m + Math.floor(j / n)]! * u[(i % n) * n + (j % n)]!,
  );
  return { family: "matrixNormal", mean: transpose(mean).data, form: choleskyForm(factor) };
}

const MATRIX_NORMAL: VectorLaw<MatrixNormalValues, Rows> = {
  name: "matrixNormal",
  on: "matrices",
  dimension: ({ mean }) => mean.rows * mean.cols,
  write: ({ mean, rows, columns }) =>
    written("matrixNormal", toRows(mean), toRows(rows.given), toRows(columns.given)),
  refusePoint(x, { mean }) {
    const right = x.length === mean.rows && x.every((row) => row.length === mean.cols);
    return right ? undefined : `x has ${x.length} rows; it must have ${mean.rows} of ${mean.cols} entries`;
  },
  logDensity(x, values) {
    const away = combine(1, fromRows("logDensity", "x", x), -1, values.mean);
    return -0.5 * whitenedSquare(away, values) - logNormaliser(values);
  },
  sample(random, { mean, rows, columns }) {
    const noise = matrixOf(mean.rows, mean.cols, () => normalDraw(random));
    return toRows(combine(1, mean, 1, multiply(multiply(rows.factor(), noise), transpose(columns.factor()))));
  },
  mean: ({ mean }) => toRows(mean),
  entropy: (values) => logNormaliser(values) + 0.5 * values.mean.data.length,
  kl(p, q) {
    if (p.mean.rows !== q.mean.rows) return undefined;
    const spread = productDivergence(excessOf(p.columns, q.columns), excessOf(p.rows, q.rows));
    return spread + 0.5 * whitenedSquare(combine(1, p.mean, -1, q.mean), q);
  },
  renyi: (p, q, alpha) => normalRenyi(stacked(p), stacked(q), alpha),
  overlap: (p, q) => normalOverlap(stacked(p), stacked(q)),
  wasserstein2Squared: (p, q) => normalWasserstein2Squared(stacked(p), stacked(q)),
};

function side(name: string, given: ArrayLike<ArrayLike<number>>, wanted: number): Side {
  const matrix = symmetricFromRows("matrixNormal", name, given);
  if (matrix.rows !== wanted) {
    throw new RelentError(
      "invalid-argument",
      `matrixNormal: ${name} has ${matrix.rows} rows; the mean asks for ${wanted}`,
      { value: matrix.rows },
    );
  }
  const factor = cholesky("matrixNormal", name, matrix);
  return { given: matrix, matrix: () => matrix, factor: () => factor };
}

/**
 * The matrix normal law: vec X is normal with covariance V ⊗ U.
 *
 * D(p‖q) comes from the two small covariances alone, in O(n³ + m³) instead of O(n³m³), every term at least 0.
 *
 * @param mean - n rows of m numbers.
 * @param rowCovariance - U, n rows of n numbers, symmetric and positive definite.
 * @param columnCovariance - V, m rows of m numbers, symmetric and positive definite.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * const p = matrixNormal([[0, 0]], [[1]], [[1, 0.5], [0.5, 2]]);
 * const q = matrixNormal([[1, 0]], [[2]], [[1, 0], [0, 1]]);
 * kl(p, q) // 0.41333928659223385
 * ```
 */
export function matrixNormal(
  mean: ArrayLike<ArrayLike<number>>,
  rowCovariance: ArrayLike<ArrayLike<number>>,
  columnCovariance: ArrayLike<ArrayLike<number>>,
): Multivariate<Rows> {
  const centre = fromRows("matrixNormal", "mean", mean);
  return vectorMember(MATRIX_NORMAL, {
    mean: centre,
    rows: side("rowCovariance", rowCovariance, centre.rows),
    columns: side("columnCovariance", columnCovariance, centre.cols),
  }) as unknown as Multivariate<Rows>;
}
