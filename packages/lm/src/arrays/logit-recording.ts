import type { FullRecording } from "../recording.ts";
import type { OpenOptions } from "../recording-format.ts";
import { keptRows } from "./kept-rows.ts";
import { normalise } from "./normalise.ts";
import { withLogits } from "./raw-logits.ts";
import { readTargets } from "./read-targets.ts";
import { type StoredLogits, withStored } from "./stored-logits.ts";

/** Rows of logits, wherever they come from. */
export interface LogitRows {
  readonly name: string;
  readonly format: string;
  /** How many rows each document has, which follow one another. */
  readonly lengths: readonly number[];
  readonly vocabulary: number;
  /** Where they are one after the other in one file, if they are. */
  readonly stored?: StoredLogits;
  /** The logits of one row into `out`. */
  logits(row: number, out: Float64Array): Promise<void>;
  close(): Promise<void>;
}

/** A recording made of rows of logits, without those that the targets say are padding. */
export async function logitRecording(source: LogitRows, options: OpenOptions): Promise<FullRecording> {
  const { name, format, lengths, vocabulary, stored } = source;
  const told =
    options.targets === undefined ? undefined : await readTargets(options.targets, lengths, vocabulary);
  const { rows, documents, targets, placeOf, notes, storedRow } = keptRows(name, lengths, told);
  const recording: FullRecording = {
    kind: "full",
    name,
    format,
    documents,
    notes,
    vocabulary,
    rows,
    ...(targets === undefined ? {} : { targets }),
    placeOf,
    async logProbabilities(row, out) {
      await source.logits(storedRow(row), out);
      normalise(out, name, storedRow(row));
      return 0;
    },
    close: () => source.close(),
  };
  if (stored !== undefined) withStored(recording, { ...stored, storedRow });
  return withLogits(recording, (row, out) => source.logits(storedRow(row), out));
}
