import { clusteredMeanOfSums } from "../../estimate/clusters/clustered-mean.ts";
import { normalQuantile } from "../../scalar/normal.ts";
import { studentTQuantile } from "../../scalar/student-t.ts";
import { wilsonInterval } from "../scoring/share-interval.ts";

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
 * near 1 need; both by t, so that an error known from few positives counts as such. An area that leans is reached from as far below.
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
    return [areaInterval(Math.max(0, value - lean), whole, level)[0], areaInterval(value, whole, level)[1]];
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
