import type { Estimate } from "@relent/core/estimate";
import type { Cell, Fact, Tone } from "@relent/report";
import type { ColumnVerdict } from "../compare/result.ts";

/** What a verdict means to the reader. */
export const TONES: Readonly<Record<ColumnVerdict, Tone>> = {
  moved: "alarm",
  "type changed": "alarm",
  "only in reference": "alarm",
  "only in current": "alarm",
  "too few rows": "unsure",
  same: "calm",
  skipped: "muted",
};

export const NONE: Cell = { kind: "none" };
/** The section of the column at a place of the result. */
export const idOf = (index: number): string => `column-${index + 1}`;
/** An estimate as it is shown: an unbiased one may lie just outside what is possible, and then its interval's end stands. */
export const shown = (e: Estimate): Estimate => ({ ...e, value: Math.min(e.high, Math.max(e.low, e.value)) });
export const estimated = (e: Estimate | null): Cell =>
  e === null ? NONE : { kind: "estimate", estimate: shown(e) };
export const number = (e: Estimate | null): Cell =>
  e === null ? NONE : { kind: "number", value: shown(e).value, unit: e.unit };

/** A labelled value. */
export const fact = (label: string, value: Cell, description?: string): Fact => ({
  label,
  value,
  ...(description !== undefined && { description }),
});
