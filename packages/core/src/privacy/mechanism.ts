import type { Adjacency, PrivacyEvent, SingleEvent } from "./event.ts";
import type { LossPair } from "./loss/loss-pair.ts";

/** A parameter of a mechanism, with what it may be. */
export interface MechanismParameter {
  readonly name: string;
  readonly allowed: string;
}

/** What is known of a mechanism: one record each, and the accountants walk the table. */
export interface Mechanism<E extends SingleEvent = SingleEvent> {
  readonly name: E["mechanism"];
  /** The function that makes the event. */
  readonly maker: string;
  readonly parameters: readonly MechanismParameter[];
  /** The adjacencies for which the formulas hold. */
  readonly adjacencies: readonly Adjacency[];
  /** What to do with another adjacency. */
  readonly remedy?: string;
  /** Throws for parameters that are not allowed. */
  check(event: E): void;
  /** In words: what was done. */
  describe(event: E): string;
  /**
   * Pairs (P, Q) that dominate the outputs on neighbouring data sets: one for both directions, or first "the record is
   * removed", then "the record is added". None where only the Rényi divergence is known.
   */
  pairs(event: E): readonly LossPair[];
  /** Whether the pairs are attained by the mechanism, so that bounds from below hold too. */
  readonly tight: boolean;
  /** A closed form of the greatest Rényi divergence (or a bound of it) at any order ≥ 1. */
  renyi?(event: E, order: number): number;
  /** What a mechanism runs that is made of another. */
  base?(event: E): PrivacyEvent;
  /** A bound of its Rényi divergence at any order ≥ 1 from that of what it runs. */
  renyiFrom?(event: E, base: (order: number) => number): (order: number) => number;
  /** The least known ρ with D_α ≤ αρ, where it is not ε²/2 of a pure guarantee. */
  rho?(event: E): number;
  /** "upper" if `renyi` is a bound. */
  readonly renyiStatus?: "exact" | "upper";
}
