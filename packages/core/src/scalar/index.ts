export { besselRatio, logBesselI, scaledBesselI } from "./bessel-i.ts";
export { scaledBesselK } from "./bessel-k.ts";
export { bracketedRoot } from "./bracketed-root.ts";
export { chiSquaredCdf, chiSquaredQuantile, chiSquaredTail } from "./chi-squared.ts";
export { deviance } from "./deviance.ts";
export { digamma, logMinusDigamma } from "./digamma.ts";
export { halfLineIntegral, unitIntegral } from "./double-exponential.ts";
export { erf, erfc, erfcx } from "./erf.ts";
export { erfcInverse, erfInverse } from "./erf-inverse.ts";
export { expm1mx } from "./expm1mx.ts";
export { scaledE1 } from "./exponential-integral.ts";
export { gammaQuantile, gammaUpperQuantile } from "./gamma-quantile.ts";
export { gaussLegendre, secondOrderRemainder } from "./gauss-legendre.ts";
export { betaI, betaIComplement, betaQuantile, binomialDensity } from "./incomplete-beta.ts";
export { gammaP, gammaQ, poissonDensity } from "./incomplete-gamma.ts";
export { kolmogorovTail } from "./kolmogorov.ts";
export { logAddExp } from "./log-add-exp.ts";
export { logBeta } from "./log-beta.ts";
export { logGamma, logGamma1p, stirlingRemainder } from "./log-gamma.ts";
export { logGammaBregman, stirlingBregman } from "./log-gamma-bregman.ts";
export { logBinomialMass, logHypergeometricMass, logPoissonMass } from "./log-mass.ts";
export { logRatio } from "./log-ratio.ts";
export { logSumExp } from "./log-sum-exp.ts";
export { log1mexp } from "./log1mexp.ts";
export { log1pmx } from "./log1pmx.ts";
export {
  noncentralChiSquaredCdf,
  noncentralChiSquaredQuantile,
  noncentralChiSquaredTail,
  noncentralityFor,
} from "./noncentral-chi-squared.ts";
export { normalCdf, normalQuantile, normalTail } from "./normal.ts";
export { skewNormalCdf, skewNormalTail } from "./skew-normal.ts";
export { studentTCdf, studentTQuantile, studentTTail } from "./student-t.ts";
export { trigamma, trigammaExcess } from "./trigamma.ts";
export { xlog1py } from "./xlog1py.ts";
export { xlogy } from "./xlogy.ts";
export { zeta, zetaPrime } from "./zeta.ts";
