/** Which of many states has a figure of this size, counted from 0. */
export interface Extreme {
  readonly state: number;
  readonly value: number;
}

/** One figure of each of many states. */
export interface ManyFigure {
  /** As in `QUANTUM_MEASURES`, with the order behind it where it has one. */
  readonly name: string;
  readonly measure: string;
  readonly symbol: string;
  /** What it is measured of: `"rho"` or `"rho, sigma"`. */
  readonly of: string;
  readonly order?: number;
  readonly unit: string;
  /** One number a state. */
  readonly values: readonly number[];
  readonly least: Extreme;
  readonly median: number;
  readonly greatest: Extreme;
  /** How many are infinite. */
  readonly infinite: number;
}

/** What is said of a file of states. */
export interface ManyFacts {
  readonly name: string;
  readonly states: number;
  readonly dimension: number;
  readonly dims: readonly number[];
}

/** What `relent quantum --json` prints of many states: relent/quantum-states@1. */
export interface ManyResult {
  readonly schema: "relent/quantum-states@1";
  readonly rho: ManyFacts;
  readonly sigma?: ManyFacts;
  readonly figures: readonly ManyFigure[];
  /** Of the states with an infinite relative entropy: how much of each lies outside the support of its σ. */
  readonly support?: {
    readonly outside: number;
    readonly least: Extreme;
    readonly greatest: Extreme;
    /** Up to which it counts as rounding. */
    readonly tolerance: number;
  };
  readonly sentence: string;
  readonly notes: readonly string[];
}
