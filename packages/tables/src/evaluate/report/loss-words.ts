import type { Unit } from "@relent/core/estimate";

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
  /** What a row of infinite loss is. */
  readonly endless: readonly [one: string, many: string];
}

/** Log loss of labels over classes. */
export const LABEL_BITS: LossWords = {
  name: "log loss",
  unit: "bits",
  each: " bits a label",
  gap: " bits a label",
  subject: "a label costs",
  column: "bits a label",
  endless: ["label it called impossible", "labels it called impossible"],
};

/** Log loss of several labels a row, all together. */
export const ROW_BITS: LossWords = {
  name: "log loss",
  unit: "bits",
  each: " bits a row",
  gap: " bits a row",
  subject: "a row costs",
  column: "bits a row",
  endless: ["row with a label it called impossible", "rows with labels it called impossible"],
};

/** CRPS of predicted laws, in the unit of what was predicted. */
export const CRPS_UNITS: LossWords = {
  name: "CRPS",
  unit: "1",
  each: "",
  gap: " in CRPS",
  subject: "it misses by",
  column: "CRPS",
  endless: ["row of infinite CRPS", "rows of infinite CRPS"],
};

/** Log score of predicted densities. */
export const DENSITY_BITS: LossWords = {
  name: "log loss",
  unit: "bits",
  each: " bits a row",
  gap: " bits a row",
  subject: "a row costs",
  column: "bits a row",
  endless: ["outcome it called impossible", "outcomes it called impossible"],
};
