import { RelentError } from "@relent/core";
import type { RowLimits } from "../recording.ts";
import { CLIPS, isClipped, STEPS } from "./clip.ts";

/** Single precision keeps scale and floor, of up to 40 nats together, within this. */
const SINGLE = 4e-6;

/** Largest error of a log-probability that is rounded to codes of this scale. */
export const roundingOf = (scale: number): number => scale / 2 + SINGLE;

/** What stands before the codes of a row: log-probabilities are scale · code + floor. */
export interface RowHead {
  readonly scale: number;
  readonly floor: number;
  readonly clipped: boolean;
}

/** Says that a row cannot be what an encoder wrote. */
export function damaged(name: string, row: number, what: string, value: number): RelentError {
  return new RelentError(
    "unreadable",
    `openRecording: row ${row} of ${name} ${what} ${value}; the file is damaged or was written by another program`,
    { index: row, value },
  );
}

/** Checks and reads what stands before the codes. */
export function rowHead(bytes: DataView, at: number, name: string, row: number): RowHead {
  const scale = bytes.getFloat32(at, true);
  const floor = bytes.getFloat32(at + 4, true);
  if (!(scale >= 0 && scale * STEPS <= Math.max(...CLIPS) * 1.001))
    throw damaged(name, row, "has the scale", scale);
  if (!(floor <= 0 && floor > -200)) throw damaged(name, row, "has the least log-probability", floor);
  return { scale, floor, clipped: isClipped(scale) };
}

/** Checks that the likeliest token of a row has the greatest code, and the probabilities their sum. */
export function checkRow(
  name: string,
  row: number,
  head: RowHead,
  full: boolean,
  mass: number,
  unknown: number,
): void {
  if (head.scale > 0 && !full) throw damaged(name, row, "has no code 65535 and the scale", head.scale);
  if (!(mass <= 1.02)) throw damaged(name, row, "has probabilities that sum to", mass);
  if (!(mass + unknown * Math.exp(head.floor) >= 0.98))
    throw damaged(name, row, "has known probabilities that sum to only", mass);
}

/** Decodes one row in double precision; clipped entries become −Infinity. */
export function decodeRow(bytes: Uint8Array, name: string, row: number, out: Float64Array): RowLimits {
  const head = rowHead(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0, name, row);
  const codes = new Uint16Array(bytes.buffer, bytes.byteOffset + 8, out.length);
  let clipped = 0;
  let mass = 0;
  let full = false;
  for (let i = 0; i < out.length; i++) {
    const code = codes[i]!;
    if (code === 0 && head.clipped) {
      out[i] = Number.NEGATIVE_INFINITY;
      clipped++;
      continue;
    }
    const log = head.scale * code + head.floor;
    out[i] = log;
    mass += Math.exp(log);
    full ||= code === STEPS;
  }
  checkRow(name, row, head, full, mass, clipped);
  const rounding = roundingOf(head.scale);
  return clipped === 0
    ? { clipped, cap: Number.NEGATIVE_INFINITY, rest: 0, rounding }
    : { clipped, cap: head.floor, rest: Number.NaN, rounding };
}
