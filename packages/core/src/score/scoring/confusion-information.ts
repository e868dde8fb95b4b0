import type { Estimate } from "../../estimate/estimate.ts";
import { normalQuantile } from "../../scalar/normal.ts";
import { divergenceInterval } from "./divergence-interval.ts";
import { estimateFunctional } from "./functional.ts";
import type { ScoreSummary } from "./score-summary.ts";
import { relativeShareVariance } from "./share-variance.ts";
import type { Totals } from "./totals.ts";

const occupied = (x: Float64Array): number => x.filter((w) => w > 0).length;
const xLogX = (x: number): number => (x > 0 ? x * Math.log(x) : 0);

/** Where the mean of a Poisson count may lie, by the square root that makes its variance alike. */
function poissonLimits(count: number, level: number): readonly [low: number, high: number] {
  const half = normalQuantile((1 + level) / 2) / 2;
  return [Math.max(0, Math.sqrt(count) - half) ** 2, (Math.sqrt(count + 0.75) + half) ** 2];
}

/**
 * How far the information can lie above what was found as far as single cells go: each count of the table at the limits of its Poisson law, what
 * that adds summed in squares (MOVER). It holds where a class was predicted seldom or never, which no χ² law does.
 */
function reachAbove({ classes, byLabel, byPredicted, confusion, weight }: Totals, n: number, level: number) {
  const scale = n / weight;
  const table = Array.from(confusion, (w) => w * scale);
  const [rows, columns] = [byLabel.map((w) => w * scale), byPredicted.map((w) => w * scale)];
  let inside = xLogX(n);
  for (const x of table) inside += xLogX(x);
  for (const x of rows) inside -= xLogX(x);
  for (const x of columns) inside -= xLogX(x);
  const found = inside / n;
  let squares = 0;
  table.forEach((count, at) => {
    const [row, column] = [rows[Math.floor(at / classes)]!, columns[at % classes]!];
    if (row === 0) return;
    const moved = (to: number): number => {
      const more = to - count;
      const sum = inside + xLogX(to) - xLogX(count) + xLogX(n + more) - xLogX(n);
      return (sum - xLogX(row + more) + xLogX(row) - xLogX(column + more) + xLogX(column)) / (n + more);
    };
    const most = Math.max(...poissonLimits(count, level).map(moved)) - found;
    squares += Math.max(0, most) ** 2;
  });
  return Math.sqrt(squares);
}

/**
 * Bias of the plug-in information, ½[Σ Var(π̂)/π − Σ Var(r̂)/r − Σ Var(ĉ)/c] over cells, rows and columns of the table: (r − 1)(c − 1)/2n of
 * independent rows, in clusters what their shares vary by.
 */
function plugInBias(summary: ScoreSummary, { classes, effective }: Totals, df: number): number {
  const independent = df / (2 * effective);
  if (summary.clusters === undefined) return independent;
  const { label, predicted } = summary;
  const spread = (classOf: (cell: number) => number): number =>
    relativeShareVariance(summary, effective, classOf);
  const bias =
    spread((i) => label[i]! * classes + predicted[i]!) -
    spread((i) => label[i]!) -
    spread((i) => predicted[i]!);
  return Math.max(bias / 2, independent / 2);
}

/**
 * Mutual information of label and predicted class in nats, less the plug-in's bias, (r − 1)(c − 1)/2n of independent rows; the interval is a scaled
 * noncentral χ² one, its high end no lower than single cells' Poisson limits have it; in
 * clusters no narrower than that of a clustered mean.
 *
 * @see Zou & Donner, Statistics in Medicine 27 (2008) 1693.
 */
export function confusionInformation(summary: ScoreSummary, totals: Totals, level: number): Estimate {
  const { classes, weight, byLabel, byPredicted, confusion } = totals;
  const pointwise = (i: number): number => {
    const [label, predicted] = [summary.label[i]!, summary.predicted[i]!];
    const together = confusion[label * classes + predicted]!;
    return Math.log((together / byLabel[label]!) * (weight / byPredicted[predicted]!));
  };
  let plugIn = 0;
  summary.label.forEach((_, i) => {
    plugIn += (summary.weight[i]! / weight) * pointwise(i);
  });
  plugIn = Math.max(0, plugIn);
  const df = Math.max(0, (occupied(byLabel) - 1) * (occupied(byPredicted) - 1));
  const bias = df > 0 ? plugInBias(summary, totals, df) : 0;
  const found = estimateFunctional(
    summary,
    {
      value: plugIn - bias,
      bias,
      unit: "nats",
      method: "mutual information of label and predicted class less the plug-in's bias",
      influence: (i) => ({ constant: pointwise(i) - plugIn, slope: 0 }),
    },
    level,
  );
  const worth = df > 0 && bias > 0 ? df / (2 * bias) : totals.effective;
  const above = Math.max(0, plugIn - bias) + reachAbove(totals, worth, level);
  const most = Math.log(Math.max(1, occupied(byLabel)));
  const method = `${found.method.split(";")[0]}; scaled noncentral χ² interval`;
  if (df === 0) {
    return { ...found, value: 0, low: 0, high: Math.min(most, above), plugIn: 0, standardError: 0, method };
  }
  const variance = found.standardError ** 2;
  const [low, high] = divergenceInterval({ plugIn, nullMean: bias, df, variance }, level);
  const grouped = summary.clusters === undefined ? above : Math.max(above, found.high);
  return {
    ...found,
    low: summary.clusters === undefined ? low : Math.max(0, Math.min(low, found.low)),
    high: Math.min(Math.max(most, plugIn), Math.max(high, grouped)),
    method,
  };
}
