import type { Random } from "../random/index.ts";
import type { Support, Univariate } from "./distribution.ts";
import type { Moments } from "./moments.ts";
import type { Domain } from "./parameter.ts";

/** Values of the parameters of a law. */
export type Values<K extends string> = Readonly<Record<K, number>>;

/** A law as the image of another under a map that has an inverse: divergences do not see the map. */
export interface Image {
  /** Names the map with its constants: `"exp"`, `"x + 2"`. Images under the same map are compared by their bases. */
  readonly map: string;
  readonly base: Univariate;
}

/** A family in the canonical form h(x) exp(⟨η, T(x)⟩ − A(η)), with one h and T for all of its members. */
export interface ExponentialForm<K extends string> {
  natural(values: Values<K>): readonly number[];
  /** A(η); Infinity outside the natural parameters. */
  logNormaliser(natural: readonly number[]): number;
  /** E T(X) = ∇A(η). */
  meanStatistics(values: Values<K>): readonly number[];
}

/**
 * What is known of a family of laws on the line: one record a family, every member made from it by `univariate`.
 *
 * Arguments x lie within the support, those of quantiles within (0, 1): `univariate` answers elsewhere.
 */
export interface Law<K extends string> {
  readonly name: string;
  /** The domain of each parameter, in the order in which they are written. */
  readonly parameters: Readonly<Record<K, Domain>>;
  /** What the parameters must fulfil together: the message, after the family's name, if they do not. */
  refuse?(values: Values<K>): string | undefined;
  support(values: Values<K>): Support;
  logDensity(x: number, values: Values<K>): number;
  /** Points within the support where the density has a jump or a corner, so that quadrature begins anew there. */
  knots?(values: Values<K>): readonly number[];
  cdf(x: number, values: Values<K>): number;
  /** 1 − cdf, where it is known better than by subtraction. */
  survival?(x: number, values: Values<K>): number;
  quantile(u: number, values: Values<K>): number;
  /** The x above which u lies, where it is known better than by `quantile(1 − u)`. */
  upperQuantile?(u: number, values: Values<K>): number;
  sample(random: Random, values: Values<K>): number;
  mean(values: Values<K>): number;
  variance(values: Values<K>): number;
  /** In nats; by quadrature or summation where the family has none in closed form. */
  entropy?(values: Values<K>): number;
  moments?(values: Values<K>): Moments;
  /** −E log q(X) for the X whose moments are given, with q this law; undefined where a moment it needs is missing. */
  crossEntropyFrom?(moments: Moments, values: Values<K>): number | undefined;
  /** D(p‖q) of two members, in a form that keeps its digits where they are nearly equal; undefined where not closed. */
  kl?(p: Values<K>, q: Values<K>): number | undefined;
  /** The derivatives of D(p‖q) by the parameters of p, or of q. */
  klSlopes?(p: Values<K>, q: Values<K>, wrt: "p" | "q"): Values<K>;
  /** Squared Wasserstein-2 distance of two members, where closed. */
  wasserstein2Squared?(p: Values<K>, q: Values<K>): number;
  readonly exponential?: ExponentialForm<K>;
  /** The same law as a member of wider families, nearest first. */
  within?(values: Values<K>): readonly Univariate[];
  /** The same law as an image of another. */
  image?(values: Values<K>): Image;
}
