import { clusteredMeanOfSums } from "../../estimate/clusters/clustered-mean.ts";
import type { Estimate } from "../../estimate/estimate.ts";
import { normalQuantile } from "../../scalar/normal.ts";
import { studentTQuantile } from "../../scalar/student-t.ts";
import { satterthwaite } from "../scoring/satterthwaite.ts";
import { wilsonInterval } from "../scoring/share-interval.ts";
import type { RankSummary } from "./collect-ranks.ts";
import type { Area, Places } from "./curve-areas.ts";

/** The error of an area, with the sums of influences that each group contributes. */
export interface AreaError {
  readonly standardError: number;
  /** What the area is on average too high by. */
  readonly lean: number;
  /** Variance in clusters over that of independent rows; 1 where rows are independent. */
  readonly designEffect: number;
  /** Degrees of freedom of the squared error, Satterthwaite's over positive and negative rows. */
  readonly df: number;
  /** Σ influence by group, in the order of `groupIds`: from wide cells, for how errors hang together. */
  readonly byGroup: ReadonlyMap<number, number>;
}

/** Rows' weights in the groups' wide cells, all groups together. */
function widePlaces({ groups }: RankSummary): { places: Places; at: Map<number, number> } {
  const cells = [...new Set(groups.cell)].sort((a, b) => a - b);
  const at = new Map(cells.map((cell, i) => [cell, i]));
  const positive = new Float64Array(cells.length);
  const negative = new Float64Array(cells.length);
  groups.cell.forEach((cell, i) => {
    positive[at.get(cell)!]! += groups.positive[i]!;
    negative[at.get(cell)!]! += groups.negative[i]!;
  });
  return { places: { positive, negative }, at };
}

function groupSums(
  { groups }: RankSummary,
  wide: Area,
  at: ReadonlyMap<number, number>,
): Map<number, number> {
  const sums = new Map<number, number>();
  groups.group.forEach((group, i) => {
    const place = at.get(groups.cell[i]!)!;
    const psi = wide.positive[place]! * groups.positive[i]! + wide.negative[place]! * groups.negative[i]!;
    sums.set(group, (sums.get(group) ?? 0) + psi);
  });
  return sums;
}

interface RowVariance {
  readonly variance: number;
  readonly df: number;
}

function rowVariance(
  area: Pick<Area, "positive" | "negative">,
  squares: { readonly positive: ArrayLike<number>; readonly negative: ArrayLike<number> },
  { positives: m, negatives: n }: RankSummary,
): RowVariance {
  let [up, down] = [0, 0];
  for (let i = 0; i < squares.positive.length; i++) {
    up += squares.positive[i]! * area.positive[i]! ** 2;
    down += squares.negative[i]! * area.negative[i]! ** 2;
  }
  up *= m > 1 ? m / (m - 1) : 1;
  down *= n > 1 ? n / (n - 1) : 1;
  return { variance: up + down, df: satterthwaite([up, down], [m - 1, n - 1]) };
}

/** How an area is made of places, and what of it is there by chance with rows of a weight `unit`. */
export interface AreaRule {
  readonly areaOf: (places: Places) => Area;
  readonly leanOf: (places: Places, unit: number) => number;
}

/** The error of an area of a summary. */
export function areaError(summary: RankSummary, area: Area, { areaOf, leanOf }: AreaRule): AreaError {
  const { variance, df } = rowVariance(
    area,
    { positive: summary.positiveSquares, negative: summary.negativeSquares },
    summary,
  );
  const { places, at } = widePlaces(summary);
  const wide = areaOf(places);
  const byGroup = groupSums(summary, wide, at);
  const mean = (squares: readonly number[], weights: readonly number[]): number =>
    squares.reduce((a, b) => a + b, 0) / weights.reduce((a, b) => a + b, 0);
  const [perPositive, perNegative] = [
    mean(summary.positiveSquares, summary.positive),
    mean(summary.negativeSquares, summary.negative),
  ];
  const lean = leanOf(summary, perPositive);
  if (!summary.clustered) return { standardError: Math.sqrt(variance), lean, designEffect: 1, df, byGroup };
  const { variance: independent } = rowVariance(
    wide,
    {
      positive: Array.from(places.positive, (w) => w * perPositive),
      negative: Array.from(places.negative, (w) => w * perNegative),
    },
    summary,
  );
  const G = byGroup.size;
  let squares = 0;
  for (const sum of byGroup.values()) squares += sum * sum;
  const grouped = G > 1 ? (squares * G) / (G - 1) : Number.POSITIVE_INFINITY;
  const designEffect = independent > 0 ? grouped / independent : 1;
  const standardError = Math.sqrt(variance * designEffect);
  return { standardError, lean: lean * Math.max(1, designEffect), designEffect, df, byGroup };
}

const sum = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0);

/** Rows of equal weight on the smaller side. */
function smallerSide(summary: RankSummary): number {
  const side = (weights: readonly number[], squares: readonly number[]): number =>
    sum(weights) ** 2 / sum(squares);
  return Math.min(
    side(summary.positive, summary.positiveSquares),
    side(summary.negative, summary.negativeSquares),
  );
}

/** An area's error and what it is worth. */
export interface AreaSpread {
  readonly standardError: number;
  /** What the area is on average too high by: the low end is that of an area so much lower. */
  readonly lean: number;
  readonly df: number;
  /** Rows that stand in where an area of 0 or 1 shows no error. */
  readonly size: number;
}

/**
 * The hull of Wilson's interval for as many rows as the error is worth and of the interval on the scale of ln(A/(1 − A)), which skewed areas
 * near 1 need; both by t, so that an error known from few positives counts as such.
 *
 * @see Boyd, Eng & Page, ECML PKDD 2013; Kottas, Kuss & Zapf, BMC Medical Research Methodology 14 (2014) 26.
 */
export function areaInterval(
  value: number,
  { standardError, lean, df, size }: AreaSpread,
  level: number,
): readonly [low: number, high: number] {
  if (lean > 0) {
    const whole = { standardError, lean: 0, df, size };
    return [areaInterval(value - lean, whole, level)[0], areaInterval(value, whole, level)[1]];
  }
  const spread = value * (1 - value);
  if (!(standardError > 0 && spread > 0)) return wilsonInterval(value, size, level);
  const t = Number.isFinite(df) ? studentTQuantile((1 + level) / 2, df) : normalQuantile((1 + level) / 2);
  const [low, high] = wilsonInterval(value, spread / standardError ** 2, level, t);
  const half = (t * standardError) / spread;
  const odds = Math.log(value / (1 - value));
  const at = (x: number): number => 1 / (1 + Math.exp(-x));
  return [Math.min(low, at(odds - half)), Math.max(high, at(odds + half))];
}

/** An interval no narrower than that of the mean of as many groups of whole clusters, by t and studentised bootstrap. */
export function withGroups(
  [low, high]: readonly [number, number],
  value: number,
  byGroup: ReadonlyMap<number, number>,
  level: number,
): readonly [low: number, high: number] {
  const groups = byGroup.size;
  const sums = [...byGroup.values()].map((psi) => value / groups + psi);
  const found = clusteredMeanOfSums(
    {
      ids: [...byGroup.keys()],
      rows: sums.map(() => 1),
      weight: sums.map(() => 1 / groups),
      sum: sums,
      squares: sums.map((x) => x * x * groups),
    },
    { level, range: [0, 1] },
  );
  return [Math.min(low, found.low), Math.max(high, found.high)];
}

/** An area as an estimate. */
export function areaEstimate(
  summary: RankSummary,
  { value, bounds }: Area,
  { standardError, lean, designEffect, df, byGroup }: AreaError,
  method: string,
  level: number,
): Estimate {
  const size = smallerSide(summary) / designEffect;
  const alone = areaInterval(value, { standardError, lean, df, size }, level);
  const [low, high] = summary.clustered ? withGroups(alone, value, byGroup, level) : alone;
  return {
    value,
    low,
    high,
    level,
    unit: "1",
    standardError,
    bias: 0,
    method: `${method}${summary.exact ? "" : " from cells, pairs within a cell counted half"}; Wilson and logit interval by ${
      summary.clustered ? "groups of whole clusters" : "independent rows"
    }`,
    n: summary.positives + summary.negatives,
    plugIn: value,
    ...(!summary.exact && { bounds }),
    notes: [],
  };
}
