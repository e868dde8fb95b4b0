import { type Batch, logits, logProbs, probs, weights } from "@relent/core";
import { type ForecastKind, probabilityRow } from "@relent/core/score";
import type { KeptRows } from "./keep-rows.ts";

/** Forecasts of either kind of one number a row, as two columns: 1 − p and p, or 0 and z. */
function pairs(values: ArrayLike<number>, rest: (x: number) => number): Float64Array {
  const both = new Float64Array(2 * values.length);
  for (let i = 0; i < values.length; i++) {
    both[2 * i] = rest(values[i]!);
    both[2 * i + 1] = values[i]!;
  }
  return both;
}

const KINDS = { logits, logProbs, probs, weights } as const;

/** Forecasts, row after row as they were read, as a batch that the mathematics takes. */
export function forecastBatch(kind: ForecastKind, values: Float64Array, classes: number): Batch {
  if (kind === "prob")
    return probs(
      pairs(values, (p) => 1 - p),
      { cols: 2 },
    );
  if (kind === "logit")
    return logits(
      pairs(values, () => 0),
      { cols: 2 },
    );
  return KINDS[kind](values, { cols: classes });
}

/** Columns of a block as rows after each other. */
export function rowsOf(columns: readonly ArrayLike<number>[], length: number): Float64Array {
  const width = columns.length;
  const values = new Float64Array(length * width);
  columns.forEach((column, c) => {
    for (let i = 0; i < length; i++) values[i * width + c] = column[i]!;
  });
  return values;
}

/** Rows after each other as columns. */
export function columnsOf(values: Float64Array, width: number): Float64Array[] {
  const length = values.length / width;
  return Array.from({ length: width }, (_, c) =>
    Float64Array.from({ length }, (_, i) => values[i * width + c]!),
  );
}

/** Each kept row's probabilities, row after row. */
export function probabilitiesOf(
  kind: ForecastKind,
  { values, rows, length }: Pick<KeptRows, "values" | "rows" | "length">,
  classes: number,
): Float64Array {
  const row = probabilityRow(kind, classes);
  const all = new Float64Array(length * classes);
  for (let i = 0; i < length; i++) {
    row.read(values, i * row.width, rows[i]!);
    all.set(row.probabilities, i * classes);
  }
  return all;
}
