import {
  cholesky,
  gram,
  inverse,
  logDeterminant,
  matrixOf,
  solveLower,
  symmetricFromRows,
  toRows,
} from "../../linear/index.ts";
import { logMultivariateGamma, multivariateDigamma } from "./log-multivariate-gamma.ts";
import type { Multivariate, VectorLaw } from "./vector-law.ts";
import { vectorMember } from "./vector-member.ts";
import { wishartNormaliser } from "./wishart.ts";
import {
  type definite,
  type WishartValues,
  wishartDraw,
  wishartKl,
  wishartValues,
  wrongSquare,
} from "./wishart-parts.ts";
import { written } from "./written.ts";

type Rows = readonly (readonly number[])[];

const INVERSE_WISHART: VectorLaw<WishartValues, Rows> = {
  name: "inverseWishart",
  on: "definite matrices",
  dimension: ({ scale }) => scale.rows,
  write: ({ degrees, scale }) => written("inverseWishart", degrees, toRows(scale)),
  refusePoint: (x, { scale }) => wrongSquare(x, scale.rows),
  logDensity(x, { degrees, factor }) {
    const d = factor.rows;
    const own = cholesky("logDensity", "x", symmetricFromRows("logDensity", "x", x));
    const trace = solveLower(own, factor).data.reduce((sum, value) => sum + value * value, 0);
    const constant =
      0.5 * degrees * (d * Math.LN2 - logDeterminant(factor)) + logMultivariateGamma(d, 0.5 * degrees);
    return -0.5 * ((degrees + d + 1) * logDeterminant(own) + trace) - constant;
  },
  sample(random, { degrees, factor }) {
    const d = factor.rows;
    // X⁻¹ = L⁻ᵀ W L⁻¹ with W a standard Wishart draw, so X = L W⁻¹ Lᵀ
    const identity = matrixOf(d, d, (i, j) => (i === j ? 1 : 0));
    const standard = cholesky("sample", "draw", wishartDraw(random, degrees, identity));
    const half = solveLower(
      standard,
      matrixOf(d, d, (i, j) => factor.data[j * d + i]!),
    );
    return toRows(gram(matrixOf(d, d, (i, j) => half.data[j * d + i]!)));
  },
  mean: ({ degrees, scale }) =>
    toRows({
      ...scale,
      data: scale.data.map((value) =>
        degrees > scale.rows + 1 ? value / (degrees - scale.rows - 1) : Number.POSITIVE_INFINITY,
      ),
    }),
  entropy({ degrees, factor }) {
    const d = factor.rows;
    const log = logDeterminant(factor) - d * Math.LN2;
    const rest =
      0.5 * (degrees * d + (d + 1) * log - (degrees + d + 1) * multivariateDigamma(d, 0.5 * degrees));
    return logMultivariateGamma(d, 0.5 * degrees) + rest;
  },
  kl: (p, q) => wishartKl(p.degrees, q.degrees, inverted(p), inverted(q)),
  exponential: {
    natural: ({ degrees, scale }) => Float64Array.of(...scale.data, degrees),
    logNormaliser: (natural, { scale }) => wishartNormaliser(natural, scale.rows),
  },
};

/** Ψ⁻¹ with a lower factor of its own. */
function inverted({ factor }: WishartValues): ReturnType<typeof definite> {
  const matrix = inverse(factor);
  const own = cholesky("inverseWishart", "scale", matrix);
  return { matrix: () => matrix, factor: () => own };
}

/**
 * The inverse Wishart law on positive definite matrices: X⁻¹ is Wishart with `degrees` and scale Ψ⁻¹.
 *
 * Density ∝ |X|^(−(ν+d+1)/2) exp(−½ tr ΨX⁻¹). D(p‖q) is that of the Wishart laws of the inverses.
 *
 * @param degrees - ν, above d − 1.
 * @param scale - Ψ, d rows of d numbers, symmetric and positive definite.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(inverseWishart(5, [[1]]), inverseWishart(5, [[2]])) // 0.7671320486001374
 * inverseWishart(5, [[2, 0], [0, 4]]).mean() // [[1, 0], [0, 2]]
 * ```
 */
export function inverseWishart(degrees: number, scale: ArrayLike<ArrayLike<number>>): Multivariate<Rows> {
  return vectorMember(
    INVERSE_WISHART,
    wishartValues("inverseWishart", degrees, scale),
  ) as unknown as Multivariate<Rows>;
}
