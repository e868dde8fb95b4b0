import {
  apply,
  cholesky,
  combine,
  congruence,
  logDeterminant,
  type Matrix,
  matrixOf,
  multiply,
  solve,
  solveLower,
  solveUpper,
  symmetricEigen,
  traceOfRatio,
  transpose,
  whiten,
  zeros,
} from "../../linear/index.ts";
import { log1pmx } from "../../scalar/log1pmx.ts";
import type { CovarianceForm } from "./covariance-form.ts";
import { excessDivergence, excessFromChange, excessFromFactors, pivotTerm } from "./scale-excess.ts";

/** A normal law by its mean and the form of its covariance. */
export interface NormalValues {
  readonly family: string;
  readonly mean: Float64Array;
  readonly form: CovarianceForm;
}

/** From this dimension on laws of low rank are compared without making their matrices. */
const WIDE = 64;
const LOG_2PI = 1.8378770664093453;

const difference = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value - b[i]!);

/** ½(a/b − 1 − log(a/b)). */
const ratioExcess = (a: number, b: number): number => 0.5 * pivotTerm((a - b) / b, Math.log(a / b));

/** D of two normal laws of one mean. */
function ofCovariances(p: CovarianceForm, q: CovarianceForm): number {
  if (p.kind === "diagonal" && q.kind === "diagonal") {
    const [a, b] = [p.capacitance!.diagonal, q.capacitance!.diagonal];
    return a.reduce((sum, value, i) => sum + ratioExcess(value, b[i]!), 0);
  }
  if (p.capacitance && q.capacitance && p.capacitance.diagonal.length > WIDE) {
    const n = p.capacitance.diagonal.length;
    const trace = traceOfRatio(q.capacitance, p.capacitance) - n;
    return Math.max(0, 0.5 * (trace - p.logDeterminant + q.logDeterminant));
  }
  const change =
    p.precision && q.precision
      ? excessFromChange(p.precision.factor, combine(1, q.precision.matrix, -1, p.precision.matrix))
      : p.kind === "cholesky" && q.kind === "cholesky"
        ? undefined
        : excessFromChange(q.factor(), combine(1, p.covariance(), -1, q.covariance()));
  return excessDivergence(change ?? excessFromFactors(p.factor(), q.factor()));
}

/** D(p‖q) = ½[tr(Σq⁻¹Σp) − d − log det(Σq⁻¹Σp) + (μp − μq)ᵀ Σq⁻¹ (μp − μq)]. */
export function normalKl(p: NormalValues, q: NormalValues): number {
  return ofCovariances(p.form, q.form) + 0.5 * q.form.square(difference(p.mean, q.mean));
}

/** −log ∫ pq: the surprisal of the difference of the means under the sum of the covariances. */
export function normalOverlap(p: NormalValues, q: NormalValues): number {
  const factor = cholesky(
    "overlap",
    "the sum of the covariances",
    combine(1, p.form.covariance(), 1, q.form.covariance()),
  );
  const away = whiten(factor, difference(p.mean, q.mean));
  const square = away.reduce((sum, value) => sum + value * value, 0);
  return 0.5 * (square + logDeterminant(factor) + away.length * LOG_2PI);
}

/** Rényi's divergence along the axes on which both covariances are diagonal; Infinity where the mixed one is not definite. */
export function normalRenyi(p: NormalValues, q: NormalValues, alpha: number): number {
  if (alpha === 0) return 0;
  const factor = q.form.factor();
  const change = congruence(factor, combine(1, p.form.covariance(), -1, q.form.covariance()));
  const { values, vectors } = symmetricEigen(change);
  const shift = apply(transpose(vectors), whiten(factor, difference(p.mean, q.mean)));
  let sum = 0;
  for (const [i, m] of values.entries()) {
    const square = shift[i]! ** 2;
    if (alpha === Number.POSITIVE_INFINITY) {
      if (m > 0 || (m === 0 && square > 0)) return alpha;
      sum -= 0.5 * Math.log1p(m) + (square > 0 ? (0.5 * square) / m : 0);
      continue;
    }
    const mixed = (1 - alpha) * m;
    if (!(mixed > -1)) return Number.POSITIVE_INFINITY;
    sum += (0.5 * alpha * square) / (1 + mixed);
    sum += (log1pmx(mixed) - (1 - alpha) * log1pmx(m)) / (2 * (1 - alpha));
  }
  return sum;
}

/**
 * W₂² = |μp − μq|² + min over rotations O of |Lp − Lq O|², the rotation from the polar factor of LqᵀLp.
 *
 * A sum of squares, so that p ≈ q keeps its digits. See Bhatia, Jain & Lim, Expo. Math. 37 (2019) 165.
 */
export function normalWasserstein2Squared(p: NormalValues, q: NormalValues): number {
  const shift = difference(p.mean, q.mean).reduce((sum, value) => sum + value * value, 0);
  if (p.form.kind === "diagonal" && q.form.kind === "diagonal") {
    const [a, b] = [p.form.capacitance!.diagonal, q.form.capacitance!.diagonal];
    return a.reduce((sum, v, i) => sum + ((v - b[i]!) / (Math.sqrt(v) + Math.sqrt(b[i]!))) ** 2, shift);
  }
  const [lp, lq] = [p.form.factor(), q.form.factor()];
  const mixed = multiply(transpose(lq), lp);
  const { values, vectors } = symmetricEigen(multiply(transpose(mixed), mixed));
  const n = values.length;
  const root = matrixOf(n, n, (i, j) => {
    let sum = 0;
    for (let k = 0; k < n; k++)
      sum += (vectors.data[i * n + k]! * vectors.data[j * n + k]!) / Math.sqrt(values[k]!);
    return sum;
  });
  const rotation = multiply(mixed, root);
  const rest = combine(1, lp, -1, multiply(lq, rotation));
  return rest.data.reduce((sum, value) => sum + value * value, shift);
}

/** The derivatives of D(p‖q) by the mean and the lower factor of the covariance of one of the laws. */
export function normalKlSlopes(p: NormalValues, q: NormalValues, wrt: "p" | "q"): Record<string, number> {
  const n = p.mean.length;
  const delta = difference(p.mean, q.mean);
  const [lp, lq] = [p.form.factor(), q.form.factor()];
  const pull = solve(lq, delta);
  const found: Record<string, number> = {};
  for (let i = 0; i < n; i++) found[`mean[${i}]`] = wrt === "p" ? pull[i]! : -pull[i]!;
  let slope: Matrix;
  if (wrt === "p") {
    const scaled = solveUpper(lq, solveLower(lq, lp));
    const own = solveUpper(
      lp,
      matrixOf(n, n, (i, j) => (i === j ? 1 : 0)),
    );
    slope = combine(1, scaled, -1, own);
  } else {
    const change = combine(1, p.form.covariance(), -1, q.form.covariance());
    const spread = combine(1, change, 1, outer(delta));
    slope = combine(-1, solveUpper(lq, congruence(lq, spread)), 0, zeros(n, n));
  }
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) found[`factor[${i}][${j}]`] = slope.data[i * n + j]! + 0;
  return found;
}

const outer = (x: Float64Array): Matrix => matrixOf(x.length, x.length, (i, j) => x[i]! * x[j]!);
