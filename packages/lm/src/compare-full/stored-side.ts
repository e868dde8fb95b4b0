import { RelentError } from "@relent/core";
import { normalise } from "../arrays/normalise.ts";
import type { NumberType } from "../arrays/number-types.ts";
import { type StoredLogits, storedOf } from "../arrays/stored-logits.ts";
import { STEPS } from "../kld/clip.ts";
import { codesOf } from "../kld/code-rows.ts";
import { roundingOf, rowHead } from "../kld/decode-row.ts";
import type { FullRecording } from "../recording.ts";
import type { FileRows, Half, Side } from "./half-blocks.ts";
import type { LogitKernel } from "./logit-kernel.ts";
import type { SaidRow } from "./put-opinion.ts";
import { saidByCodes } from "./said-by-codes.ts";

/** What is known of one side's row when it lies in the kernel's memory. */
export interface LaidRow extends SaidRow {
  /** How many nats rounding of the file may have put on a logarithm. */
  readonly rounding: number;
}

/** A recording whose rows the kernel takes as they stand in its file. */
export interface StoredSide {
  readonly rows: FileRows;
  /** Whether laying a row needs the other side's to be laid. */
  readonly second: boolean;
  lay(kernel: LogitKernel, side: Side, half: Half, index: number, row: number, other?: LaidRow): LaidRow;
}

function refused(type: NumberType, view: DataView, vocabulary: number, name: string, row: number): never {
  normalise(
    Float64Array.from({ length: vocabulary }, (_, i) => type.at(view, i * type.bytes)),
    name,
    row,
  );
  throw new RelentError(
    "unreadable",
    `openRecording: row ${row} of ${name} has no greatest logit; finite numbers are allowed`,
    {
      index: row,
    },
  );
}

function logitSide({ name, vocabulary }: FullRecording, rows: StoredLogits): StoredSide {
  const { type, rowBytes, storedRow = (row) => row } = rows;
  return {
    rows,
    second: false,
    lay(kernel, side, half, index, row) {
      const view = kernel.row(side, half, index * rowBytes, rowBytes);
      const {
        top: greatest,
        first,
        mass,
        log,
      } = kernel.layLogits(type.kernel!, side, half, index * rowBytes);
      if (!Number.isFinite(greatest) || Number.isNaN(log))
        refused(type, view, vocabulary, name, storedRow(row));
      const top = -Math.log(mass);
      return {
        ...{ top, first, clipped: false, cap: Number.NEGATIVE_INFINITY, unknown: 0, rounding: 0 },
        ...{ mass: 1, log: log / mass + top },
        at: (token) => type.at(view, token * type.bytes) - greatest + top,
      };
    },
  };
}

function codeSide({ name, vocabulary }: FullRecording, rows: FileRows): StoredSide {
  const { rowBytes } = rows;
  return {
    rows,
    second: true,
    lay(kernel, side, half, index, row, other) {
      const view = kernel.row(side, half, index * rowBytes, rowBytes);
      const head = rowHead(view, 0, name, row);
      const { scale, floor, clipped } = head;
      const top = scale * STEPS + floor;
      const laid = kernel.layCodes(clipped, side, half, index * rowBytes, other!.top - top);
      const mass = laid.mass * Math.exp(top);
      const found = { ...laid, mass, log: laid.log * Math.exp(top) + top * mass };
      const said = saidByCodes({ name, row, vocabulary }, head, found, view, 0);
      return { ...said, rounding: roundingOf(scale) };
    },
  };
}

/** How the kernel takes a recording's rows, if they stand in one file as codes or as logits of a type that it knows. */
export function sideOf(recording: FullRecording): StoredSide | undefined {
  const codes = codesOf(recording);
  if (codes !== undefined) return codeSide(recording, codes);
  const stored = storedOf(recording);
  return stored?.type.kernel === undefined ? undefined : logitSide(recording, stored);
}
