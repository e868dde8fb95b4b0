import type { ClusterId } from "../../estimate/clusters/cluster-sums.ts";
import { clusteredMeanOfSums } from "../../estimate/clusters/clustered-mean.ts";
import type { Estimate, Unit } from "../../estimate/estimate.ts";
import { independentSpread } from "./independent-spread.ts";
import type { ScoreName, ScoreSummary } from "./score-summary.ts";
import { wilsonInterval } from "./share-interval.ts";
import { skewedInterval } from "./skewed-interval.ts";

/** How the figures of a summary are made. */
export interface FigureOptions {
  /** Coverage of the intervals (default 0.95). */
  readonly level?: number;
  /** Base of the logarithmic figures: nats when left out, 2 for bits. */
  readonly base?: number;
}

/** What one row of a cell adds to a figure's first-order error: constant + slope·x, x the row's score. */
export interface Influence {
  readonly constant: number;
  readonly slope: number;
}

/** A share of rows, and what the figure is at a share. */
export interface RowShare {
  readonly share: number;
  readonly figure: (share: number) => number;
}

/**
 * A figure of the summary with its influence function: value ≈ truth + Σ w·ψ / Σ w over the rows that it is taken over.
 *
 * ψ has mean 0 over those rows; `undefined` leaves a cell out.
 */
export interface Functional {
  readonly value: number;
  readonly score?: ScoreName;
  readonly influence: (cell: number) => Influence | undefined;
  /** Whether a mean of its own is fitted to the rows of each label. */
  readonly meansByLabel?: boolean;
  readonly range?: readonly [number, number];
  /** The share of rows that the figure is, or rises with: its interval is Wilson's. */
  readonly share?: RowShare;
  readonly bias?: number;
  readonly unit?: Unit;
  readonly method: string;
  readonly notes?: readonly string[];
}

const inside = (x: number, [low, high]: readonly [number, number]): number =>
  Math.min(high, Math.max(low, x));
const LINE: readonly [number, number] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

const shareInterval = ({ share, figure }: RowShare, n: number, level: number): readonly [number, number] => {
  const [low, high] = wilsonInterval(share, n, level);
  return [figure(low), figure(high)];
};

function independent(summary: ScoreSummary, functional: Functional, level: number): Estimate {
  const { value, range = LINE, share, bias = 0, unit = "1", method, notes = [] } = functional;
  const spread = independentSpread(summary, functional);
  const { rows, effective, standardError } = spread;
  const [low, high] =
    share !== undefined
      ? shareInterval(share, effective, level)
      : rows > 1
        ? skewedInterval({ value, ...spread }, level)
        : LINE;
  return {
    value,
    low: standardError === 0 && share === undefined ? value : inside(low, range),
    high: standardError === 0 && share === undefined ? value : inside(high, range),
    level,
    unit,
    standardError,
    bias,
    method: `${method}; ${share === undefined ? "t interval, skewness counted," : "Wilson interval"} of independent rows`,
    n: rows,
    plugIn: value + bias,
    notes,
  };
}

function inClusters(
  summary: ScoreSummary,
  functional: Functional,
  clusters: readonly ClusterId[],
  level: number,
): Estimate {
  const {
    value,
    score,
    influence,
    range = LINE,
    share,
    bias = 0,
    unit = "1",
    method,
    notes = [],
  } = functional;
  const moments = score === undefined ? undefined : summary.scores[score];
  const places = new Map<ClusterId, number>();
  const sums = { rows: [] as number[], weight: [] as number[], sum: [] as number[], squares: [] as number[] };
  for (let i = 0; i < summary.label.length; i++) {
    const psi = influence(i);
    if (psi === undefined) continue;
    let at = places.get(clusters[i]!);
    if (at === undefined) {
      at = places.size;
      places.set(clusters[i]!, at);
      for (const list of Object.values(sums)) list.push(0);
    }
    const a = value + psi.constant;
    const b = moments === undefined ? 0 : psi.slope;
    const w = summary.weight[i]!;
    sums.rows[at]! += summary.count[i]!;
    sums.weight[at]! += w;
    sums.sum[at]! += a * w + b * (moments?.sum[i] ?? 0);
    sums.squares[at]! += a * a * w + 2 * a * b * (moments?.sum[i] ?? 0) + b * b * (moments?.squares[i] ?? 0);
  }
  const found = clusteredMeanOfSums(
    { ids: [...places.keys()], ...sums },
    { level, unit, ...(range === LINE ? {} : { range }) },
  );
  const atEnd = share !== undefined && (value === 0 || value === 1);
  const [low, high] = atEnd ? shareInterval(share, places.size, level) : [found.low, found.high];
  return {
    ...found,
    value,
    low,
    high,
    bias,
    plugIn: value + bias,
    method: `${method}; ${found.method}`,
    notes: [...notes, ...found.notes],
  };
}

/** The estimate of a figure: from independent rows, or from whole clusters where the summary names them. */
export function estimateFunctional(summary: ScoreSummary, functional: Functional, level: number): Estimate {
  const { value, unit = "1", method, notes = [], bias = 0 } = functional;
  if (!Number.isFinite(value)) {
    return {
      value,
      low: value,
      high: value,
      level,
      unit,
      standardError: 0,
      bias,
      method,
      n: summary.rows,
      plugIn: value,
      notes,
    };
  }
  return summary.clusters === undefined
    ? independent(summary, functional, level)
    : inClusters(summary, functional, summary.clusters, level);
}
