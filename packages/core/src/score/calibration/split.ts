import type { Estimate, Unit } from "../../estimate/estimate.ts";
import { normalInterval } from "../../estimate/interval.ts";
import { divergenceInterval } from "../scoring/divergence-interval.ts";
import { satterthwaite } from "../scoring/satterthwaite.ts";
import { skewedInterval } from "../scoring/skewed-interval.ts";
import type { CalibrationSummary } from "./collect-calibration.ts";
import { type ForecastBin, type Partition, partition } from "./forecast-bins.ts";

/** A mean score in four parts that add up to it: score = uncertainty − resolution + calibration + within. */
export interface ScoreSplit {
  readonly score: number;
  /** What the base rate alone would cost. */
  readonly uncertainty: Estimate;
  /** What telling the bins apart saves. */
  readonly resolution: Estimate;
  /** What recalibrating the bins would save. */
  readonly calibration: Estimate;
  /** What the forecasts within a bin lose (positive) or save (negative) against their mean. */
  readonly within: Estimate;
  readonly bins: number;
  /** Whether each bin is one distinct forecast, so that nothing lies within. */
  readonly distinct: boolean;
  readonly rows: number;
}

/** Rows, weights and what they are worth. */
interface Size {
  readonly rows: number;
  readonly weight: number;
  /** Independent rows of equal weight. */
  readonly effective: number;
}

interface Part {
  readonly plugIn: number;
  readonly bias: number;
  /** Variance of one row's influence. */
  readonly variance: number;
  /** Degrees of freedom of its χ² law where it is 0; absent of a plain mean. */
  readonly df?: number;
  /** Of the influence's law, where the interval is to hold with few rows of a label that tell much. */
  readonly law?: Pick<Moments, "skewness" | "known">;
  /** What the part falls short of by a divergence, where it is not one itself. */
  readonly most?: number;
}

/** What a score is made of, for the split. */
interface Rule {
  readonly unit: Unit;
  /** Penalty of forecast f where the label is y. */
  readonly penalty: (f: Float64Array, y: number) => number;
  readonly sums: "loss" | "brier";
  readonly squares: "lossSquares" | "brierSquares";
  /** Biases of the plug-in parts. */
  readonly biases: (bins: readonly ForecastBin[], base: Float64Array, size: Size) => Biases;
}

interface Biases {
  readonly uncertainty: number;
  readonly resolution: number;
  readonly calibration: number;
}

const impurity = (p: Float64Array): number => 1 - p.reduce((sum, x) => sum + x * x, 0);

const LOG: Rule = {
  unit: "nats",
  penalty: (f, y) => -Math.log(f[y]!),
  sums: "loss",
  squares: "lossSquares",
  biases(bins, base, { effective: n }) {
    const K = base.filter((w) => w > 0).length;
    const J = bins.length;
    return {
      uncertainty: -(K - 1) / (2 * n),
      resolution: ((J - 1) * (K - 1)) / (2 * n),
      calibration: (J * (K - 1)) / (2 * n),
    };
  },
};

const BRIER: Rule = {
  unit: "1",
  penalty: (f, y) => {
    let sum = 1 - 2 * f[y]!;
    for (let k = 0; k < f.length; k++) sum += f[k]! * f[k]!;
    return sum;
  },
  sums: "brier",
  squares: "brierSquares",
  biases(bins, base, size) {
    const total = impurity(base) / Math.max(1, size.effective - 1);
    const share = size.effective / size.weight;
    const noise = bins.reduce((sum, { weight, outcome }) => {
      const n = weight * share;
      return sum + ((weight / size.weight) * impurity(outcome)) / Math.max(1, n - 1);
    }, 0);
    return { uncertainty: -total, resolution: noise - total, calibration: noise };
  },
};

interface Moments {
  readonly mean: number;
  readonly variance: number;
  /** Third central moment over the variance to 3/2. */
  readonly skewness: number;
  /** Degrees of freedom of the variance, Satterthwaite's over the labels. */
  readonly known: number;
}

/** Moments over the rows of a number that depends on bin and label alone. */
function moments(
  bins: readonly ForecastBin[],
  { weight, effective }: Size,
  of: (bin: ForecastBin, label: number) => number,
): Moments {
  let mean = 0;
  for (const bin of bins) {
    bin.outcome.forEach((share, k) => {
      if (share > 0) mean += (bin.weight / weight) * share * of(bin, k);
    });
  }
  const classes = bins[0]!.outcome.length;
  const [byLabel, rows] = [new Float64Array(classes), new Float64Array(classes)];
  let third = 0;
  for (const bin of bins) {
    bin.outcome.forEach((share, k) => {
      if (share === 0) return;
      const part = (bin.weight / weight) * share;
      const apart = of(bin, k) - mean;
      byLabel[k]! += part * apart * apart;
      rows[k]! += part * effective;
      third += part * apart ** 3;
    });
  }
  const variance = byLabel.reduce((sum, v) => sum + v, 0);
  const known = satterthwaite(
    byLabel,
    rows.map((n) => n - 1),
  );
  return { mean, variance, skewness: variance > 0 ? third / variance ** 1.5 : 0, known };
}

/** Mean and variance of a row's score less that of its bin's mean forecast. */
function withinMoments(
  summary: CalibrationSummary,
  rule: Rule,
  bins: readonly ForecastBin[],
  weight: number,
) {
  const { cells, classes } = summary;
  let [total, mean, square] = [0, 0, 0];
  for (const bin of bins) {
    for (let k = 0; k < classes; k++) {
      if (bin.outcome[k] === 0) continue;
      const centre = rule.penalty(bin.forecast, k);
      for (const i of bin.cells) {
        const at = i * classes + k;
        const [w, sum, squares] = [cells.outcome[at]!, cells[rule.sums][at]!, cells[rule.squares][at]!];
        if (w === 0) continue;
        total += sum;
        mean += sum - w * centre;
        square += squares - 2 * centre * sum + centre * centre * w;
      }
    }
  }
  mean /= weight;
  return { score: total / weight, mean, variance: Math.max(0, square / weight - mean * mean) };
}

function estimate(part: Part, size: Size, unit: Unit, method: string, level: number): Estimate {
  const { plugIn, bias, variance, df, most = 0 } = part;
  const falls = part.most !== undefined;
  const value = plugIn - bias;
  const n = size.effective;
  const standardError = Math.sqrt(variance / n);
  const common = { value, level, unit, standardError, bias, n: size.rows, plugIn, notes: [] };
  if (df === undefined) {
    const [low, high] = normalInterval({ value, standardError }, level);
    return { ...common, low, high, method: `${method}; normal interval` };
  }
  const fell = most - plugIn;
  const [low, high] = divergenceInterval(
    {
      plugIn: Math.max(0, falls ? fell : plugIn),
      nullMean: Math.abs(bias),
      df,
      variance: standardError ** 2,
    },
    level,
  );
  if (falls || part.law === undefined || standardError === 0) {
    const ends = falls ? [most - high, most - low] : [low, high];
    return { ...common, low: ends[0]!, high: ends[1]!, method: `${method}; scaled noncentral χ² interval` };
  }
  const { skewness, known } = part.law;
  const mean = skewedInterval(
    { value: Math.max(0, value), standardError, skewness: skewness / Math.sqrt(n), df: known },
    level,
  );
  return {
    ...common,
    low: Math.max(0, Math.min(low, mean[0])),
    high: Math.max(high, mean[1]),
    method: `${method}; hull of scaled noncentral χ² and t interval, skewness counted`,
  };
}

function sizeOf({ bins }: Partition, designEffect: number): Size {
  const sum = (of: (bin: ForecastBin) => number): number => bins.reduce((total, bin) => total + of(bin), 0);
  const weight = sum((bin) => bin.weight);
  return {
    rows: sum((bin) => bin.rows),
    weight,
    effective: weight ** 2 / sum((bin) => bin.weightSquares) / designEffect,
  };
}

function splitBy(
  rule: Rule,
  summary: CalibrationSummary,
  parts: Partition,
  { level, designEffect, labelDesignEffect }: SplitOptions,
): ScoreSplit {
  const { bins, distinct } = parts;
  const size = sizeOf(parts, designEffect);
  const base = new Float64Array(summary.classes);
  for (const { weight, outcome } of bins) {
    outcome.forEach((share, k) => {
      base[k]! += (weight / size.weight) * share;
    });
  }
  const K = base.filter((w) => w > 0).length;
  const J = bins.length;
  const penalty = rule.penalty;
  const most = penalty(
    base.map((w) => (w > 0 ? 1 / K : 0)),
    base.findIndex((w) => w > 0),
  );
  const labels = moments(bins, size, (_, k) => penalty(base, k));
  const gained = moments(bins, size, (bin, k) => penalty(base, k) - penalty(bin.outcome, k));
  const lost = moments(bins, size, (bin, k) => penalty(bin.forecast, k) - penalty(bin.outcome, k));
  const { score, mean, variance } = withinMoments(summary, rule, bins, size.weight);
  const biases = rule.biases(bins, base, size);
  const of = (part: Part, method: string, worth: Size = size): Estimate =>
    estimate(part, worth, rule.unit, method, level);
  const whole = { ...size, effective: (size.effective * designEffect) / labelDesignEffect };
  return {
    score,
    uncertainty: of(
      { plugIn: labels.mean, bias: biases.uncertainty, variance: labels.variance, df: K - 1, most },
      "score of the labels' shares",
      whole,
    ),
    resolution: of(
      {
        plugIn: gained.mean,
        bias: biases.resolution,
        variance: gained.variance,
        df: (J - 1) * (K - 1),
        law: gained,
      },
      `${J} bins' shares against the labels' shares, first-order correction`,
    ),
    calibration: of(
      {
        plugIn: lost.mean,
        bias: biases.calibration,
        variance: lost.variance,
        df: J * (K - 1),
      },
      `${J} bins' shares against their mean forecasts, first-order correction`,
    ),
    within: of(
      { plugIn: distinct ? 0 : mean, bias: 0, variance: distinct ? 0 : variance },
      "forecasts less the mean forecasts of bins",
    ),
    bins: J,
    distinct,
    rows: size.rows,
  };
}

/** How a split is made. */
export interface SplitOptions {
  readonly level: number;
  readonly bins: number;
  /** What rows are worth within a bin is divided by this. */
  readonly designEffect: number;
  /** The same of all rows together. */
  readonly labelDesignEffect: number;
}

/** The split of log loss over the rows where it is finite. */
export function finiteLogSplit(summary: CalibrationSummary, options: SplitOptions): ScoreSplit {
  return splitBy(
    LOG,
    summary,
    partition(summary, options.bins, (i) => summary.cells.infinite[i] === 0),
    options,
  );
}

/**
 * The split of an infinite log loss over all rows: recalibration would save without end, so that is where Infinity stands, uncorrected; what lies
 * within bins is that of the other rows.
 */
export function endlessLogSplit(
  summary: CalibrationSummary,
  finite: ScoreSplit | undefined,
  options: SplitOptions,
): ScoreSplit {
  const parts = partition(summary, options.bins, () => true);
  const all = splitBy(LOG, summary, parts, options);
  const endless = Number.POSITIVE_INFINITY;
  const nothing = {
    ...all.uncertainty,
    value: 0,
    low: 0,
    high: 0,
    standardError: 0,
    bias: 0,
    plugIn: 0,
    n: 0,
  };
  return {
    ...all,
    score: endless,
    calibration: {
      ...all.uncertainty,
      value: endless,
      low: endless,
      high: endless,
      plugIn: endless,
      standardError: 0,
      bias: 0,
      method: "infinite: labels came true whose forecast was 0",
    },
    within: finite?.within ?? { ...nothing, method: "no row of finite loss" },
  };
}

/** The split of Brier's score Σ(p − y)² over all rows. */
export function brierSplit(summary: CalibrationSummary, options: SplitOptions): ScoreSplit {
  return splitBy(
    BRIER,
    summary,
    partition(summary, options.bins, () => true),
    options,
  );
}
