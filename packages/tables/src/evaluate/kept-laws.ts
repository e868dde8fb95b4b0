import { type Forecasts, type NormalForecasts, normalLogScore } from "@relent/core/score";
import { type NumbersSummary, placesOf } from "./collect-numbers.ts";
import type { KeptRows } from "./keep-rows.ts";
import type { LawColumns } from "./law-columns.ts";
import { mended, type NumberMend } from "./number-mend.ts";

/** One number of each kept row. */
export const columnAt = ({ length, values, width }: KeptRows, at: number): Float64Array =>
  Float64Array.from({ length }, (_, i) => values[i * width + at]!);

/** The laws that begin at a place of each kept row. */
export function forecastsAt(law: LawColumns, kept: KeptRows, from: number): Forecasts {
  if (law.form === "normal")
    return { kind: "normal", mean: columnAt(kept, from), sd: columnAt(kept, from + 1) };
  const width = law.columns.length;
  const values = new Float64Array(kept.length * width);
  for (let i = 0; i < kept.length; i++) {
    const start = i * kept.width + from;
    values.set(kept.values.subarray(start, start + width), i * width);
  }
  return law.form === "quantiles"
    ? { kind: "quantiles", levels: law.levels, values }
    : { kind: "samples", size: width, values };
}

/** This model's laws of some kept rows, mended where it is said how. */
export function ownLaws(summary: NumbersSummary, rows: KeptRows, mend: NumberMend | undefined): Forecasts {
  const laws = forecastsAt(summary.law, rows, placesOf(summary).law);
  return mend === undefined ? laws : mended(mend, laws, rows.length);
}

/** Bits of each outcome under its normal law. */
export const densityBits = ({ mean, sd }: NormalForecasts, targets: Float64Array): Float64Array =>
  targets.map((y, i) => normalLogScore(mean[i]!, sd[i]!, y) / Math.LN2);
