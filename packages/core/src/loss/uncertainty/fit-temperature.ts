import { invalid } from "../../finite/check.ts";
import { checkLabels, type Labels, toLabels } from "../labels.ts";
import { type LossInput, readLogRow, toRows } from "../rows.ts";
import { normalise, softmaxRow } from "../softmax-row.ts";

/** What `fitTemperature` may be told. */
export interface FitTemperatureOptions {
  /** Rows with this label take no part; −100 when left out. */
  readonly ignoreIndex?: number;
}

/** A fitted temperature, and what it does to the mean cross-entropy. */
export interface TemperatureFit {
  readonly temperature: number;
  /** Mean cross-entropy in nats at temperature 1. */
  readonly before: number;
  /** Mean cross-entropy in nats at the fitted temperature. */
  readonly after: number;
  readonly count: number;
}

/** Mean cross-entropy of b·z, and its first two derivatives by b. */
type Curve = (b: number) => { value: number; slope: number; curvature: number };

/**
 * The temperature T at which the softmax of z/T has the least mean cross-entropy with the labels.
 *
 * Newton's method, kept inside a bracket, on b = 1/T, in which the mean is convex with slope mean(Σ_j p_j z_j − z_y)
 * and curvature the mean variance of z under p. T is 0 where every label has the largest logit (no finite T is best),
 * Infinity where the logits tell nothing of the labels.
 *
 * @throws RelentError "invalid-argument" when no row takes part, and for what `crossEntropyLoss` refuses.
 * @see Guo et al., arXiv:1706.04599.
 * @example
 * ```ts
 * fitTemperature([2, 0, 2, 0, 0, 2, 2, 0], [0, 0, 1, 1]).temperature // 1.8204784532536746
 * fitTemperature([3, 0, 3, 0, 3, 0], [0, 0, 1]).temperature // 4.32808512266689
 * ```
 */
export function fitTemperature(
  logits: LossInput,
  labels: Labels,
  options: FitTemperatureOptions = {},
): TemperatureFit {
  const fn = "fitTemperature";
  const list = toLabels(fn, labels, options.ignoreIndex ?? -100);
  const rows = toRows(fn, "logits", logits, list.count);
  checkLabels(fn, list, rows.cols);
  const row = softmaxRow(rows.cols);
  const raw = new Float64Array(rows.cols);
  let count = 0;
  for (let r = 0; r < rows.rows; r++) if (!list.ignored(r)) count++;
  if (count === 0) invalid(`${fn}: no row takes part; there must be one with a label`);
  const curve: Curve = (b) => {
    let value = 0;
    let slope = 0;
    let curvature = 0;
    for (let r = 0; r < rows.rows; r++) {
      if (list.ignored(r)) continue;
      const label = list.at(r);
      readLogRow(fn, rows, r, raw);
      for (let j = 0; j < rows.cols; j++)
        row.z[j] = raw[j] === Number.NEGATIVE_INFINITY ? raw[j]! : b * raw[j]!;
      normalise(row);
      const base = raw[label]!;
      let first = 0;
      let second = 0;
      for (let j = 0; j < rows.cols; j++) {
        if (row.w[j] === 0) continue;
        const gap = raw[j]! - base;
        first += (row.w[j]! / row.total) * gap;
        second += (row.w[j]! / row.total) * gap * gap;
      }
      value += row.max - row.z[label]! + row.logTotal;
      slope += first;
      curvature += second - first * first;
    }
    return { value: value / count, slope: slope / count, curvature: curvature / count };
  };
  const before = curve(1).value;
  const inverse = leastAt(curve);
  const after = curve(Math.min(inverse, STEEPEST)).value;
  return { temperature: 1 / inverse, before, after, count };
}

/**
 * Beyond this inverse temperature the softmax is the largest logit's alone, unless logits differ by less than its
 * inverse.
 */
const STEEPEST = 1e8;

/** Where a convex curve's slope is 0, from 0 to Infinity. */
function leastAt(curve: Curve): number {
  if (curve(0).slope >= 0) return 0;
  let low = 0;
  let high = 1;
  for (let there = curve(high); there.slope <= 0; there = curve(high)) {
    if (high > STEEPEST || (there.slope === 0 && there.curvature === 0)) return Number.POSITIVE_INFINITY;
    if (there.slope === 0) return high;
    low = high;
    high *= 4;
  }
  let b = Math.min(Math.max(1, low), high);
  for (let step = 0; step < 200; step++) {
    const { slope, curvature } = curve(b);
    if (slope === 0) return b;
    if (slope < 0) low = b;
    else high = b;
    const newton = b - slope / curvature;
    const next = newton > low && newton < high ? newton : 0.5 * (low + high);
    if (Math.abs(next - b) <= 1e-15 * b || !(high > low)) return next;
    b = next;
  }
  return b;
}
