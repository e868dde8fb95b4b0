import type { Estimate } from "@relent/core/estimate";
import type { Cell, Fact, Tone } from "@relent/report";
import type { LmVerdict } from "../result.ts";

/** What a verdict means to the reader. */
export const TONES: Readonly<Record<LmVerdict, Tone>> = {
  moved: "alarm",
  same: "calm",
  "too few tokens": "unsure",
};

export const NONE: Cell = { kind: "none" };
/** The section of the model at a place of the result. */
export const idOf = (index: number): string => `model-${index + 1}`;
export const text = (value: string): Cell => ({ kind: "text", text: value });
export const count = (value: number): Cell => ({ kind: "count", value });
export const share = (value: number | null): Cell => (value === null ? NONE : { kind: "share", value });
export const number = (value: number, unit: string): Cell => ({ kind: "number", value, unit });
export const estimated = (estimate: Estimate | null): Cell =>
  estimate === null ? NONE : { kind: "estimate", estimate };

/** A share's estimate in per cent. */
export const inPercent = (estimate: Estimate | null): Estimate | null => {
  if (estimate === null) return null;
  const { value, low, high, standardError } = estimate;
  return {
    ...estimate,
    value: 100 * value,
    low: 100 * low,
    high: 100 * high,
    standardError: 100 * standardError,
    unit: "%",
  };
};

/** A labelled value. */
export const fact = (label: string, value: Cell, description?: string): Fact => ({
  label,
  value,
  ...(description !== undefined && { description }),
});
