import { alphaDivergence } from "./alpha-divergence.ts";
import { betaDivergence } from "./beta-divergence.ts";
import { bhattacharyya } from "./bhattacharyya.ts";
import { chiSquared } from "./chi-squared.ts";
import { conditionalEntropy } from "./conditional-entropy.ts";
import { conditionalMutualInformation } from "./conditional-mutual-information.ts";
import { cramer } from "./cramer.ts";
import { crossEntropy } from "./cross-entropy.ts";
import { dualTotalCorrelation } from "./dual-total-correlation.ts";
import { energy } from "./energy.ts";
import { entropy } from "./entropy.ts";
import { gammaDivergence } from "./gamma-divergence.ts";
import { generalizedKl } from "./generalized-kl.ts";
import { alphaDivergenceGradient } from "./gradient/alpha-divergence-gradient.ts";
import { betaDivergenceGradient } from "./gradient/beta-divergence-gradient.ts";
import { bhattacharyyaGradient } from "./gradient/bhattacharyya-gradient.ts";
import { chiSquaredGradient } from "./gradient/chi-squared-gradient.ts";
import { conditionalEntropyGradient } from "./gradient/conditional-entropy-gradient.ts";
import { conditionalMutualInformationGradient } from "./gradient/conditional-mutual-information-gradient.ts";
import { cramerGradient } from "./gradient/cramer-gradient.ts";
import { crossEntropyGradient } from "./gradient/cross-entropy-gradient.ts";
import { dualTotalCorrelationGradient } from "./gradient/dual-total-correlation-gradient.ts";
import { energyGradient } from "./gradient/energy-gradient.ts";
import { entropyGradient } from "./gradient/entropy-gradient.ts";
import { gammaDivergenceGradient } from "./gradient/gamma-divergence-gradient.ts";
import { generalizedKlGradient } from "./gradient/generalized-kl-gradient.ts";
import { hellingerGradient } from "./gradient/hellinger-gradient.ts";
import { hellingerSquaredGradient } from "./gradient/hellinger-squared-gradient.ts";
import { interactionInformationGradient } from "./gradient/interaction-information-gradient.ts";
import { itakuraSaitoGradient } from "./gradient/itakura-saito-gradient.ts";
import { jeffreysGradient } from "./gradient/jeffreys-gradient.ts";
import { jensenShannonDistanceGradient } from "./gradient/jensen-shannon-distance-gradient.ts";
import { jensenShannonGradient } from "./gradient/jensen-shannon-gradient.ts";
import { klGradient } from "./gradient/kl-gradient.ts";
import { kolmogorovSmirnovGradient } from "./gradient/kolmogorov-smirnov-gradient.ts";
import { leCamGradient } from "./gradient/le-cam-gradient.ts";
import { minEntropyGradient } from "./gradient/min-entropy-gradient.ts";
import { mutualInformationGradient } from "./gradient/mutual-information-gradient.ts";
import { neymanChiSquaredGradient } from "./gradient/neyman-chi-squared-gradient.ts";
import { perplexityGradient } from "./gradient/perplexity-gradient.ts";
import { renyiEntropyGradient } from "./gradient/renyi-entropy-gradient.ts";
import { renyiGradient } from "./gradient/renyi-gradient.ts";
import { reverseKlGradient } from "./gradient/reverse-kl-gradient.ts";
import { skewKlGradient } from "./gradient/skew-kl-gradient.ts";
import { totalCorrelationGradient } from "./gradient/total-correlation-gradient.ts";
import { totalVariationGradient } from "./gradient/total-variation-gradient.ts";
import { triangularGradient } from "./gradient/triangular-gradient.ts";
import { tsallisEntropyGradient } from "./gradient/tsallis-entropy-gradient.ts";
import { tsallisGradient } from "./gradient/tsallis-gradient.ts";
import { wasserstein1Gradient } from "./gradient/wasserstein1-gradient.ts";
import { hellinger } from "./hellinger.ts";
import { hellingerSquared } from "./hellinger-squared.ts";
import { interactionInformation } from "./interaction-information.ts";
import { itakuraSaito } from "./itakura-saito.ts";
import { jeffreys } from "./jeffreys.ts";
import { jensenShannon } from "./jensen-shannon.ts";
import { jensenShannonDistance } from "./jensen-shannon-distance.ts";
import { kl } from "./kl.ts";
import { kolmogorovSmirnov } from "./kolmogorov-smirnov.ts";
import { leCam } from "./le-cam.ts";
import { minEntropy } from "./min-entropy.ts";
import { mutualInformation } from "./mutual-information.ts";
import { neymanChiSquared } from "./neyman-chi-squared.ts";
import { perplexity } from "./perplexity.ts";
import { renyi } from "./renyi.ts";
import { renyiEntropy } from "./renyi-entropy.ts";
import { reverseKl } from "./reverse-kl.ts";
import { skewKl } from "./skew-kl.ts";
import { totalCorrelation } from "./total-correlation.ts";
import { totalVariation } from "./total-variation.ts";
import { triangular } from "./triangular.ts";
import { tsallis } from "./tsallis.ts";
import { tsallisEntropy } from "./tsallis-entropy.ts";
import { wasserstein1 } from "./wasserstein1.ts";

/** A number that a measure takes after its distributions. */
export interface MeasureParameter {
  readonly name: string;
  /** What a caller who names none may take. */
  readonly value: number;
}

/** What is known of a measure. */
export interface Measure {
  readonly name: string;
  /** As its documentation writes it. */
  readonly symbol: string;
  /** The least and the greatest value; n is the number of outcomes, logarithms are in the measure's base. */
  readonly bounds: readonly [low: string, high: string];
  /** Whether exchanging the distributions (or variables) changes nothing. */
  readonly symmetric: boolean;
  /** One distribution, two, or a joint table. */
  readonly inputs: "p" | "pq" | "joint";
  /** Whether it has a `base`. */
  readonly logarithmic: boolean;
  readonly parameters: readonly MeasureParameter[];
  /** The function itself. */
  readonly measure: (...inputs: never[]) => unknown;
  /** Its gradient, if it has one. */
  readonly gradient?: (...inputs: never[]) => Float64Array;
}

/**
 * Every measure that is asked for by name, in alphabetical order.
 *
 * Those that take a function (`fDivergence`, `bregman`), several rows (`jensenShannonOf`) or sequences
 * (`transferEntropy`) are not among them.
 *
 * @example
 * ```ts
 * MEASURES.find(({ name }) => name === "kl").symbol // "D(p‖q)"
 * ```
 */
export const MEASURES: readonly Measure[] = [
  {
    name: "alphaDivergence",
    symbol: "D_α(p‖q)",
    bounds: ["0", "∞"],
    symmetric: false,
    inputs: "pq",
    logarithmic: false,
    parameters: [{ name: "alpha", value: 0.5 }],
    measure: alphaDivergence,
    gradient: alphaDivergenceGradient,
  },
  {
    name: "betaDivergence",
    symbol: "d_β(p‖q)",
    bounds: ["0", "∞"],
    symmetric: false,
    inputs: "pq",
    logarithmic: false,
    parameters: [{ name: "beta", value: 2 }],
    measure: betaDivergence,
    gradient: betaDivergenceGradient,
  },
  {
    name: "bhattacharyya",
    symbol: "B(p, q)",
    bounds: ["0", "∞"],
    symmetric: true,
    inputs: "pq",
    logarithmic: true,
    parameters: [],
    measure: bhattacharyya,
    gradient: bhattacharyyaGradient,
  },
  {
    name: "chiSquared",
    symbol: "χ²(p‖q)",
    bounds: ["0", "∞"],
    symmetric: false,
    inputs: "pq",
    logarithmic: false,
    parameters: [],
    measure: chiSquared,
    gradient: chiSquaredGradient,
  },
  {
    name: "conditionalEntropy",
    symbol: "H(Y | X)",
    bounds: ["0", "log n"],
    symmetric: false,
    inputs: "joint",
    logarithmic: true,
    parameters: [],
    measure: conditionalEntropy,
    gradient: conditionalEntropyGradient,
  },
  {
    name: "conditionalMutualInformation",
    symbol: "I(X; Y | Z)",
    bounds: ["0", "log n"],
    symmetric: true,
    inputs: "joint",
    logarithmic: true,
    parameters: [],
    measure: conditionalMutualInformation,
    gradient: conditionalMutualInformationGradient,
  },
  {
    name: "cramer",
    symbol: "Σ (Pᵢ − Qᵢ)²",
    bounds: ["0", "∞"],
    symmetric: true,
    inputs: "pq",
    logarithmic: false,
    parameters: [],
    measure: cramer,
    gradient: cramerGradient,
  },
  {
    name: "crossEntropy",
    symbol: "H(p, q)",
    bounds: ["0", "∞"],
    symmetric: false,
    inputs: "pq",
    logarithmic: true,
    parameters: [],
    measure: crossEntropy,
    gradient: crossEntropyGradient,
  },
  {
    name: "dualTotalCorrelation",
    symbol: "DTC",
    bounds: ["0", "log n"],
    symmetric: true,
    inputs: "joint",
    logarithmic: true,
    parameters: [],
    measure: dualTotalCorrelation,
    gradient: dualTotalCorrelationGradient,
  },
  {
    name: "energy",
    symbol: "2 Σ (Pᵢ − Qᵢ)²",
    bounds: ["0", "∞"],
    symmetric: true,
    inputs: "pq",
    logarithmic: false,
    parameters: [],
    measure: energy,
    gradient: energyGradient,
  },
  {
    name: "entropy",
    symbol: "H(p)",
    bounds: ["0", "log n"],
    symmetric: false,
    inputs: "p",
    logarithmic: true,
    parameters: [],
    measure: entropy,
    gradient: entropyGradient,
  },
  {
    name: "gammaDivergence",
    symbol: "D_γ(p‖q)",
    bounds: ["0", "∞"],
    symmetric: false,
    inputs: "pq",
    logarithmic: true,
    parameters: [{ name: "gamma", value: 1 }],
    measure: gammaDivergence,
    gradient: gammaDivergenceGradient,
  },
  {
    name: "generalizedKl",
    symbol: "Σ pᵢ log(pᵢ/qᵢ) − pᵢ + qᵢ",
    bounds: ["0", "∞"],
    symmetric: false,
    inputs: "pq",
    logarithmic: false,
    parameters: [],
    measure: generalizedKl,
    gradient: generalizedKlGradient,
  },
  {
    name: "hellinger",
    symbol: "H(p, q)",
    bounds: ["0", "1"],
    symmetric: true,
    inputs: "pq",
    logarithmic: false,
    parameters: [],
    measure: hellinger,
    gradient: hellingerGradient,
  },
  {
    name: "hellingerSquared",
    symbol: "H²(p, q)",
    bounds: ["0", "1"],
    symmetric: true,
    inputs: "pq",
    logarithmic: false,
    parameters: [],
    measure: hellingerSquared,
    gradient: hellingerSquaredGradient,
  },
  {
    name: "interactionInformation",
    symbol: "I(X; Y | Z) − I(X; Y)",
    bounds: ["−log n", "log n"],
    symmetric: true,
    inputs: "joint",
    logarithmic: true,
    parameters: [],
    measure: interactionInformation,
    gradient: interactionInformationGradient,
  },
  {
    name: "itakuraSaito",
    symbol: "Σ (pᵢ/qᵢ − log(pᵢ/qᵢ) − 1)",
    bounds: ["0", "∞"],
    symmetric: false,
    inputs: "pq",
    logarithmic: false,
    parameters: [],
    measure: itakuraSaito,
    gradient: itakuraSaitoGradient,
  },
  {
    name: "jeffreys",
    symbol: "J(p, q)",
    bounds: ["0", "∞"],
    symmetric: true,
    inputs: "pq",
    logarithmic: true,
    parameters: [],
    measure: jeffreys,
    gradient: jeffreysGradient,
  },
  {
    name: "jensenShannon",
    symbol: "JS(p, q)",
    bounds: ["0", "log 2"],
    symmetric: true,
    inputs: "pq",
    logarithmic: true,
    parameters: [],
    measure: jensenShannon,
    gradient: jensenShannonGradient,
  },
  {
    name: "jensenShannonDistance",
    symbol: "√JS(p, q)",
    bounds: ["0", "√(log 2)"],
    symmetric: true,
    inputs: "pq",
    logarithmic: true,
    parameters: [],
    measure: jensenShannonDistance,
    gradient: jensenShannonDistanceGradient,
  },
  {
    name: "kl",
    symbol: "D(p‖q)",
    bounds: ["0", "∞"],
    symmetric: false,
    inputs: "pq",
    logarithmic: true,
    parameters: [],
    measure: kl,
    gradient: klGradient,
  },
  {
    name: "kolmogorovSmirnov",
    symbol: "max |Pᵢ − Qᵢ|",
    bounds: ["0", "1"],
    symmetric: true,
    inputs: "pq",
    logarithmic: false,
    parameters: [],
    measure: kolmogorovSmirnov,
    gradient: kolmogorovSmirnovGradient,
  },
  {
    name: "leCam",
    symbol: "½ Σ (pᵢ − qᵢ)²/(pᵢ + qᵢ)",
    bounds: ["0", "1"],
    symmetric: true,
    inputs: "pq",
    logarithmic: false,
    parameters: [],
    measure: leCam,
    gradient: leCamGradient,
  },
  {
    name: "minEntropy",
    symbol: "H∞(p)",
    bounds: ["0", "log n"],
    symmetric: false,
    inputs: "p",
    logarithmic: true,
    parameters: [],
    measure: minEntropy,
    gradient: minEntropyGradient,
  },
  {
    name: "mutualInformation",
    symbol: "I(X; Y)",
    bounds: ["0", "log n"],
    symmetric: true,
    inputs: "joint",
    logarithmic: true,
    parameters: [],
    measure: mutualInformation,
    gradient: mutualInformationGradient,
  },
  {
    name: "neymanChiSquared",
    symbol: "Σ (pᵢ − qᵢ)²/pᵢ",
    bounds: ["0", "∞"],
    symmetric: false,
    inputs: "pq",
    logarithmic: false,
    parameters: [],
    measure: neymanChiSquared,
    gradient: neymanChiSquaredGradient,
  },
  {
    name: "perplexity",
    symbol: "exp(H(p))",
    bounds: ["1", "n"],
    symmetric: false,
    inputs: "p",
    logarithmic: false,
    parameters: [],
    measure: perplexity,
    gradient: perplexityGradient,
  },
  {
    name: "renyi",
    symbol: "D_α(p‖q)",
    bounds: ["0", "∞"],
    symmetric: false,
    inputs: "pq",
    logarithmic: true,
    parameters: [{ name: "order", value: 2 }],
    measure: renyi,
    gradient: renyiGradient,
  },
  {
    name: "renyiEntropy",
    symbol: "H_α(p)",
    bounds: ["0", "log n"],
    symmetric: false,
    inputs: "p",
    logarithmic: true,
    parameters: [{ name: "order", value: 2 }],
    measure: renyiEntropy,
    gradient: renyiEntropyGradient,
  },
  {
    name: "reverseKl",
    symbol: "D(q‖p)",
    bounds: ["0", "∞"],
    symmetric: false,
    inputs: "pq",
    logarithmic: true,
    parameters: [],
    measure: reverseKl,
    gradient: reverseKlGradient,
  },
  {
    name: "skewKl",
    symbol: "D(p ‖ skew·p + (1 − skew)·q)",
    bounds: ["0", "−log(skew)"],
    symmetric: false,
    inputs: "pq",
    logarithmic: true,
    parameters: [{ name: "skew", value: 0.5 }],
    measure: skewKl,
    gradient: skewKlGradient,
  },
  {
    name: "totalCorrelation",
    symbol: "TC",
    bounds: ["0", "log n"],
    symmetric: true,
    inputs: "joint",
    logarithmic: true,
    parameters: [],
    measure: totalCorrelation,
    gradient: totalCorrelationGradient,
  },
  {
    name: "totalVariation",
    symbol: "TV(p, q)",
    bounds: ["0", "1"],
    symmetric: true,
    inputs: "pq",
    logarithmic: false,
    parameters: [],
    measure: totalVariation,
    gradient: totalVariationGradient,
  },
  {
    name: "triangular",
    symbol: "Δ(p, q)",
    bounds: ["0", "2"],
    symmetric: true,
    inputs: "pq",
    logarithmic: false,
    parameters: [],
    measure: triangular,
    gradient: triangularGradient,
  },
  {
    name: "tsallis",
    symbol: "T_α(p‖q)",
    bounds: ["0", "∞"],
    symmetric: false,
    inputs: "pq",
    logarithmic: false,
    parameters: [{ name: "order", value: 2 }],
    measure: tsallis,
    gradient: tsallisGradient,
  },
  {
    name: "tsallisEntropy",
    symbol: "S_α(p)",
    bounds: ["0", "∞"],
    symmetric: false,
    inputs: "p",
    logarithmic: false,
    parameters: [{ name: "order", value: 2 }],
    measure: tsallisEntropy,
    gradient: tsallisEntropyGradient,
  },
  {
    name: "wasserstein1",
    symbol: "W₁(p, q)",
    bounds: ["0", "∞"],
    symmetric: true,
    inputs: "pq",
    logarithmic: false,
    parameters: [],
    measure: wasserstein1,
    gradient: wasserstein1Gradient,
  },
];
