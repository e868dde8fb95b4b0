/** What is said of one state. */
export interface StateFacts {
  readonly name: string;
  readonly dimension: number;
  readonly dims: readonly number[];
  /** Tr ρ². */
  readonly purity: number;
  /** Eigenvalues above 0. */
  readonly rank: number;
  /** Falling; at most 64 of them. */
  readonly spectrum: readonly number[];
  /** (⟨X⟩, ⟨Y⟩, ⟨Z⟩) of each qubit, up to three of them; empty for other systems. */
  readonly bloch: readonly (readonly [x: number, y: number, z: number])[];
}

/** One figure of the states. */
export interface QuantumFigure {
  /** As in `QUANTUM_MEASURES`, with the order behind it where it has one: `sandwichedRenyi 0.5`. */
  readonly name: string;
  readonly measure: string;
  readonly symbol: string;
  /** What it is measured of: `"rho"`, `"sigma"` or `"rho, sigma"`. */
  readonly of: string;
  readonly order?: number;
  readonly value: number;
  readonly unit: string;
}

/** What a channel does to the relative entropy: it never grows. */
export interface ChannelEffect {
  readonly name: string;
  readonly before: number;
  readonly after: number;
  readonly unit: string;
  readonly holds: boolean;
}

/** What `relent quantum --json` prints: relent/quantum@1. */
export interface QuantumResult {
  readonly schema: "relent/quantum@1";
  readonly rho: StateFacts;
  readonly sigma?: StateFacts;
  readonly figures: readonly QuantumFigure[];
  /** Mass of ρ outside the support of σ, and up to which it counts as rounding. */
  readonly support?: { readonly leak: number; readonly tolerance: number; readonly treatment: string };
  readonly channel?: ChannelEffect;
  readonly sentence: string;
  readonly notes: readonly string[];
}
