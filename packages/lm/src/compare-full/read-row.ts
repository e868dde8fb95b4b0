import type { FullRecording, RowLimits } from "../recording.ts";

/** Reads a row with its limits, also where the recording tells only how many entries are clipped. */
export async function readRow(recording: FullRecording, row: number, out: Float64Array): Promise<RowLimits> {
  if (recording.read !== undefined) return recording.read(row, out);
  const clipped = await recording.logProbabilities(row, out);
  if (clipped === 0) return { clipped, cap: Number.NEGATIVE_INFINITY, rest: 0, rounding: 0 };
  let cap = 0;
  for (const log of out) if (log !== Number.NEGATIVE_INFINITY && log < cap) cap = log;
  return { clipped, cap, rest: Number.NaN, rounding: 0 };
}
