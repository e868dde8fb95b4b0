import type { Unit } from "@relent/core/estimate";
import { counted } from "./words.ts";

/** How one loss a row is spoken of. */
export interface LossWords {
  /** What it is called on average. */
  readonly name: string;
  readonly unit: Unit;
  /** What follows an amount of it, and a difference of two. */
  readonly each: string;
  readonly gap: string;
  /** What comes before its mean within a segment. */
  readonly subject: string;
  /** The heading of a column of it. */
  readonly column: string;
  /** What a model did that is infinitely worse than the other in some rows. */
  readonly endless: (rows: number) => string;
}

/** Log loss of labels over classes. */
export const LABEL_BITS: LossWords = {
  name: "log loss",
  unit: "bits",
  each: " bits a label",
  gap: " bits a label",
  subject: "a label costs",
  column: "bits a label",
  endless: (rows) => `called ${counted(rows, "label")} impossible`,
};

/** Log loss of several labels a row, all together. */
export const ROW_BITS: LossWords = {
  name: "log loss",
  unit: "bits",
  each: " bits a row",
  gap: " bits a row",
  subject: "a row costs",
  column: "bits a row",
  endless: (rows) => `called labels impossible in ${counted(rows, "row")}`,
};

/** CRPS of predicted laws, in the unit of what was predicted. */
export const CRPS_UNITS: LossWords = {
  name: "CRPS",
  unit: "1",
  each: "",
  gap: " in CRPS",
  subject: "it misses by",
  column: "CRPS",
  endless: (rows) => `is infinitely worse in ${counted(rows, "row")}`,
};

/** Log score of predicted densities. */
export const DENSITY_BITS: LossWords = {
  ...ROW_BITS,
  endless: (rows) => `is infinitely worse in ${counted(rows, "row")}`,
};
