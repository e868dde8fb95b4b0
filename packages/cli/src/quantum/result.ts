import type { BlochMap, BlochVector } from "@relent/core/quantum";

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
  readonly bloch: readonly BlochVector[];
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
  /** What it makes of the Bloch sphere, if it is a channel on a qubit. */
  readonly image?: BlochImage;
}

/** D(·‖σ) in a plane through the middle of the Bloch ball. */
export interface BlochField {
  /** What the rows and the columns go along. */
  readonly axes: readonly [up: string, across: string];
  readonly up: BlochVector;
  readonly across: BlochVector;
  /** Coordinates of the columns; those of the rows are the same, the greatest first. */
  readonly steps: readonly number[];
  readonly unit: string;
  /** The greatest of the whole ball: −log of the lower eigenvalue of σ, at the pure state that is opposite to it. */
  readonly greatest: number;
  /** Row after row; null outside the ball. */
  readonly values: readonly (readonly (number | null)[])[];
}

/** The ellipsoid that a channel makes of the Bloch sphere: r ↦ Mr + c. */
export interface BlochImage extends BlochMap {
  /** Lengths of its half-axes, the longest first. */
  readonly halfAxes: readonly number[];
  /** Where the ends of the axes go. */
  readonly poles: readonly { readonly name: string; readonly at: BlochVector }[];
  /** Where the three great circles through the poles go, point after point. */
  readonly circles: readonly { readonly name: string; readonly points: readonly BlochVector[] }[];
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
  /** D(·‖σ) around two qubits. */
  readonly field?: BlochField;
  readonly sentence: string;
  readonly notes: readonly string[];
}
