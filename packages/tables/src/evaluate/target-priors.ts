import { RelentError } from "@relent/core";
import type { Estimate } from "@relent/core/estimate";
import { type ForecastKind, meanOfRows, withPriors } from "@relent/core/score";
import type { EvalSummary } from "./eval-summary.ts";
import { forecastBatch } from "./forecast-batch.ts";
import { forecastLogs } from "./forecast-logs.ts";
import { rowsWhere } from "./held-out.ts";
import type { KeptRows } from "./keep-rows.ts";
import type { EvaluateOptions } from "./options.ts";
import { type FitSetting, rowOptions } from "./recalibrate.ts";
import { namedShares } from "./shifted-priors.ts";

/** What the model costs where the classes have other shares, each class's rows being as they are here. */
export interface TargetPriorsResult {
  readonly classes: readonly {
    readonly name: string;
    readonly target: number;
    /** Among the labels judged. */
    readonly seen: number;
    /** What forecasts are corrected from: the shares the model was made with, or those among the labels. */
    readonly from: number;
  }[];
  /** Bits a label: Σ target share × mean loss of the class. */
  readonly logLoss: Estimate;
  /** Over the rows where it is finite; null where it is everywhere. */
  readonly finiteLogLoss: Estimate | null;
  /** Bits a label of always saying the target shares. */
  readonly baseRate: number;
  /** The same of forecasts corrected to the target shares, over the rows where the loss is finite. */
  readonly corrected: Estimate;
  /** Bits a label that the correction saves there. */
  readonly saved: Estimate;
  /** How many rows of equal weight the reweighted ones are worth, of `rows`. */
  readonly effectiveRows: number;
  readonly rows: number;
}

/** Smallest share that forecasts are corrected from: that of a class without labels. */
const LEAST = 1e-9;

/** The weighted share of each class among labels. */
function sharesOf({ labels, weights }: KeptRows, classes: number): number[] {
  const sums = new Array<number>(classes).fill(0);
  for (let i = 0; i < labels.length; i++) sums[labels[i]!]! += weights?.[i] ?? 1;
  const total = sums.reduce((a, b) => a + b, 0);
  return sums.map((sum) => sum / total);
}

/** Rows whose classes have a share in the target, and what each row of a class then counts. */
interface Reweighted {
  readonly rows: KeptRows;
  readonly ratios: readonly number[];
}

/** Σ_k q_k·m_k, m_k the mean loss of the rows of class k. */
function meanUnder({ rows: { labels, weights }, ratios }: Reweighted, losses: Float64Array) {
  const sums = ratios.map(() => ({ weight: 0, sum: 0 }));
  let total = 0;
  losses.forEach((loss, i) => {
    const w = weights?.[i] ?? 1;
    total += w;
    sums[labels[i]!]!.weight += w;
    if (w > 0) sums[labels[i]!]!.sum += w * loss;
  });
  return {
    mean: sums.reduce((all, { sum }, k) => all + (ratios[k]! * sum) / total, 0),
    byClass: sums.map(({ weight, sum }) => (weight > 0 ? sum / weight : 0)),
  };
}

/**
 * The mean of finite losses with each class at its target share, as a mean of each row's influence: θ + (q_k/s_k)·(ℓ − m_k).
 *
 * Its interval is that of a post-stratified mean (Cochran, Sampling Techniques, 3rd ed. (1977) §5A.9), cluster-robust where
 * there are clusters.
 */
function stratified(reweighted: Reweighted, losses: Float64Array, setting: FitSetting): Estimate {
  const { rows, ratios } = reweighted;
  const { mean, byClass } = meanUnder(reweighted, losses);
  const influences = losses.map((loss, i) => {
    const label = rows.labels[i]!;
    return mean + ratios[label]! * (loss - byClass[label]!);
  });
  const found = meanOfRows("evaluate", influences, { ...rowOptions(rows, setting), unit: "bits" });
  return { ...found, method: `classes weighted to the target shares; ${found.method}` };
}

const reweigh = (rows: KeptRows, target: readonly number[]): Reweighted => {
  const here = sharesOf(rows, target.length);
  return { rows, ratios: target.map((share, k) => (share > 0 ? share / here[k]! : 0)) };
};

/** Rows of equal weight that reweighted ones are worth: (Σw)²/Σw². */
function worthOf({ rows: { labels, weights }, ratios }: Reweighted): number {
  let [sum, squares] = [0, 0];
  labels.forEach((label, i) => {
    const weight = (weights?.[i] ?? 1) * ratios[label]!;
    sum += weight;
    squares += weight * weight;
  });
  return (sum * sum) / squares;
}

/** Forecasts corrected from some shares to others, as bits of the labels. */
function correctedBits(
  rows: KeptRows,
  from: readonly number[],
  target: readonly number[],
  kind: ForecastKind,
) {
  const lifted = from.map((share) => Math.max(LEAST, share));
  const whole = lifted.reduce((a, b) => a + b, 0);
  const shares = lifted.map((share) => share / whole);
  const { logs } = withPriors(forecastBatch(kind, rows.values, target.length), shares, target);
  return bitsOf(logs, rows.labels, target.length);
}

const bitsOf = (logs: Float64Array, labels: ArrayLike<number>, classes: number): Float64Array =>
  Float64Array.from(labels, (label, i) => 0 - logs[i * classes + label]! / Math.LN2);

/** Log loss and corrected forecasts under other shares of the classes; null where none were given. */
export function underTargetPriors(
  { sample, classes }: EvalSummary,
  seen: readonly number[],
  setting: FitSetting,
  { targetPriors, priors }: EvaluateOptions,
): TargetPriorsResult | null {
  if (targetPriors === undefined) return null;
  const target = namedShares("--target-priors", targetPriors, classes, true);
  const from = priors === undefined ? seen : namedShares("--priors", priors, classes);
  const here = sharesOf(sample, classes.length);
  const unknown = classes.find((_, k) => target[k]! > 0 && here[k] === 0);
  if (unknown !== undefined) {
    throw new RelentError(
      "incompatible",
      `--target-priors: no label is ${unknown}, so what its rows cost is unknown; give it the share 0, or rows of it`,
      { value: unknown },
    );
  }
  const used = rowsWhere(sample, (i) => target[sample.labels[i]!]! > 0);
  const losses = bitsOf(forecastLogs(setting.kind, used, classes.length), used.labels, classes.length);
  const rows = rowsWhere(used, (i) => Number.isFinite(losses[i]));
  const finite = reweigh(rows, target);
  const lost = target.findIndex((share, k) => share > 0 && !rows.labels.includes(k));
  if (lost >= 0) {
    throw new RelentError(
      "incompatible",
      `--target-priors: every label ${classes[lost]} was called impossible; its loss is infinite whatever its share`,
      { value: classes[lost] },
    );
  }
  const before = losses.filter(Number.isFinite);
  const after = correctedBits(rows, from, target, setting.kind);
  const mean = stratified(finite, before, setting);
  const endless = rows.length < used.length;
  return {
    classes: classes.map((name, k) => ({ name, target: target[k]!, seen: here[k]!, from: from[k]! })),
    logLoss: endless ? meanOfRows("evaluate", losses, { ...rowOptions(used, setting), unit: "bits" }) : mean,
    finiteLogLoss: endless ? mean : null,
    baseRate: target.reduce((all, q) => (q > 0 ? all - q * Math.log2(q) : all), 0),
    corrected: stratified(finite, after, setting),
    saved: stratified(
      finite,
      before.map((bits, i) => bits - after[i]!),
      setting,
    ),
    effectiveRows: worthOf(reweigh(used, target)),
    rows: sample.length,
  };
}
