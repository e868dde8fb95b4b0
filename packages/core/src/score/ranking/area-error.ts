import type { Estimate } from "../../estimate/estimate.ts";
import { satterthwaite } from "../scoring/satterthwaite.ts";
import { areaInterval, withGroups } from "./area-interval.ts";
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
