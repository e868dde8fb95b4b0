import type { Family } from "../protocol.ts";
import { mixture } from "./compose/mixture.ts";
import { product } from "./compose/product.ts";
import { transformed } from "./compose/transformed.ts";
import { truncated } from "./compose/truncated.ts";
import { asymmetricLaplace } from "./continuous/asymmetric-laplace.ts";
import { beta } from "./continuous/beta.ts";
import { betaPrime } from "./continuous/beta-prime.ts";
import { burr } from "./continuous/burr.ts";
import { cauchy } from "./continuous/cauchy.ts";
import { chi } from "./continuous/chi.ts";
import { chiSquared } from "./continuous/chi-squared.ts";
import { continuousBernoulli } from "./continuous/continuous-bernoulli.ts";
import { erlang } from "./continuous/erlang.ts";
import { expGamma } from "./continuous/exp-gamma.ts";
import { exponential } from "./continuous/exponential.ts";
import { fisherSnedecor } from "./continuous/fisher-snedecor.ts";
import { frechet } from "./continuous/frechet.ts";
import { gamma } from "./continuous/gamma.ts";
import { generalizedExtremeValue } from "./continuous/generalized-extreme-value.ts";
import { generalizedGamma } from "./continuous/generalized-gamma.ts";
import { generalizedNormal } from "./continuous/generalized-normal.ts";
import { generalizedPareto } from "./continuous/generalized-pareto.ts";
import { gompertz } from "./continuous/gompertz.ts";
import { gumbel } from "./continuous/gumbel.ts";
import { halfNormal } from "./continuous/half-normal.ts";
import { hyperbolicSecant } from "./continuous/hyperbolic-secant.ts";
import { inverseGamma } from "./continuous/inverse-gamma.ts";
import { inverseGaussian } from "./continuous/inverse-gaussian.ts";
import { kumaraswamy } from "./continuous/kumaraswamy.ts";
import { laplace } from "./continuous/laplace.ts";
import { levy } from "./continuous/levy.ts";
import { logLogistic } from "./continuous/log-logistic.ts";
import { logNormal } from "./continuous/log-normal.ts";
import { logUniform } from "./continuous/log-uniform.ts";
import { logistic } from "./continuous/logistic.ts";
import { logitNormal } from "./continuous/logit-normal.ts";
import { lomax } from "./continuous/lomax.ts";
import { maxwell } from "./continuous/maxwell.ts";
import { moyal } from "./continuous/moyal.ts";
import { nakagami } from "./continuous/nakagami.ts";
import { normal } from "./continuous/normal.ts";
import { normalInverseGaussian } from "./continuous/normal-inverse-gaussian.ts";
import { pareto } from "./continuous/pareto.ts";
import { powerFunction } from "./continuous/power-function.ts";
import { rayleigh } from "./continuous/rayleigh.ts";
import { rice } from "./continuous/rice.ts";
import { shiftedExponential } from "./continuous/shifted-exponential.ts";
import { skewNormal } from "./continuous/skew-normal.ts";
import { studentT } from "./continuous/student-t.ts";
import { triangular } from "./continuous/triangular.ts";
import { truncatedCauchy } from "./continuous/truncated-cauchy.ts";
import { truncatedNormal } from "./continuous/truncated-normal.ts";
import { uniform } from "./continuous/uniform.ts";
import { vonMises } from "./continuous/von-mises.ts";
import { weibull } from "./continuous/weibull.ts";
import { wrappedCauchy } from "./continuous/wrapped-cauchy.ts";
import { bernoulli } from "./discrete/bernoulli.ts";
import { betaBinomial } from "./discrete/beta-binomial.ts";
import { binomial } from "./discrete/binomial.ts";
import { categorical } from "./discrete/categorical.ts";
import { degenerate } from "./discrete/degenerate.ts";
import { discreteLaplace } from "./discrete/discrete-laplace.ts";
import { discreteUniform } from "./discrete/discrete-uniform.ts";
import { geometric } from "./discrete/geometric.ts";
import { hypergeometric } from "./discrete/hypergeometric.ts";
import { logarithmic } from "./discrete/logarithmic.ts";
import { negativeBinomial } from "./discrete/negative-binomial.ts";
import { poisson } from "./discrete/poisson.ts";
import { poissonBinomial } from "./discrete/poisson-binomial.ts";
import { skellam } from "./discrete/skellam.ts";
import { zeta } from "./discrete/zeta.ts";
import { zipf } from "./discrete/zipf.ts";
import { dirichlet } from "./multivariate/dirichlet.ts";
import { dirichletMultinomial } from "./multivariate/dirichlet-multinomial.ts";
import { gaussianMixture } from "./multivariate/gaussian-mixture.ts";
import { inverseWishart } from "./multivariate/inverse-wishart.ts";
import { ising } from "./multivariate/ising.ts";
import { lkj } from "./multivariate/lkj.ts";
import { matrixNormal } from "./multivariate/matrix-normal.ts";
import { multinomial } from "./multivariate/multinomial.ts";
import {
  choleskyNormal,
  diagonalNormal,
  lowRankNormal,
  multivariateNormal,
  precisionNormal,
} from "./multivariate/multivariate-normal.ts";
import { multivariateStudentT } from "./multivariate/multivariate-student-t.ts";
import { normalInverseGamma } from "./multivariate/normal-inverse-gamma.ts";
import { normalWishart } from "./multivariate/normal-wishart.ts";
import { plackettLuce } from "./multivariate/plackett-luce.ts";
import { vonMisesFisher } from "./multivariate/von-mises-fisher.ts";
import { wishart } from "./multivariate/wishart.ts";
import { ewens } from "./process/ewens.ts";
import { PROCESSES } from "./process/processes.ts";

/** What is known of a family by name. */
export interface FamilyEntry {
  readonly name: string;
  /** The law with these parameters, in the order of `parameters`. */
  readonly make: (...parameters: never[]) => Family;
  readonly parameters: readonly string[];
  /** The fewest and the most parameters, where not all must be given or more may be. */
  readonly least?: number;
  readonly most?: number;
  /** Parameters of two members, to try the family with. */
  readonly examples: readonly (readonly unknown[])[];
}

/**
 * Every family that a text can name, in alphabetical order, then every process, with its parameters.
 *
 * @example
 * ```ts
 * FAMILIES.find(({ name }) => name === "gamma").parameters // ["shape", "rate"]
 * ```
 */
export const FAMILIES: readonly FamilyEntry[] = [
  {
    name: "asymmetricLaplace",
    make: asymmetricLaplace,
    parameters: ["location", "rate", "asymmetry"],
    examples: [
      [0, 1, 1.3],
      [0, 2, 0.6],
    ],
  },
  { name: "bernoulli", make: bernoulli, parameters: ["p"], examples: [[0.3], [0.6]] },
  {
    name: "beta",
    make: beta,
    parameters: ["a", "b"],
    examples: [
      [2, 3],
      [0.7, 0.5],
    ],
  },
  {
    name: "betaBinomial",
    make: betaBinomial,
    parameters: ["n", "alpha", "beta"],
    examples: [
      [10, 2, 3],
      [10, 1, 1],
    ],
  },
  {
    name: "betaPrime",
    make: betaPrime,
    parameters: ["a", "b"],
    examples: [
      [2, 3],
      [1.5, 4],
    ],
  },
  {
    name: "binomial",
    make: binomial,
    parameters: ["n", "p"],
    examples: [
      [7, 0.3],
      [9, 0.55],
    ],
  },
  {
    name: "burr",
    make: burr,
    parameters: ["c", "k", "scale"],
    examples: [
      [2, 3, 1],
      [1.5, 2, 2],
    ],
  },
  {
    name: "categorical",
    make: categorical,
    parameters: ["probabilities"],
    examples: [[[0.2, 0.5, 0.3]], [[0.1, 0.1, 0.8]]],
  },
  {
    name: "cauchy",
    make: cauchy,
    parameters: ["location", "scale"],
    examples: [
      [0, 1],
      [2, 0.4],
    ],
  },
  { name: "chi", make: chi, parameters: ["df"], examples: [[2], [5]] },
  { name: "chiSquared", make: chiSquared, parameters: ["df"], examples: [[7], [3]] },
  {
    name: "choleskyNormal",
    make: choleskyNormal,
    parameters: ["mean", "factor"],
    examples: [
      [
        [0, 0],
        [
          [1, 0],
          [0.5, 2],
        ],
      ],
      [
        [1, 1],
        [
          [2, 0],
          [0, 1],
        ],
      ],
    ],
  },
  {
    name: "continuousBernoulli",
    make: continuousBernoulli,
    parameters: ["probability"],
    examples: [[0.2], [0.93]],
  },
  { name: "degenerate", make: degenerate, parameters: ["value"], examples: [[2], [3]] },
  {
    name: "diagonalNormal",
    make: diagonalNormal,
    parameters: ["mean", "variances"],
    examples: [
      [
        [0, 1],
        [1, 2],
      ],
      [
        [1, 1],
        [2, 0.5],
      ],
    ],
  },
  { name: "dirichlet", make: dirichlet, parameters: ["alpha"], examples: [[[2, 3, 1]], [[1, 1, 4]]] },
  {
    name: "dirichletMultinomial",
    make: dirichletMultinomial,
    parameters: ["n", "alpha"],
    examples: [
      [5, [1, 2, 3]],
      [5, [2, 2, 2]],
    ],
  },
  {
    name: "discreteLaplace",
    make: discreteLaplace,
    parameters: ["location", "scale"],
    examples: [
      [0, 1],
      [2, 3],
    ],
  },
  {
    name: "discreteUniform",
    make: discreteUniform,
    parameters: ["low", "high"],
    examples: [
      [0, 5],
      [-2, 9],
    ],
  },
  {
    name: "erlang",
    make: erlang,
    parameters: ["shape", "rate"],
    examples: [
      [3, 2],
      [2, 1],
    ],
  },
  {
    name: "ewens",
    make: ewens,
    parameters: ["n", "theta"],
    examples: [
      [5, 1.5],
      [5, 0.6],
    ],
  },
  {
    name: "expGamma",
    make: expGamma,
    parameters: ["shape", "rate"],
    examples: [
      [2, 1],
      [3, 0.5],
    ],
  },
  { name: "exponential", make: exponential, parameters: ["rate"], examples: [[0.5], [3]] },
  {
    name: "fisherSnedecor",
    make: fisherSnedecor,
    parameters: ["df1", "df2"],
    examples: [
      [5, 7],
      [3, 12],
    ],
  },
  {
    name: "frechet",
    make: frechet,
    parameters: ["shape", "scale"],
    examples: [
      [2, 1],
      [1.2, 2],
    ],
  },
  {
    name: "gamma",
    make: gamma,
    parameters: ["shape", "rate"],
    examples: [
      [0.8, 1.3],
      [4, 0.5],
    ],
  },
  {
    name: "gaussianMixture",
    make: gaussianMixture,
    parameters: ["weights", "means", "covariances"],
    examples: [
      [
        [0.3, 0.7],
        [
          [-1, 0],
          [2, 1],
        ],
        [
          [
            [1, 0],
            [0, 1],
          ],
          [
            [2, 0.3],
            [0.3, 1],
          ],
        ],
      ],
      [
        [0.5, 0.5],
        [
          [0, 0],
          [1, 1],
        ],
        [
          [
            [1, 0],
            [0, 1],
          ],
          [
            [1, 0],
            [0, 1],
          ],
        ],
      ],
    ],
  },
  {
    name: "generalizedExtremeValue",
    make: generalizedExtremeValue,
    parameters: ["location", "scale", "shape"],
    examples: [
      [0, 1, 0.2],
      [0, 2, 0.2],
    ],
  },
  {
    name: "generalizedGamma",
    make: generalizedGamma,
    parameters: ["scale", "shape", "power"],
    examples: [
      [1, 2, 1.5],
      [2, 1.2, 0.8],
    ],
  },
  {
    name: "generalizedNormal",
    make: generalizedNormal,
    parameters: ["location", "scale", "shape"],
    examples: [
      [0, 1, 1.5],
      [0, 2, 3],
    ],
  },
  {
    name: "generalizedPareto",
    make: generalizedPareto,
    parameters: ["location", "scale", "shape"],
    examples: [
      [0, 1, 0.3],
      [0, 2, 0.1],
    ],
  },
  { name: "geometric", make: geometric, parameters: ["p"], examples: [[0.3], [0.8]] },
  {
    name: "gompertz",
    make: gompertz,
    parameters: ["shape", "rate"],
    examples: [
      [1, 1],
      [0.5, 2],
    ],
  },
  {
    name: "gumbel",
    make: gumbel,
    parameters: ["location", "scale"],
    examples: [
      [-1, 2.5],
      [0.3, 1.2],
    ],
  },
  { name: "halfNormal", make: halfNormal, parameters: ["sigma"], examples: [[3], [1]] },
  {
    name: "hyperbolicSecant",
    make: hyperbolicSecant,
    parameters: ["location", "scale"],
    examples: [
      [1, 2],
      [0, 1],
    ],
  },
  {
    name: "hypergeometric",
    make: hypergeometric,
    parameters: ["population", "successes", "draws"],
    examples: [
      [20, 7, 12],
      [30, 10, 12],
    ],
  },
  {
    name: "inverseGamma",
    make: inverseGamma,
    parameters: ["shape", "scale"],
    examples: [
      [3, 2],
      [2, 1.5],
    ],
  },
  {
    name: "inverseGaussian",
    make: inverseGaussian,
    parameters: ["mean", "shape"],
    examples: [
      [1, 2],
      [2, 1],
    ],
  },
  {
    name: "inverseWishart",
    make: inverseWishart,
    parameters: ["degrees", "scale"],
    examples: [
      [
        4,
        [
          [1, 0],
          [0, 2],
        ],
      ],
      [
        5,
        [
          [2, 0.5],
          [0.5, 1],
        ],
      ],
    ],
  },
  {
    name: "ising",
    make: ising,
    parameters: ["couplings", "fields"],
    examples: [
      [
        [
          [0, 0.5],
          [0.5, 0],
        ],
        [0.1, 0],
      ],
      [
        [
          [0, -0.5],
          [-0.5, 0],
        ],
        [0, 0.3],
      ],
    ],
  },
  {
    name: "kumaraswamy",
    make: kumaraswamy,
    parameters: ["a", "b"],
    examples: [
      [2, 3],
      [0.8, 1.4],
    ],
  },
  {
    name: "laplace",
    make: laplace,
    parameters: ["location", "scale"],
    examples: [
      [0.2, 0.7],
      [-1, 2],
    ],
  },
  { name: "levy", make: levy, parameters: ["scale"], examples: [[1], [2.5]] },
  {
    name: "lkj",
    make: lkj,
    parameters: ["dimension", "eta"],
    examples: [
      [3, 1.5],
      [3, 2],
    ],
  },
  { name: "logarithmic", make: logarithmic, parameters: ["p"], examples: [[0.5], [0.7]] },
  {
    name: "logistic",
    make: logistic,
    parameters: ["location", "scale"],
    examples: [
      [0, 1],
      [1, 2],
    ],
  },
  {
    name: "logitNormal",
    make: logitNormal,
    parameters: ["mu", "sigma"],
    examples: [
      [0, 1],
      [0.5, 1.5],
    ],
  },
  {
    name: "logLogistic",
    make: logLogistic,
    parameters: ["scale", "shape"],
    examples: [
      [1, 2],
      [2, 3],
    ],
  },
  {
    name: "logNormal",
    make: logNormal,
    parameters: ["mu", "sigma"],
    examples: [
      [0.4, 0.9],
      [-1, 2],
    ],
  },
  {
    name: "logUniform",
    make: logUniform,
    parameters: ["low", "high"],
    examples: [
      [1, 5],
      [0.5, 8],
    ],
  },
  {
    name: "lomax",
    make: lomax,
    parameters: ["shape", "scale"],
    examples: [
      [2, 1],
      [3, 2],
    ],
  },
  {
    name: "lowRankNormal",
    make: lowRankNormal,
    parameters: ["mean", "factor", "variances"],
    examples: [
      [
        [0, 0],
        [[1], [0.5]],
        [1, 2],
      ],
      [
        [1, 1],
        [[0.3], [2]],
        [1, 1],
      ],
    ],
  },
  {
    name: "matrixNormal",
    make: matrixNormal,
    parameters: ["mean", "rowCovariance", "columnCovariance"],
    examples: [
      [
        [
          [0, 0],
          [0, 0],
        ],
        [
          [1, 0],
          [0, 1],
        ],
        [
          [1, 0.2],
          [0.2, 1],
        ],
      ],
      [
        [
          [1, 0],
          [0, 1],
        ],
        [
          [2, 0],
          [0, 1],
        ],
        [
          [1, 0],
          [0, 1],
        ],
      ],
    ],
  },
  { name: "maxwell", make: maxwell, parameters: ["sigma"], examples: [[1], [2]] },
  {
    name: "moyal",
    make: moyal,
    parameters: ["location", "scale"],
    examples: [
      [0, 1],
      [1, 2],
    ],
  },
  {
    name: "multinomial",
    make: multinomial,
    parameters: ["n", "probabilities"],
    examples: [
      [5, [0.2, 0.3, 0.5]],
      [5, [0.4, 0.4, 0.2]],
    ],
  },
  {
    name: "multivariateNormal",
    make: multivariateNormal,
    parameters: ["mean", "covariance"],
    examples: [
      [
        [0, 0],
        [
          [1, 0.3],
          [0.3, 2],
        ],
      ],
      [
        [1, -1],
        [
          [2, 0],
          [0, 1],
        ],
      ],
    ],
  },
  {
    name: "multivariateStudentT",
    make: multivariateStudentT,
    parameters: ["degrees", "location", "scale"],
    examples: [
      [
        5,
        [0, 0],
        [
          [1, 0],
          [0, 1],
        ],
      ],
      [
        5,
        [1, 0],
        [
          [2, 0.3],
          [0.3, 1],
        ],
      ],
    ],
  },
  {
    name: "nakagami",
    make: nakagami,
    parameters: ["shape", "spread"],
    examples: [
      [0.7, 1],
      [2, 3],
    ],
  },
  {
    name: "negativeBinomial",
    make: negativeBinomial,
    parameters: ["r", "p"],
    examples: [
      [3, 0.4],
      [5, 0.5],
    ],
  },
  {
    name: "normal",
    make: normal,
    parameters: ["mean", "sd"],
    examples: [
      [0.4, 0.9],
      [-2, 3],
    ],
  },
  {
    name: "normalInverseGamma",
    make: normalInverseGamma,
    parameters: ["mean", "strength", "shape", "scale"],
    examples: [
      [0, 2, 3, 1.5],
      [0.5, 1, 2, 2],
    ],
  },
  {
    name: "normalInverseGaussian",
    make: normalInverseGaussian,
    parameters: ["location", "scale", "steepness", "asymmetry"],
    examples: [
      [0, 1, 2, 0.5],
      [1, 2, 1.5, -0.3],
    ],
  },
  {
    name: "normalWishart",
    make: normalWishart,
    parameters: ["mean", "strength", "degrees", "scale"],
    examples: [
      [
        [0, 0],
        2,
        4,
        [
          [1, 0],
          [0, 1],
        ],
      ],
      [
        [1, 0],
        1,
        5,
        [
          [2, 0],
          [0, 1],
        ],
      ],
    ],
  },
  {
    name: "pareto",
    make: pareto,
    parameters: ["minimum", "shape"],
    examples: [
      [1, 2],
      [0.5, 3],
    ],
  },
  { name: "plackettLuce", make: plackettLuce, parameters: ["weights"], examples: [[[3, 1, 2]], [[1, 1, 1]]] },
  { name: "poisson", make: poisson, parameters: ["rate"], examples: [[2.5], [4]] },
  {
    name: "poissonBinomial",
    make: poissonBinomial,
    parameters: ["probabilities"],
    examples: [[[0.2, 0.5, 0.9]], [[0.4, 0.4, 0.7]]],
  },
  { name: "powerFunction", make: powerFunction, parameters: ["shape"], examples: [[2], [0.6]] },
  {
    name: "precisionNormal",
    make: precisionNormal,
    parameters: ["mean", "precision"],
    examples: [
      [
        [0, 0],
        [
          [1, 0.3],
          [0.3, 2],
        ],
      ],
      [
        [1, 1],
        [
          [2, 0],
          [0, 1],
        ],
      ],
    ],
  },
  { name: "rayleigh", make: rayleigh, parameters: ["sigma"], examples: [[1], [2]] },
  {
    name: "rice",
    make: rice,
    parameters: ["distance", "sigma"],
    examples: [
      [1, 1],
      [2, 1.5],
    ],
  },
  {
    name: "shiftedExponential",
    make: shiftedExponential,
    parameters: ["rate", "location"],
    examples: [
      [1, 0.5],
      [2, 0],
    ],
  },
  {
    name: "skellam",
    make: skellam,
    parameters: ["rate1", "rate2"],
    examples: [
      [2, 3],
      [1, 1.5],
    ],
  },
  {
    name: "skewNormal",
    make: skewNormal,
    parameters: ["location", "scale", "shape"],
    examples: [
      [0, 1, 2],
      [1, 2, -1],
    ],
  },
  {
    name: "studentT",
    make: studentT,
    parameters: ["df", "location", "scale"],
    examples: [
      [3, 0, 1],
      [10, 1, 2],
    ],
  },
  {
    name: "triangular",
    make: triangular,
    parameters: ["low", "mode", "high"],
    examples: [
      [0, 1, 3],
      [-1, 2, 4],
    ],
  },
  {
    name: "truncatedCauchy",
    make: truncatedCauchy,
    parameters: ["location", "scale", "low", "high"],
    examples: [
      [0, 1, -2, 3],
      [1, 2, -4, 5],
    ],
  },
  {
    name: "truncatedNormal",
    make: truncatedNormal,
    parameters: ["mean", "sd", "low", "high"],
    examples: [
      [0, 1, -1, 2],
      [0.5, 1.5, -3, 5],
    ],
  },
  {
    name: "uniform",
    make: uniform,
    parameters: ["low", "high"],
    examples: [
      [0, 1],
      [-1, 3],
    ],
  },
  {
    name: "vonMises",
    make: vonMises,
    parameters: ["location", "concentration"],
    examples: [
      [0, 2],
      [1, 0.5],
    ],
  },
  {
    name: "vonMisesFisher",
    make: vonMisesFisher,
    parameters: ["mean", "concentration"],
    examples: [
      [[0, 0, 1], 2],
      [[0, 1, 0], 5],
    ],
  },
  {
    name: "weibull",
    make: weibull,
    parameters: ["shape", "scale"],
    examples: [
      [0.8, 1],
      [2, 3],
    ],
  },
  {
    name: "wishart",
    make: wishart,
    parameters: ["degrees", "scale"],
    examples: [
      [
        4,
        [
          [1, 0],
          [0, 2],
        ],
      ],
      [
        5,
        [
          [2, 0.5],
          [0.5, 1],
        ],
      ],
    ],
  },
  {
    name: "wrappedCauchy",
    make: wrappedCauchy,
    parameters: ["location", "scale"],
    examples: [
      [0, 0.5],
      [1, 1],
    ],
  },
  { name: "zeta", make: zeta, parameters: ["s"], examples: [[2], [3]] },
  {
    name: "zipf",
    make: zipf,
    parameters: ["n", "s"],
    examples: [
      [10, 1.2],
      [20, 0.7],
    ],
  },
  ...PROCESSES,
];

/**
 * How laws are made of laws, by the same names as the functions.
 *
 * @example
 * ```ts
 * COMPOSITIONS.map(({ name }) => name) // ["mixture", "product", "transformed", "truncated"]
 * ```
 */
export const COMPOSITIONS: readonly FamilyEntry[] = [
  {
    name: "mixture",
    make: mixture,
    parameters: ["weights", "laws"],
    examples: [
      [
        [0.3, 0.7],
        [normal(-1, 0.5), normal(2, 1)],
      ],
      [
        [0.5, 0.5],
        [normal(-1, 1), normal(1, 1)],
      ],
    ],
  },
  {
    name: "product",
    make: product,
    parameters: ["laws"],
    examples: [[[normal(0, 1), gamma(2, 1)]], [[normal(1, 2), gamma(3, 1)]]],
  },
  {
    name: "transformed",
    make: transformed,
    parameters: ["law", "map", "constant1", "constant2"],
    least: 2,
    examples: [
      [gamma(2, 1), "log"],
      [normal(0, 1), "affine", 2, 3],
    ],
  },
  {
    name: "truncated",
    make: truncated,
    parameters: ["law", "low", "high"],
    examples: [
      [normal(0, 1), -1, 2],
      [gamma(2, 1), 0.5, 4],
    ],
  },
];
