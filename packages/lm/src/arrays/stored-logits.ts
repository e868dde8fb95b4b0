import type { FullRecording } from "../recording.ts";
import type { NumberType } from "./number-types.ts";
import type { PositionedFile } from "./positioned-file.ts";

/** Rows of logits as they stand in a file, for comparisons that need no decoding to double precision. */
export interface StoredLogits {
  readonly file: PositionedFile;
  readonly offset: number;
  readonly rowBytes: number;
  readonly type: NumberType;
  /** Number in the file of a row of the recording, where they differ. */
  readonly storedRow?: (row: number) => number;
}

const STORED: WeakMap<FullRecording, StoredLogits> = new WeakMap();

/** Remembers that a recording stands on rows of logits in one file. */
export function withStored(recording: FullRecording, rows: StoredLogits): FullRecording {
  STORED.set(recording, rows);
  return recording;
}

/** The rows of logits that a recording stands on, if it does. */
export const storedOf = (recording: FullRecording): StoredLogits | undefined => STORED.get(recording);
