import { bracketedRoot } from "../../scalar/bracketed-root.ts";
import { normalQuantile, normalTail } from "../../scalar/normal.ts";

/** Gaps between outcomes and forecasts by bin, as found, with their standard deviations. */
export interface AbsoluteGaps {
  readonly shares: readonly number[];
  readonly gaps: readonly number[];
  readonly deviations: readonly number[];
}

/** How the true gaps stand to each other. */
type Shape = (gap: number, deviation: number) => number;

const SHAPES: readonly Shape[] = [
  (gap) => gap,
  (_, deviation) => deviation,
  (gap, deviation) => Math.max(0, gap - 1.5 * deviation),
];

/** Mean of |X| for X normal. */
function foldedMean(mean: number, deviation: number): number {
  if (!(deviation > 0)) return mean;
  const t = mean / deviation;
  return deviation * Math.sqrt(2 / Math.PI) * Math.exp(-0.5 * t * t) + mean * (1 - 2 * normalTail(t));
}

/** Mean and variance of Σ w|gap| where the true gaps have this shape and the mean `size`; undefined for a shape of zeros. */
function plugInLaw({ shares, gaps, deviations }: AbsoluteGaps, shape: Shape) {
  const shapes = gaps.map((gap, j) => shape(gap, deviations[j]!));
  const whole = shapes.reduce((sum, a, j) => sum + shares[j]! * a, 0);
  if (!(whole > 0)) return undefined;
  return (size: number): readonly [mean: number, variance: number] => {
    let [mean, variance] = [0, 0];
    shapes.forEach((a, j) => {
      const gap = (size * a) / whole;
      const folded = foldedMean(gap, deviations[j]!);
      mean += shares[j]! * folded;
      variance += shares[j]! ** 2 * Math.max(0, gap * gap + deviations[j]! ** 2 - folded * folded);
    });
    return [mean, variance];
  };
}

const plugInOf = ({ shares, gaps }: AbsoluteGaps): number =>
  gaps.reduce((sum, gap, j) => sum + shares[j]! * gap, 0);

/** The mean gap whose plug-in would on average be the one found; 0 where chance alone gives as much. */
export function debiasedGap(found: AbsoluteGaps): number {
  const plugIn = plugInOf(found);
  const law = plugInLaw(found, SHAPES[0]!);
  if (law === undefined || law(0)[0] >= plugIn) return 0;
  if (law(plugIn)[0] <= plugIn) return plugIn;
  return bracketedRoot((size) => law(size)[0] - plugIn, 0, plugIn);
}

/** The mean gaps under which the plug-in found is not surprising, by any of the shapes. */
export function gapInterval(found: AbsoluteGaps, level: number): readonly [low: number, high: number] {
  const plugIn = plugInOf(found);
  if (!found.deviations.some((deviation) => deviation > 0)) return [plugIn, plugIn];
  const z = normalQuantile((1 + level) / 2);
  let [low, high] = [plugIn, 0];
  for (const shape of SHAPES) {
    const law = plugInLaw(found, shape);
    if (law === undefined) continue;
    const excess = (size: number, sign: 1 | -1): number => {
      const [mean, variance] = law(size);
      return plugIn - mean - sign * z * Math.sqrt(variance);
    };
    low = Math.min(low, excess(0, 1) <= 0 ? 0 : bracketedRoot((size) => excess(size, 1), 0, 1));
    high = Math.max(high, excess(0, -1) <= 0 ? 0 : bracketedRoot((size) => excess(size, -1), 0, 1));
  }
  return [low, Math.min(1, high)];
}
