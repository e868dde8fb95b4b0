/**
 * What a figure says of the true one: it lies at or below it, is it up to rounding, lies at or above it, tends to it
 * as compositions grow and bounds nothing, or was computed to be it without a bracket that vouches for it.
 */
export type BoundStatus = "lower" | "exact" | "upper" | "asymptotic" | "estimate";

/** A figure of privacy with its standing. */
export interface PrivacyBound {
  readonly value: number;
  readonly status: BoundStatus;
  /** How it was found. */
  readonly method: string;
  /** The Rényi order at which it was found. */
  readonly order?: number;
  /** Bounds from below and from above that were computed another way and hold the value between them. */
  readonly bracket?: readonly [low: number, high: number];
}
