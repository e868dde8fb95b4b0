import { RelentError } from "@relent/core";
import type { FullRecording } from "../recording.ts";

/** Which rows of two recordings are compared, and what should be said of it. */
export interface Pairing {
  readonly rows: number;
  readonly targets: Int32Array;
  readonly notes: readonly string[];
}

function refuse(what: string, allowed: string, index: number): never {
  throw new RelentError("incompatible", `compareFull: ${what}; ${allowed}`, { index });
}

const SAME_TEXT = "both must be recorded on the same text with the same settings";

/** Pairs the rows of two recordings of one text. @throws RelentError `incompatible` where they are of different ones. */
export function pairRows(base: FullRecording, model: FullRecording): Pairing {
  if (base.vocabulary !== model.vocabulary) {
    refuse(
      `${base.name} has a vocabulary of ${base.vocabulary} tokens, ${model.name} of ${model.vocabulary}`,
      "token by token equal ones are needed; relent lm --per-byte compares what each says of the text",
      model.vocabulary,
    );
  }
  const rows = Math.min(base.rows, model.rows);
  const known = base.targets !== undefined && model.targets !== undefined;
  if (
    base.rows !== model.rows &&
    !known &&
    base.plannedRows === undefined &&
    model.plannedRows === undefined
  ) {
    refuse(`${base.name} has ${base.rows} rows, ${model.name} ${model.rows}`, SAME_TEXT, rows);
  }
  for (let row = 0; row < rows; row++) {
    if (
      known &&
      base.targets[row] !== model.targets[row] &&
      base.targets[row]! >= 0 &&
      model.targets[row]! >= 0
    ) {
      refuse(
        `at row ${row} came token ${base.targets[row]} in ${base.name}, ${model.targets[row]} in ${model.name}`,
        SAME_TEXT,
        row,
      );
    }
  }
  if (known && base.format === model.format && base.documents.length > 1) checkPlaces(base, model, rows);
  const notes = [base, model].flatMap(({ name, notes: own }) => own.map((note) => `${name}: ${note}`));
  if (base.rows !== model.rows)
    notes.push(
      `the first ${rows} rows are compared: ${base.name} has ${base.rows}, ${model.name} ${model.rows}`,
    );
  const targets = Int32Array.from({ length: rows }, (_, row) =>
    Math.max(base.targets?.[row] ?? -1, model.targets?.[row] ?? -1),
  );
  return { rows, targets, notes };
}

function checkPlaces(base: FullRecording, model: FullRecording, rows: number): void {
  for (let row = 0; row < rows; row++) {
    const [a, b] = [base.placeOf(row), model.placeOf(row)];
    if (a.document !== b.document || a.position !== b.position) {
      refuse(
        `row ${row} stands at position ${a.position} in ${base.name}, ${b.position} in ${model.name}`,
        SAME_TEXT,
        row,
      );
    }
  }
}
