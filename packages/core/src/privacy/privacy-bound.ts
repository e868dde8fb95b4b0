/**
 * What a figure says of the true one: it lies at or below it, is it up to rounding, lies at or above it, or tends to it
 * as compositions grow and bounds nothing.
 */
export type BoundStatus = "lower" | "exact" | "upper" | "asymptotic";

/** A figure of privacy with its standing. */
export interface PrivacyBound {
  readonly value: number;
  readonly status: BoundStatus;
  /** How it was found. */
  readonly method: string;
  /** The Rényi order at which it was found. */
  readonly order?: number;
  /** Where an integral was summed: bounds of the figure that hold for certain, what was left out and rounding included. */
  readonly bracket?: readonly [low: number, high: number];
}
