import { aligned, BLOCKS_AT, compiled, OUT_AT } from "./compiled.ts";
import type { Half, Side } from "./half-blocks.ts";
import { MOMENTS } from "./moments.ts";
import { addNear } from "./near-sums.ts";
import { SUM } from "./sums.ts";

/** Compares rows of logits, or one of logits and one of codes, that were read into its memory. */
export interface LogitKernel {
  block(side: Side, half: Half): Uint8Array;
  /** The bytes of a row there. */
  row(side: Side, half: Half, at: number, bytes: number): DataView;
  /** Lays a row of logits: the greatest, NaN or infinite where the row is no distribution, its index; Σ e and Σ e·ln e against it. */
  layLogits(
    type: number,
    side: Side,
    half: Half,
    at: number,
  ): { readonly top: number; readonly first: number; readonly mass: number; readonly log: number };
  /** Lays a row of codes beside the other side's; `lift` is the other's greatest ln p over this one's. */
  layCodes(
    clipped: boolean,
    side: Side,
    half: Half,
    at: number,
    lift: number,
  ): { readonly first: number; readonly known: number; readonly mass: number; readonly log: number };
  /** Adds the terms of the rows that were laid, whose greatest ln p are these, and gives the tokens too faint for it. */
  compare(topA: number, topB: number, sums: Float64Array): Int32Array;
}

const NEAR = SUM.baseMass + 4;
const LISTED: number = NEAR + 1 + MOMENTS;
/** Sums that the kernel leaves of outcomes far apart: the divergences'. */
const DIVERGENCES = SUM.baseMass;
const CODE_HEAD = 8;

/** The kernel for rows of so many tokens, read in blocks of so many bytes. Throws where WebAssembly or its SIMD is missing. */
export function logitKernel(vocabulary: number, blockBytes: readonly [number, number]): LogitKernel {
  const room = blockBytes.map(aligned) as unknown as readonly [number, number];
  const laidBytes = aligned(4 * vocabulary);
  const laidAt = [
    BLOCKS_AT + 2 * (room[0] + room[1]),
    BLOCKS_AT + 2 * (room[0] + room[1]) + laidBytes,
  ] as const;
  const likelyAt = laidAt[1] + laidBytes;
  const listAt = likelyAt + laidBytes;
  const { memory, exports } = compiled(listAt + laidBytes);
  const results = new Float64Array(memory, OUT_AT, LISTED + 1);
  const blockAt = (side: Side, half: Half): number => BLOCKS_AT + 2 * side * room[0] + half * room[side];
  const likely = (side: Side): number => (side === 0 ? likelyAt : 0);
  return {
    block: (side, half) => new Uint8Array(memory, blockAt(side, half), blockBytes[side]),
    row: (side, half, at, bytes) => new DataView(memory, blockAt(side, half) + at, bytes),
    layLogits(type, side, half, at) {
      exports.layLogits(type, blockAt(side, half) + at, vocabulary, laidAt[side], likely(side), OUT_AT);
      return { top: results[0]!, first: results[1]!, mass: results[2]!, log: results[3]! };
    },
    layCodes(clipped, side, half, at, lift) {
      const from = blockAt(side, half) + at;
      const other = laidAt[1 - side]!;
      exports.layCodes(from, vocabulary, clipped ? 1 : 0, other, lift, laidAt[side], likely(side), OUT_AT);
      const [mass, log, known] = [results[0]!, results[1]!, results[2]!];
      return { mass, log, known, first: exports.firstFull(from + CODE_HEAD, vocabulary) };
    },
    compare(topA, topB, sums) {
      exports.compareLaid(laidAt[0], laidAt[1], likelyAt, vocabulary, topA, topB, listAt, OUT_AT);
      for (let k = 0; k < DIVERGENCES; k++) sums[k]! += results[k]!;
      addNear(sums, results, NEAR, Math.exp(topA));
      return new Int32Array(memory, listAt, results[LISTED]!);
    },
  };
}
