import { invalid } from "../../finite/check.ts";
import type { Seed } from "../../random/index.ts";
import { blockBootstrapMean } from "../clusters/block-bootstrap.ts";
import { clusterRatio } from "../clusters/cluster-ratio.ts";
import type { ClusterId } from "../clusters/cluster-sums.ts";
import { clusteredMean } from "../clusters/clustered-mean.ts";
import type { Estimate } from "../estimate.ts";

/** How the error of an average of draws is found. */
export interface AverageOptions {
  /** Coverage of the interval (default 0.95). */
  readonly level?: number;
  /** `"nats"` (default) or `"bits"`. */
  readonly unit?: "nats" | "bits";
  /** One id a draw, where draws depend on each other within documents or prompts; left out: independent draws. */
  readonly clusters?: ArrayLike<ClusterId>;
  /** Draws a block of a circular block bootstrap, or `"auto"`, where the draws are one dependent series. */
  readonly blockLength?: number | "auto";
  /** Seed of the bootstrap of few clusters and of blocks (default 1). */
  readonly seed?: Seed;
}

const PER_UNIT = { nats: 1, bits: Math.LN2 } as const;
const DIVERGENCE: readonly [number, number] = [0, Number.POSITIVE_INFINITY];

function mean(
  fn: string,
  terms: Float64Array,
  options: AverageOptions,
): Omit<Estimate, "unit" | "bias" | "n"> {
  const { clusters, blockLength, ...rest } = options;
  if (clusters !== undefined && blockLength !== undefined) {
    invalid(`${fn}: clusters and blockLength are both given; dependence is of one kind`);
  }
  const shared = { level: rest.level ?? 0.95, seed: rest.seed ?? 1, range: DIVERGENCE };
  if (clusters !== undefined) return clusteredMean(terms, clusters, shared);
  if (blockLength !== undefined) {
    return blockBootstrapMean(terms, { ...shared, ...(blockLength === "auto" ? {} : { blockLength }) });
  }
  return clusterRatio(fn, terms, new Float64Array(terms.length).fill(1), shared, "draws");
}

/**
 * The mean of terms of a divergence, by clusters, by blocks, or as independent draws.
 *
 * The interval is kept at or above 0, the value is not: unbiased estimates of a small divergence are negative at times.
 */
export function averageTerms(
  fn: string,
  terms: Float64Array,
  formula: string,
  notes: readonly string[],
  options: AverageOptions,
): Estimate {
  const { unit = "nats" } = options;
  const per = PER_UNIT[unit];
  if (per === undefined) invalid(`${fn}: unit = ${unit}; it must be "nats" or "bits"`, { value: unit });
  const found = mean(fn, terms, options);
  return {
    value: found.value / per,
    low: Math.max(0, found.low) / per,
    high: Math.max(0, found.high) / per,
    level: found.level,
    unit,
    standardError: found.standardError / per,
    bias: 0,
    method: `mean of ${formula}; ${found.method}`,
    n: terms.length,
    notes: [...notes, ...found.notes],
  };
}
