import type { Estimate } from "@relent/core/estimate";
import type { TokenTable } from "../token-table.ts";
import { type TokenEstimate, type TokenMeanOptions, tokenMean } from "./token-mean.ts";

/** How many tokens came whose probability the file knows only from above. */
export interface Censored {
  readonly base: number;
  readonly model: number;
}

/** Perplexities of both on the text that was scored. */
export interface Perplexities {
  readonly perplexity: Estimate | null;
  readonly basePerplexity: Estimate | null;
  readonly perplexityRatio: Estimate | null;
  /** The ratio over the tokens that neither file clips; null unless some are clipped. */
  readonly uncensoredRatio: Estimate | null;
  readonly censored: Censored;
}

const UNKNOWN = Number.NaN;

/** An interval of a mean in nats, carried to its exponential. */
export function exponential(mean: TokenEstimate, bounds?: readonly [number, number]): Estimate {
  const value = Math.exp(mean.value);
  const { level, n, notes, clusters, designEffect } = mean;
  return {
    value,
    low: Math.exp(mean.low),
    high: Math.exp(mean.high),
    level,
    unit: "1",
    standardError: mean.standardError === 0 ? 0 : value * mean.standardError,
    bias: 0,
    method: `exponential of the mean surprisal; ${mean.method}`,
    n,
    ...(bounds !== undefined && { bounds }),
    ...{ clusters, designEffect },
    notes,
  };
}

const count = (flags: Uint8Array): number => flags.reduce((sum, flag) => sum + flag, 0);

/**
 * Perplexity e^(mean surprisal) of both models and their ratio e^(mean difference), intervals taken on the log scale.
 *
 * A token whose probability was clipped in the file enters with the largest that it can have, so that the perplexity is a
 * lower bound: `bounds` then reaches to Infinity, and the ratio's is open on the side of the clipped file. Beside it
 * stands the ratio over the tokens that neither file clips.
 */
export function perplexities(table: TokenTable, options: TokenMeanOptions): Perplexities {
  const { baseSays, modelSays, document } = table;
  const censored: Censored = { base: count(baseSays.censored), model: count(modelSays.censored) };
  const nats = { level: options.level };
  const mean = (values: Float64Array): TokenEstimate | null => tokenMean(values, document, nats);
  const difference = modelSays.surprisal.map((s, i) => s - baseSays.surprisal[i]!);
  const known = difference.map((d, i) => (baseSays.censored[i] || modelSays.censored[i] ? UNKNOWN : d));
  const open = (from: number, to: number): ((e: TokenEstimate) => readonly [number, number]) => {
    return ({ value }) => [
      from > 0 ? 0 : Math.exp(value),
      to > 0 ? Number.POSITIVE_INFINITY : Math.exp(value),
    ];
  };
  const raised = (e: TokenEstimate | null, below: number, above: number): Estimate | null =>
    e === null ? null : exponential(e, below + above > 0 ? open(below, above)(e) : undefined);
  return {
    perplexity: raised(mean(modelSays.surprisal), 0, censored.model),
    basePerplexity: raised(mean(baseSays.surprisal), 0, censored.base),
    perplexityRatio: raised(mean(difference), censored.base, censored.model),
    uncensoredRatio: censored.base + censored.model > 0 ? raised(mean(known), 0, 0) : null,
    censored,
  };
}
