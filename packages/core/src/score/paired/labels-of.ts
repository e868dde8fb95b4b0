import { invalid } from "../../finite/check.ts";
import { checkLabel } from "../scoring/check-row.ts";

/** One label a row: the place of its class, from 0. */
export type Labels = ArrayLike<number>;

/** Throws unless there is one label a row, each the place of a class. */
export function checkLabels(fn: string, labels: Labels, rows: number, classes: number): void {
  if (labels.length !== rows) {
    invalid(`${fn}: ${labels.length} labels for ${rows} rows; each row needs one`, { value: labels.length });
  }
  for (let i = 0; i < rows; i++) checkLabel(fn, classes, labels[i]!, i);
}
