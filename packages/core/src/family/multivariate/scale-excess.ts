import { choleskyExcess, combine, congruence, type Matrix, solveLower } from "../../linear/index.ts";
import { log1pmx } from "../../scalar/log1pmx.ts";

/** A positive definite matrix with its lower factor. */
export interface Definite {
  readonly matrix: () => Matrix;
  readonly factor: () => Matrix;
}

/** The lower triangular E with (I + E)(I + E)ᵀ = r Lq⁻¹ P Lq⁻ᵀ, and log(1 + Eᵢᵢ). */
export interface Excess {
  readonly e: Matrix;
  readonly logs: Float64Array;
}

const pivots = ({ rows, data }: Matrix): Float64Array =>
  Float64Array.from({ length: rows }, (_, i) => data[i * rows + i]!);

/** From the change P − Q, exact where it is small; undefined where it is not. */
export function excessFromChange(factor: Matrix, change: Matrix, ratio = 1): Excess | undefined {
  const m = congruence(factor, change);
  for (let i = 0; i < m.rows; i++) {
    for (let j = 0; j < m.rows; j++) m.data[i * m.rows + j]! *= ratio;
    m.data[i * m.rows + i]! += ratio - 1;
  }
  if (pivots(m).some((value) => Math.abs(value) > 0.5)) return undefined;
  const e = choleskyExcess(m);
  return e && { e, logs: pivots(e).map(Math.log1p) };
}

/** From the difference of the factors. */
export function excessFromFactors(p: Matrix, q: Matrix, ratio = 1): Excess {
  const root = Math.sqrt(ratio);
  const e = solveLower(q, combine(root, p, -1, q));
  const ends = pivots(q);
  return { e, logs: pivots(p).map((value, i) => Math.log((root * value) / ends[i]!)) };
}

/** How far r P is from Q, by the shorter way. */
export function excessOf(p: Definite, q: Definite, ratio = 1): Excess {
  return (
    excessFromChange(q.factor(), combine(1, p.matrix(), -1, q.matrix()), ratio) ??
    excessFromFactors(p.factor(), q.factor(), ratio)
  );
}

/** −log(1 + e) + e, with log(1 + e) known better where e is near −1. */
export function pivotTerm(e: number, log: number): number {
  return e > -0.5 ? -log1pmx(e) : e - log;
}

/** ½[tr(r PQ⁻¹) − d − log det(r PQ⁻¹)] = ½ Σ E² + Σ (Eᵢᵢ − log(1 + Eᵢᵢ)): every term is at least 0. */
export function excessDivergence({ e, logs }: Excess): number {
  let sum = 0;
  for (const value of e.data) sum += 0.5 * value * value;
  for (const [i, log] of logs.entries()) sum += pivotTerm(e.data[i * e.rows + i]!, log);
  return sum;
}
