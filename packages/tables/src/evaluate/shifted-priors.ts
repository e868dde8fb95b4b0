import { RelentError } from "@relent/core";
import { comparePaired, meanOfRows, priorShift, withPriors } from "@relent/core/score";
import { closest } from "@relent/engine";
import type { EvalSummary } from "./eval-summary.ts";
import { forecastBatch } from "./forecast-batch.ts";
import { forecastLogs } from "./forecast-logs.ts";
import { type FitSetting, rowOptions } from "./recalibrate.ts";
import type { PriorShiftResult } from "./result.ts";

/** The share of each class, as it was named. Errors: a class that is none, shares that do not make a whole. */
export function namedShares(
  option: string,
  given: Readonly<Record<string, number>>,
  classes: readonly string[],
  zeros = false,
): readonly number[] {
  const odd = Object.keys(given).find((name) => !classes.includes(name));
  if (odd !== undefined) {
    const [near] = closest(odd, classes, 1);
    throw new RelentError(
      "usage",
      `${option}: there is no class "${odd}"${near === undefined ? "" : ` (did you mean ${near}?)`}; the classes are ${classes.join(", ")}`,
      { value: odd },
    );
  }
  const sum = Object.values(given).reduce((all, share) => all + share, 0);
  const missing = classes.filter((name) => given[name] === undefined);
  const rest = 1 - sum;
  const shares = classes.map((name) => given[name] ?? (Math.abs(rest) < 1e-9 ? 0 : rest));
  if (
    missing.length > 1 ||
    shares.some((share) => !(zeros ? share >= 0 : share > 0)) ||
    (missing.length === 0 && Math.abs(sum - 1) > 1e-6)
  ) {
    throw new RelentError(
      "usage",
      `${option}: ${Object.entries(given)
        .map(([name, share]) => `${name}=${share}`)
        .join(
          ",",
        )} is not allowed; each class needs a share ${zeros ? "from 0 on" : "above 0"}, and all together make 1 (one class may be left out)`,
    );
  }
  return shares;
}

/**
 * How far the classes' shares have moved from those that the model was made with, told from the forecasts alone, and what
 * correcting for it saves; null where no shares were given.
 */
export function shiftedPriors(
  { sample, classes }: EvalSummary,
  seen: readonly number[],
  setting: FitSetting,
  given: Readonly<Record<string, number>> | undefined,
): PriorShiftResult | null {
  if (given === undefined) return null;
  const trained = namedShares("--priors", given, classes);
  const options = rowOptions(sample, setting);
  const K = classes.length;
  const batch = forecastBatch(setting.kind, sample.values, K);
  const found = priorShift(batch, trained, options);
  const current = found.priors.map((share) => share.value);
  const whole = current.reduce((all, share) => all + share, 0);
  const lossOf = (logs: Float64Array): Float64Array =>
    Float64Array.from(sample.labels, (label, i) => -logs[i * K + label]! / Math.LN2);
  const after = lossOf(
    withPriors(
      batch,
      trained,
      current.map((share) => share / whole),
    ).logs,
  );
  const { difference } = comparePaired(lossOf(forecastLogs(setting.kind, sample, K)), after, options);
  return {
    classes: classes.map((name, k) => ({
      name,
      trained: trained[k]!,
      estimated: found.priors[k]!,
      seen: seen[k]!,
    })),
    kl: found.kl,
    test: found.test,
    logLoss: meanOfRows("evaluate", after, { ...options, unit: "bits" }),
    saved: difference!,
    rows: sample.length,
  };
}
