import type { RowValues } from "./row-values.ts";

const { fround } = Math;

/** A mean with llama.cpp's standard error, which takes tokens for independent. */
export type WithError = readonly [value: number, error: number];

/** What llama.cpp sums over tokens, in double precision. */
export interface RunningSums {
  count: number;
  nll: number;
  nll2: number;
  nllBase: number;
  nllBase2: number;
  both: number;
  kld: number;
  kld2: number;
  dp: number;
  dp2: number;
  dp4: number;
  sameTop: number;
}

export const emptySums = (): RunningSums => ({
  count: 0,
  nll: 0,
  nll2: 0,
  nllBase: 0,
  nllBase2: 0,
  both: 0,
  kld: 0,
  kld2: 0,
  dp: 0,
  dp2: 0,
  dp4: 0,
  sameTop: 0,
});

export function addValues(sums: RunningSums, { nll, nllBase, kld, dp, sameTop }: RowValues): void {
  const dp2 = fround(dp * dp);
  sums.count += 1;
  sums.nll += nll;
  sums.nll2 += fround(nll * nll);
  sums.nllBase += nllBase;
  sums.nllBase2 += fround(nllBase * nllBase);
  sums.both += fround(nll * nllBase);
  sums.kld += kld;
  sums.kld2 += kld * kld;
  sums.dp += dp;
  sums.dp2 += dp2;
  sums.dp4 += fround(dp2 * dp2);
  sums.sameTop += sameTop ? 1 : 0;
}

function meanOf(sum: number, squares: number, count: number): WithError {
  const mean = sum / count;
  const spread = squares / count - mean * mean;
  return [mean, count > 10 && spread > 0 ? Math.sqrt(spread / (count - 1)) : 0];
}

/** Where the sums stand: what llama.cpp prints after each chunk, and the first part of what it prints at the end. */
export interface Standing {
  readonly count: number;
  readonly perplexity: WithError;
  readonly perplexityBase: WithError;
  /** Correlation of the two surprisals. */
  readonly correlation: number;
  readonly logRatio: WithError;
  readonly ratio: WithError;
  readonly difference: WithError;
  readonly kld: WithError;
  readonly dp: WithError;
  readonly dpRms: WithError;
  readonly sameTop: WithError;
}

export function standingOf(sums: RunningSums): Standing {
  const { count } = sums;
  const [nll, nllError] = meanOf(sums.nll, sums.nll2, count);
  const [base, baseError] = meanOf(sums.nllBase, sums.nllBase2, count);
  const covariance = count > 10 ? (sums.both / count - nll * base) / (count - 1) : 0;
  const perplexity = Math.exp(nll);
  const perplexityBase = Math.exp(base);
  const [error, errorOfBase] = [perplexity * nllError, perplexityBase * baseError];
  const logError = Math.sqrt(Math.max(0, nllError ** 2 + baseError ** 2 - 2 * covariance));
  const ratio = Math.exp(nll - base);
  const product = 2 * perplexity * perplexityBase * covariance;
  const [dp2, dp2Error] = meanOf(sums.dp2, sums.dp4, count);
  const rms = Math.sqrt(dp2);
  const same = sums.sameTop / count;
  return {
    count,
    perplexity: [perplexity, error],
    perplexityBase: [perplexityBase, errorOfBase],
    correlation: covariance / (nllError * baseError),
    logRatio: [nll - base, logError],
    ratio: [ratio, ratio * logError],
    difference: [
      perplexity - perplexityBase,
      Math.sqrt(Math.max(0, error ** 2 + errorOfBase ** 2 - product)),
    ],
    kld: meanOf(sums.kld, sums.kld2, count),
    dp: meanOf(sums.dp, sums.dp2, count),
    dpRms: [rms, (0.5 / rms) * dp2Error],
    sameTop: [same, Math.sqrt((same * (1 - same)) / (count - 1))],
  };
}
