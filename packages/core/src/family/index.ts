export { asymmetricLaplace } from "./continuous/asymmetric-laplace.ts";
export { beta } from "./continuous/beta.ts";
export { betaPrime } from "./continuous/beta-prime.ts";
export { cauchy } from "./continuous/cauchy.ts";
export { chi } from "./continuous/chi.ts";
export { chiSquared } from "./continuous/chi-squared.ts";
export { erlang } from "./continuous/erlang.ts";
export { expGamma } from "./continuous/exp-gamma.ts";
export { exponential } from "./continuous/exponential.ts";
export { fisherSnedecor } from "./continuous/fisher-snedecor.ts";
export { frechet } from "./continuous/frechet.ts";
export { gamma } from "./continuous/gamma.ts";
export { generalizedGamma } from "./continuous/generalized-gamma.ts";
export { gumbel } from "./continuous/gumbel.ts";
export { halfNormal } from "./continuous/half-normal.ts";
export { hyperbolicSecant } from "./continuous/hyperbolic-secant.ts";
export { inverseGamma } from "./continuous/inverse-gamma.ts";
export { inverseGaussian } from "./continuous/inverse-gaussian.ts";
export { kumaraswamy } from "./continuous/kumaraswamy.ts";
export { laplace } from "./continuous/laplace.ts";
export { levy } from "./continuous/levy.ts";
export { logLogistic } from "./continuous/log-logistic.ts";
export { logNormal } from "./continuous/log-normal.ts";
export { logUniform } from "./continuous/log-uniform.ts";
export { logistic } from "./continuous/logistic.ts";
export { lomax } from "./continuous/lomax.ts";
export { maxwell } from "./continuous/maxwell.ts";
export { moyal } from "./continuous/moyal.ts";
export { nakagami } from "./continuous/nakagami.ts";
export { normal } from "./continuous/normal.ts";
export { pareto } from "./continuous/pareto.ts";
export { powerFunction } from "./continuous/power-function.ts";
export { rayleigh } from "./continuous/rayleigh.ts";
export { shiftedExponential } from "./continuous/shifted-exponential.ts";
export { studentT } from "./continuous/student-t.ts";
export { truncatedCauchy } from "./continuous/truncated-cauchy.ts";
export { uniform } from "./continuous/uniform.ts";
export { weibull } from "./continuous/weibull.ts";
export { bernoulli } from "./discrete/bernoulli.ts";
export { betaBinomial } from "./discrete/beta-binomial.ts";
export { binomial } from "./discrete/binomial.ts";
export { categorical } from "./discrete/categorical.ts";
export { degenerate } from "./discrete/degenerate.ts";
export { discreteLaplace } from "./discrete/discrete-laplace.ts";
export { discreteUniform } from "./discrete/discrete-uniform.ts";
export { geometric } from "./discrete/geometric.ts";
export { hypergeometric } from "./discrete/hypergeometric.ts";
export { logarithmic } from "./discrete/logarithmic.ts";
export { negativeBinomial } from "./discrete/negative-binomial.ts";
export { poisson } from "./discrete/poisson.ts";
export { poissonBinomial } from "./discrete/poisson-binomial.ts";
export { skellam } from "./discrete/skellam.ts";
export { zipf } from "./discrete/zipf.ts";
export type { Distribution, Support, Univariate } from "./distribution.ts";
export {
  choleskyNormal,
  diagonalNormal,
  lowRankNormal,
  type MultivariateNormal,
  multivariateNormal,
  precisionNormal,
} from "./multivariate/multivariate-normal.ts";
export type { Multivariate } from "./multivariate/vector-law.ts";
