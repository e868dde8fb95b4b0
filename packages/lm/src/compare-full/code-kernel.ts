import { STEPS } from "../kld/clip.ts";
import { aligned, BLOCKS_AT, compiled, OUT_AT } from "./compiled.ts";
import type { Side } from "./half-blocks.ts";
import { javascriptKernel } from "./javascript-kernel.ts";
import { addNear, addOwn, NEAR_RESULTS } from "./near-sums.ts";
import { SUM } from "./sums.ts";
import { compiledOr } from "./twin.ts";

export type { Side } from "./half-blocks.ts";
export { chooseCodeKernel, type KernelTwin } from "./twin.ts";

/** Compares rows of codes that were read into its memory. */
export interface CodeKernel {
  /** Where rows are read to: two blocks a side, so that one can be filled while the other is compared. */
  block(side: Side, half: 0 | 1): Uint8Array;
  /** Sums the terms of row `index` of that half; `clipped` has bit 0 where the base's code 0 means "at most", 1 for the model's. */
  compare(half: 0 | 1, index: number, clipped: number, sums: Float64Array): void;
  /** The first token of code 65,535 in the row compared last; −1 if there is none. */
  firstFull(side: Side, half: 0 | 1, index: number): number;
}

/** What rows a kernel is made for. */
export interface KernelShape {
  readonly vocabulary: number;
  readonly rowBytes: number;
  readonly rowsPerBlock: number;
}

/** Where the results are: sums over outcomes far apart, near sums and moments, known outcomes of each, first full code of each. */
const NEAR = SUM.baseKnown;
const KNOWN: number = NEAR + NEAR_RESULTS;
const FULL: number = KNOWN + 2;
const RESULTS: number = FULL + 2;
/** What the kernel takes floors for that no encoder writes. */
const LEAST_FLOOR = -80;

function compiledKernel({ vocabulary, rowBytes, rowsPerBlock }: KernelShape): CodeKernel {
  const blockBytes = aligned(rowBytes * rowsPerBlock);
  const scratchBytes = aligned(2 * vocabulary);
  const scratchAt = BLOCKS_AT + 4 * blockBytes;
  const { memory, exports: own } = compiled(scratchAt + 2 * scratchBytes);
  const results = new Float64Array(memory, OUT_AT, RESULTS);
  const heads = new Float32Array(memory);
  /** ln p of the greatest code of the row there. */
  const topAt = (row: number): number => Math.max(LEAST_FLOOR, heads[row / 4 + 1]!) + STEPS * heads[row / 4]!;
  const blockAt = (side: Side, half: 0 | 1): number => BLOCKS_AT + (2 * side + half) * blockBytes;
  return {
    block: (side, half) => new Uint8Array(memory, blockAt(side, half), rowBytes * rowsPerBlock),
    compare(half, index, clipped, sums) {
      const [a, b] = [blockAt(0, half) + index * rowBytes, blockAt(1, half) + index * rowBytes];
      own.compareCodes(a, b, vocabulary, clipped, scratchAt, scratchBytes, OUT_AT);
      for (let k = 0; k < SUM.baseKnown; k++) sums[k] = results[k]!;
      sums[SUM.baseKnown] = results[KNOWN]!;
      sums[SUM.modelKnown] = results[KNOWN + 1]!;
      addNear(sums, results, NEAR, Math.exp(topAt(a)));
      addOwn(sums, results, NEAR, heads[a / 4]!, topAt(a), heads[b / 4]!, topAt(b));
    },
    firstFull: (side) => results[FULL + side]!,
  };
}

/** A kernel for rows of this shape: compiled where WebAssembly has SIMD, plain JavaScript elsewhere. */
export function codeKernel(shape: KernelShape): CodeKernel {
  return compiledOr(
    () => compiledKernel(shape),
    () => javascriptKernel(shape),
  );
}
