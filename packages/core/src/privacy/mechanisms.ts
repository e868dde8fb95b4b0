import type { Mechanism } from "./mechanism.ts";
import { APPROXIMATE_DP } from "./mechanisms/approximate-dp.ts";
import { CONCENTRATED_DP } from "./mechanisms/concentrated-dp.ts";
import { DISCRETE_GAUSSIAN } from "./mechanisms/discrete-gaussian-mechanism.ts";
import { DISCRETE_LAPLACE } from "./mechanisms/discrete-laplace-mechanism.ts";
import { EXPONENTIAL } from "./mechanisms/exponential-mechanism.ts";
import { GAUSSIAN } from "./mechanisms/gaussian-mechanism.ts";
import { LAPLACE } from "./mechanisms/laplace-mechanism.ts";
import { POISSON_SUBSAMPLED_GAUSSIAN } from "./mechanisms/poisson-subsampled-gaussian.ts";
import { RANDOMISED_RESPONSE } from "./mechanisms/randomised-response.ts";
import { REPEAT_AND_SELECT } from "./mechanisms/repeat-and-select.ts";
import { TREE_AGGREGATION } from "./mechanisms/tree-aggregation.ts";
import { WITHOUT_REPLACEMENT_GAUSSIAN } from "./mechanisms/without-replacement-gaussian.ts";

/**
 * Every mechanism that an event may name, with its parameters, adjacencies, Rényi divergence and privacy losses.
 *
 * @example
 * ```ts
 * MECHANISMS.find(({ name }) => name === "poissonSubsampledGaussian").adjacencies // ["add-remove"]
 * ```
 */
export const MECHANISMS: readonly Mechanism[] = [
  APPROXIMATE_DP,
  CONCENTRATED_DP,
  DISCRETE_GAUSSIAN,
  DISCRETE_LAPLACE,
  EXPONENTIAL,
  GAUSSIAN,
  LAPLACE,
  POISSON_SUBSAMPLED_GAUSSIAN,
  RANDOMISED_RESPONSE,
  REPEAT_AND_SELECT,
  TREE_AGGREGATION,
  WITHOUT_REPLACEMENT_GAUSSIAN,
];
