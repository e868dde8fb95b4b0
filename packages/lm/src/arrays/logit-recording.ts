import type { FullRecording } from "../recording.ts";
import type { OpenOptions } from "../recording-format.ts";
import { normalise } from "./normalise.ts";
import { withLogits } from "./raw-logits.ts";
import { readTargets } from "./read-targets.ts";
import { type StoredLogits, withStored } from "./stored-logits.ts";

/** Rows of logits, wherever they come from. */
export interface LogitRows {
  readonly name: string;
  readonly format: string;
  readonly rows: number;
  readonly vocabulary: number;
  /** Where they are one after the other in one file, if they are. */
  readonly stored?: StoredLogits;
  /** The logits of one row into `out`. */
  logits(row: number, out: Float64Array): Promise<void>;
  close(): Promise<void>;
}

/** A recording made of rows of logits: one document, whose positions are its rows. */
export async function logitRecording(source: LogitRows, options: OpenOptions): Promise<FullRecording> {
  const { name, format, rows, vocabulary } = source;
  const targets =
    options.targets === undefined ? undefined : await readTargets(options.targets, rows, vocabulary);
  const recording: FullRecording = {
    kind: "full",
    name,
    format,
    documents: [name],
    notes: [],
    vocabulary,
    rows,
    ...(targets === undefined ? {} : { targets }),
    placeOf: (row) => ({ document: 0, position: row }),
    async logProbabilities(row, out) {
      await source.logits(row, out);
      normalise(out, name, row);
      return 0;
    },
    close: () => source.close(),
  };
  if (source.stored !== undefined) withStored(recording, source.stored);
  return withLogits(recording, source.logits);
}
