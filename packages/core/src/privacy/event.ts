/**
 * When two data sets are neighbours: one has a record more than the other, or one record differs.
 *
 * A guarantee under "replace-one" compares two people's data, one under "add-remove" presence and absence; neither
 * figure may be read as the other.
 */
export type Adjacency = "add-remove" | "replace-one";

interface Told {
  readonly adjacency: Adjacency;
}

/** Normal noise; `noiseMultiplier` is its standard deviation over the L2 sensitivity. */
export interface GaussianEvent extends Told {
  readonly mechanism: "gaussian";
  readonly noiseMultiplier: number;
}

/** Laplace noise; `noiseMultiplier` is its scale over the L1 sensitivity, so ε = 1/noiseMultiplier. */
export interface LaplaceEvent extends Told {
  readonly mechanism: "laplace";
  readonly noiseMultiplier: number;
}

/** Whole-numbered noise with mass ∝ exp(−x²/2σ²) on an integer of whole sensitivity. */
export interface DiscreteGaussianEvent extends Told {
  readonly mechanism: "discreteGaussian";
  readonly sigma: number;
  readonly sensitivity: number;
}

/** Whole-numbered noise with mass ∝ exp(−|x|/scale) on an integer of whole sensitivity. */
export interface DiscreteLaplaceEvent extends Told {
  readonly mechanism: "discreteLaplace";
  readonly scale: number;
  readonly sensitivity: number;
}

/** One of `categories` answers: the true one with `truthProbability`, else one of the others, each alike. */
export interface RandomisedResponseEvent extends Told {
  readonly mechanism: "randomisedResponse";
  readonly truthProbability: number;
  readonly categories: number;
}

/** A choice with probability ∝ exp(ε·score/2Δ). */
export interface ExponentialEvent extends Told {
  readonly mechanism: "exponential";
  readonly epsilon: number;
}

/** Normal noise on a sum over a batch that each record joins by itself with probability `samplingRate`. */
export interface PoissonSubsampledGaussianEvent extends Told {
  readonly mechanism: "poissonSubsampledGaussian";
  readonly noiseMultiplier: number;
  readonly samplingRate: number;
}

/** Normal noise on a sum over a batch of fixed size, drawn without replacement. */
export interface WithoutReplacementGaussianEvent extends Told {
  readonly mechanism: "withoutReplacementGaussian";
  readonly noiseMultiplier: number;
  readonly population: number;
  readonly batch: number;
}

/** Any mechanism of which no more is known than that it is (ε, δ)-differentially private. */
export interface ApproximateDpEvent extends Told {
  readonly mechanism: "approximateDp";
  readonly epsilon: number;
  readonly delta: number;
}

/** Any mechanism of which no more is known than that its Rényi divergence of order α is ≤ αρ. */
export interface ConcentratedDpEvent extends Told {
  readonly mechanism: "concentratedDp";
  readonly rho: number;
}

/** Running sums of a stream by a binary tree with normal noise in every node. */
export interface TreeAggregationEvent extends Told {
  readonly mechanism: "treeAggregation";
  readonly noiseMultiplier: number;
  readonly leaves: number;
}

/** The best of a random number of runs, of which the others are not shown. */
export interface RepeatAndSelectEvent extends Told {
  readonly mechanism: "repeatAndSelect";
  readonly event: PrivacyEvent;
  /** Mean number of runs. */
  readonly mean: number;
  /** η of the truncated negative binomial law of the number of runs, or "poisson". */
  readonly shape: number | "poisson";
}

/** A mechanism used once. */
export type SingleEvent =
  | GaussianEvent
  | LaplaceEvent
  | DiscreteGaussianEvent
  | DiscreteLaplaceEvent
  | RandomisedResponseEvent
  | ExponentialEvent
  | PoissonSubsampledGaussianEvent
  | WithoutReplacementGaussianEvent
  | ApproximateDpEvent
  | ConcentratedDpEvent
  | TreeAggregationEvent
  | RepeatAndSelectEvent;

/** Several events on the same data, each of which may depend on the results of those before it. */
export interface CompositionEvent extends Told {
  readonly mechanism: "composition";
  readonly events: readonly PrivacyEvent[];
}

/** One event `count` times over. */
export interface SelfCompositionEvent extends Told {
  readonly mechanism: "selfComposition";
  readonly event: PrivacyEvent;
  readonly count: number;
}

/** What was done to the data: plain JSON, that can be written down, sent and read back. */
export type PrivacyEvent = SingleEvent | CompositionEvent | SelfCompositionEvent;
