import type { Random, Seed } from "../../random/index.ts";
import type { Distribution } from "../distribution.ts";

/** A point with several coordinates: a vector, or a matrix as its rows. */
export type VectorPoint = readonly number[] | readonly (readonly number[])[];

/** A law whose points are vectors or matrices. */
export interface Multivariate<Point extends VectorPoint = readonly number[]> extends Distribution<Point> {
  /** How many coordinates a point has; the side of a matrix. */
  readonly dimension: number;
  /** n draws from a stream of their own. */
  samples(n: number, seed: Seed): Point[];
  /** Where it exists in closed form. */
  mean?(): Point;
  /** Covariances of the coordinates, as rows; where the points are vectors and it exists in closed form. */
  covariance?(): number[][];
}

/** Sets that a law on vectors or matrices may be spread over; the points of the first five are plain vectors. */
export type Ground =
  | "space"
  | "simplex"
  | "sphere"
  | "counts"
  | "labels"
  | "matrices"
  | "definite matrices"
  | "correlation matrices"
  | "means and precisions";

/** E X and the covariances of X; without these where they are infinite. */
export interface SecondMoments {
  readonly mean: readonly number[];
  readonly covariance?: readonly (readonly number[])[];
}

/** A family in the canonical form h(x) exp(⟨η, T(x)⟩ − A(η)). */
export interface VectorExponentialForm<V> {
  natural(values: V): Float64Array;
  /** A(η); Infinity outside the natural parameters. */
  logNormaliser(natural: Float64Array, like: V): number;
}

/**
 * What is known of a family of laws on vectors or matrices: one record a family, every member made from it by `vectorMember`.
 *
 * Its functions meet checked values and points of the right shape; all figures are in nats.
 */
export interface VectorLaw<V, Point extends VectorPoint> {
  readonly name: string;
  /** On what its points lie: laws on different sets are mutually singular, or have points of different shapes. */
  readonly on: Ground;
  dimension(values: V): number;
  /** The family and its parameters as they are written. */
  write(values: V): string;
  /** The message, after "logDensity: ", for what cannot be a point. */
  refusePoint(x: Point, values: V): string | undefined;
  logDensity(x: Point, values: V): number;
  sample(random: Random, values: V): Point;
  mean?(values: V): Point;
  covariance?(values: V): number[][];
  entropy?(values: V): number;
  /** D(p‖q) of two members of one dimension; undefined where there is no closed form or finite sum. */
  kl?(p: V, q: V): number | undefined;
  renyi?(p: V, q: V, alpha: number): number | undefined;
  /** What a normal law needs to know of this one; the mean may be the centre where the second moments are infinite. */
  secondMoments?(values: V): SecondMoments;
  /** −E log q(X) of this law q for the X of these moments. */
  crossEntropyFrom?(moments: SecondMoments, values: V): number;
  /** −log ∫ pq. */
  overlap?(p: V, q: V): number | undefined;
  wasserstein2Squared?(p: V, q: V): number | undefined;
  /** The derivatives of D(p‖q) by the parameters of p, or of q, by names like `mean[0]`. */
  klSlopes?(p: V, q: V, wrt: "p" | "q"): Readonly<Record<string, number>>;
  readonly exponential?: VectorExponentialForm<V>;
}

/** A law on vectors together with the record and the values it was made from. */
export interface VectorMember<V = unknown, Point extends VectorPoint = never> extends Multivariate<Point> {
  readonly vectorLaw: VectorLaw<V, Point>;
  readonly values: V;
}

/** Whether a value was made by `vectorMember`. */
export function isVectorMember(value: unknown): value is VectorMember {
  return typeof value === "object" && value !== null && "vectorLaw" in value;
}
