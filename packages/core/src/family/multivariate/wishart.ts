import {
  cholesky,
  inverse,
  logDeterminant,
  type Matrix,
  solveLower,
  symmetricFromRows,
  toRows,
} from "../../linear/index.ts";
import { logMultivariateGamma } from "./log-multivariate-gamma.ts";
import type { Multivariate, VectorLaw } from "./vector-law.ts";
import { vectorMember } from "./vector-member.ts";
import {
  definite,
  logWishartConstant,
  type WishartValues,
  wishartDraw,
  wishartEntropy,
  wishartKl,
  wishartValues,
  wrongSquare,
} from "./wishart-parts.ts";
import { written } from "./written.ts";

type Rows = readonly (readonly number[])[];

/** A(Λ, n) of density ∝ |X|^{(n−d−1)/2} exp(−½ tr ΛX), Λ row after row and n at the end; Infinity if it has no integral. */
export function wishartNormaliser(natural: Float64Array, d: number): number {
  const degrees = natural[d * d]!;
  if (!(degrees > d - 1)) return Number.POSITIVE_INFINITY;
  let factor: Matrix;
  try {
    factor = cholesky("wishart", "scale", { rows: d, cols: d, data: natural.subarray(0, d * d) });
  } catch {
    return Number.POSITIVE_INFINITY;
  }
  return 0.5 * degrees * (d * Math.LN2 - logDeterminant(factor)) + logMultivariateGamma(d, 0.5 * degrees);
}

const WISHART: VectorLaw<WishartValues, Rows> = {
  name: "wishart",
  on: "definite matrices",
  dimension: ({ scale }) => scale.rows,
  write: ({ degrees, scale }) => written("wishart", degrees, toRows(scale)),
  refusePoint: (x, { scale }) => wrongSquare(x, scale.rows),
  logDensity(x, values) {
    const d = values.scale.rows;
    const own = cholesky("logDensity", "x", symmetricFromRows("logDensity", "x", x));
    const trace = solveLower(values.factor, own).data.reduce((sum, value) => sum + value * value, 0);
    return 0.5 * ((values.degrees - d - 1) * logDeterminant(own) - trace) - logWishartConstant(values);
  },
  sample: (random, { degrees, factor }) => toRows(wishartDraw(random, degrees, factor)),
  mean: ({ degrees, scale }) => toRows({ ...scale, data: scale.data.map((value) => value * degrees) }),
  entropy: wishartEntropy,
  kl: (p, q) => wishartKl(p.degrees, q.degrees, definite(p), definite(q)),
  exponential: {
    natural: ({ degrees, factor }) => Float64Array.of(...inverse(factor).data, degrees),
    logNormaliser: (natural, { scale }) => wishartNormaliser(natural, scale.rows),
  },
};

/**
 * The Wishart law on positive definite matrices: the scatter matrix of `degrees` normal vectors of covariance V.
 *
 * Density ∝ |X|^((n−d−1)/2) exp(−½ tr V⁻¹X), mean nV. D(p‖q) is closed and keeps its digits for nearly equal laws, and
 * where n is large.
 *
 * @param degrees - n, above d − 1; it need not be an integer.
 * @param scale - V, d rows of d numbers, symmetric and positive definite.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(wishart(5, [[1, 0.3], [0.3, 2]]), wishart(7, [[1.5, -0.2], [-0.2, 1]])) // 1.5979576350543082
 * wishart(3, [[1, 0], [0, 2]]).mean() // [[3, 0], [0, 6]]
 * ```
 */
export function wishart(degrees: number, scale: ArrayLike<ArrayLike<number>>): Multivariate<Rows> {
  return vectorMember(WISHART, wishartValues("wishart", degrees, scale)) as unknown as Multivariate<Rows>;
}
