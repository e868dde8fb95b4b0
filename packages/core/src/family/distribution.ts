import type { Family } from "../protocol.ts";
import type { Random, Seed } from "../random/index.ts";

/** A probability law that can be drawn from and whose density is known. */
export interface Distribution<Point> extends Family {
  /** The family it belongs to, as it is written: `"normal"`. */
  readonly family: string;
  /** The family's name and parameters, as `parseFamily` reads them: `"normal(0, 1)"`. */
  toString(): string;
  /** log of the density at x with respect to the family's base measure (length, volume or counting), in nats; −Infinity off the support. */
  logDensity(x: Point): number;
  /** One draw; the same stream gives the same draws. */
  sample(random: Random): Point;
  /** Shannon entropy, or differential entropy where the law has a density, in nats. */
  entropy(): number;
}

/** The smallest interval that holds a law on the real line. */
export interface Support {
  readonly low: number;
  readonly high: number;
  /** Whether only integers occur. */
  readonly integers: boolean;
  /** Open intervals inside that hold nothing; left out where there are none. */
  readonly gaps?: readonly (readonly [low: number, high: number])[];
}

/** A law on the real line or on the integers. */
export interface Univariate extends Distribution<number> {
  /** Its parameters by name, in the order in which they are written. */
  readonly parameters: Readonly<Record<string, number>>;
  readonly support: Support;
  /** log density; the law has one with respect to length. */
  logPdf?(x: number): number;
  /** log probability of an outcome; the law sits on the integers. */
  logPmf?(x: number): number;
  /** P(X ≤ x). */
  cdf(x: number): number;
  /** P(X > x), with full relative accuracy where it is small. */
  survival(x: number): number;
  /** The least x with P(X ≤ x) ≥ u. */
  quantile(u: number): number;
  /** The x above which a share u lies: `quantile(1 − u)` without losing the digits of a small u. */
  upperQuantile(u: number): number;
  /** E X. */
  mean(): number;
  /** E (X − E X)². */
  variance(): number;
  /** n draws from a stream of their own. */
  samples(n: number, seed: Seed): Float64Array;
}
