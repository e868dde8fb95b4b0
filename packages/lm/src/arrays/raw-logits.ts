import type { FullRecording } from "../recording.ts";

/** The logits of one row into `out`, as the file has them. */
export type ReadLogits = (row: number, out: Float64Array) => Promise<void>;

const LOGITS: WeakMap<FullRecording, ReadLogits> = new WeakMap();

/** Remembers the logits that a recording stands on. */
export function withLogits(recording: FullRecording, read: ReadLogits): FullRecording {
  LOGITS.set(recording, read);
  return recording;
}

/** The logits that a recording stands on, if it does. */
export const logitsOf = (recording: FullRecording): ReadLogits | undefined => LOGITS.get(recording);
