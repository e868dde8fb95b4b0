/** Which functions of the coordinates a log-ratio is a linear function of. */
export type FeatureSet = "quadratic" | "squares" | "linear";

/** How many features a set has in d dimensions, the constant included. */
export const featureCount: Readonly<Record<FeatureSet, (dim: number) => number>> = {
  quadratic: (dim) => 1 + dim + (dim * (dim + 1)) / 2,
  squares: (dim) => 1 + 2 * dim,
  linear: (dim) => 1 + dim,
};

/** Rows that a feature must have for its set to be used. */
const ROWS_A_FEATURE = 8;

/** The richest set that the rows can bear. */
export function featureSetFor(rows: number, dim: number): FeatureSet {
  const bearable = (set: FeatureSet): boolean => featureCount[set](dim) * ROWS_A_FEATURE <= rows;
  return bearable("quadratic") ? "quadratic" : bearable("squares") ? "squares" : "linear";
}

/** Writes the features of the row at `at`: 1, x, then x² or all products, less their mean under unit scatter. */
export function writeFeatures(
  set: FeatureSet,
  data: Float64Array,
  at: number,
  dim: number,
  out: Float64Array,
): void {
  out[0] = 1;
  for (let c = 0; c < dim; c++) out[1 + c] = data[at + c]!;
  if (set === "linear") return;
  let to = 1 + dim;
  for (let a = 0; a < dim; a++) {
    const x = data[at + a]!;
    if (set === "squares") out[to++] = x * x - 1;
    else for (let b = 0; b <= a; b++) out[to++] = x * data[at + b]! - (a === b ? 1 : 0);
  }
}
