import type { PositionedFile } from "../arrays/positioned-file.ts";
import type { FullRecording } from "../recording.ts";

/** Rows of 16-bit codes as they stand in a file, for comparisons that need no decoding. */
export interface CodeRows {
  readonly file: PositionedFile;
  readonly offset: number;
  readonly rowBytes: number;
}

const CODES: WeakMap<FullRecording, CodeRows> = new WeakMap();

/** Remembers that a recording stands on rows of codes. */
export function withCodes(recording: FullRecording, rows: CodeRows): FullRecording {
  CODES.set(recording, rows);
  return recording;
}

/** The rows of codes that a recording stands on, if it does. */
export const codesOf = (recording: FullRecording): CodeRows | undefined => CODES.get(recording);
