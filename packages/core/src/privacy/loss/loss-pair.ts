import type { LossLine } from "./loss-line.ts";
import type { Tilt } from "./tilted-cumulant.ts";

/** A loss that has mass: L = log p/q with P(L) = p and Q(L) = q. */
export interface LossAtom {
  readonly loss: number;
  readonly p: number;
  readonly q: number;
}

/** The part of a privacy loss that has a density. */
export interface LossDensity {
  /** All of it lies between these; they may be infinite. */
  readonly low: number;
  readonly high: number;
  /** P and Q of low < L ≤ high; the ends may be infinite. */
  mass(low: number, high: number): readonly [p: number, q: number];
}

/**
 * The privacy loss L = log dP/dQ of a pair of laws, drawn from P.
 *
 * δ(ε) = E_P (1 − e^{ε−L})₊, and losses of composed mechanisms add.
 */
export interface LossPair {
  /** P(L = ∞): the mass of P where Q has none. */
  readonly infinite: number;
  readonly atoms: readonly LossAtom[];
  readonly density?: LossDensity;
  /** All atoms lie at whole multiples of this. */
  readonly lattice?: number;
  /** L is normal with mean μ²/2 and variance μ². */
  readonly mu?: number;
  /** log E_P[e^{zL}; L < ∞] at a real z. */
  cumulant(z: number): number;
  /** Its tilt at a real z, where that needs no nodes. */
  tilt?(z: number): Tilt;
  /**
   * E e^{zL} on Re z = c up to Im z = reach, with bounds of its errors; absent for losses with atoms, undefined where it
   * takes too many points.
   */
  line?(c: number, reach: number): LossLine | undefined;
  /** Points and weights of P that sum any moment of e^{zL} with 0 ≤ Re z ≤ z; absent where there is a tilt. */
  nodes?(z: number): LossNodes;
}

/** A quadrature of E_P over the loss. */
export interface LossNodes {
  readonly loss: Float64Array;
  readonly logWeight: Float64Array;
  readonly weight: Float64Array;
  /** E L = D(P‖Q), without cancellation. */
  readonly kl: number;
}

/** A pair of laws and how often it was used. */
export interface CountedPair {
  readonly pair: LossPair;
  readonly count: number;
}
