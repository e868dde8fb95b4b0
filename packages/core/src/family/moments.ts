/**
 * Expectations under a law, as far as they are known in closed form: what the cross-entropy to another family needs.
 *
 * A missing entry is not known; Infinity is an answer.
 */
export interface Moments {
  /** E X. */
  readonly mean?: number;
  /** E X². */
  readonly square?: number;
  /** E 1/X. */
  readonly reciprocal?: number;
  /** E log X. */
  readonly log?: number;
  /** E (log X)². */
  readonly logSquare?: number;
  /** E log(1 − X). */
  readonly log1m?: number;
  /** E log(1 + X). */
  readonly log1p?: number;
  /** E Xᵏ for real k. */
  power?(k: number): number | undefined;
  /** E exp(tX). */
  exp?(t: number): number | undefined;
  /** E |X − m|. */
  distance?(m: number): number | undefined;
  /** E cos(X − m). */
  cos?(m: number): number | undefined;
  /** E log Γ(X + r). */
  logGamma?(r: number): number | undefined;
}
