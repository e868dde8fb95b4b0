import type { Cell, Fact, Tone } from "@relent/report";
import type { ColumnResult, ColumnVerdict } from "../compare/result.ts";

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
export const estimated = (e: ColumnResult["kl"]): Cell =>
  e === null ? NONE : { kind: "estimate", estimate: e };
export const number = (e: ColumnResult["kl"]): Cell =>
  e === null ? NONE : { kind: "number", value: e.value, unit: e.unit };

/** A labelled value. */
export const fact = (label: string, value: Cell, description?: string): Fact => ({
  label,
  value,
  ...(description !== undefined && { description }),
});
