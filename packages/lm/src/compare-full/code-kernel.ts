import { STEPS } from "../kld/clip.ts";
import { codes } from "./codes.wasm.ts";
import { javascriptKernel } from "./javascript-kernel.ts";
import { addNear, NEAR_RESULTS } from "./near-sums.ts";
import { SUM } from "./sums.ts";

/** Which recording: the base's, P, or the model's, Q. */
export type Side = 0 | 1;

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

interface Exports {
  compareCodes(
    a: number,
    b: number,
    n: number,
    clipped: number,
    scratch: number,
    stride: number,
    out: number,
  ): void;
}

/** The kernel's own tables end below this; sums lie here. */
const OUT_AT = 32768;
const BLOCKS_AT: number = OUT_AT + 1024;
/** Where the results are: sums over outcomes far apart, near sums and moments, known outcomes of each, first full code of each. */
const NEAR = SUM.baseKnown;
const KNOWN: number = NEAR + NEAR_RESULTS;
const FULL: number = KNOWN + 2;
const RESULTS: number = FULL + 2;
/** What the kernel takes floors for that no encoder writes. */
const LEAST_FLOOR = -80;
const PAGE = 65536;
/** Vectors are read and written whole, past the end of rows. */
const SLACK = 64;

const aligned = (bytes: number): number => Math.ceil((bytes + SLACK) / 64) * 64;

/** What is used of WebAssembly, which not every host has. */
interface WebAssemblyApi {
  readonly Memory: new (pages: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

let compiledModule: object | undefined;

function compiledKernel({ vocabulary, rowBytes, rowsPerBlock }: KernelShape): CodeKernel {
  const api = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi }).WebAssembly;
  compiledModule ??= new api.Module(Uint8Array.from(atob(codes), (letter) => letter.charCodeAt(0)));
  const blockBytes = aligned(rowBytes * rowsPerBlock);
  const scratchBytes = aligned(2 * vocabulary);
  const scratchAt = BLOCKS_AT + 4 * blockBytes;
  const pages = Math.ceil((scratchAt + 2 * scratchBytes) / PAGE);
  const memory = new api.Memory({ initial: pages, maximum: pages });
  const abort = (): never => {
    throw new Error("a kernel aborted");
  };
  const { exports } = new api.Instance(compiledModule, { env: { memory, abort } });
  const own = exports as Exports;
  const results = new Float64Array(memory.buffer, OUT_AT, RESULTS);
  const heads = new Float32Array(memory.buffer);
  /** ln p of the greatest code of the row there. */
  const topAt = (row: number): number => Math.max(LEAST_FLOOR, heads[row / 4 + 1]!) + STEPS * heads[row / 4]!;
  const blockAt = (side: Side, half: 0 | 1): number => BLOCKS_AT + (2 * side + half) * blockBytes;
  return {
    block: (side, half) => new Uint8Array(memory.buffer, blockAt(side, half), rowBytes * rowsPerBlock),
    compare(half, index, clipped, sums) {
      const [a, b] = [blockAt(0, half) + index * rowBytes, blockAt(1, half) + index * rowBytes];
      own.compareCodes(a, b, vocabulary, clipped, scratchAt, scratchBytes, OUT_AT);
      for (let k = 0; k < SUM.baseKnown; k++) sums[k] = results[k]!;
      sums[SUM.baseKnown] = results[KNOWN]!;
      sums[SUM.modelKnown] = results[KNOWN + 1]!;
      addNear(sums, results, NEAR, heads[a / 4]!, topAt(a), heads[b / 4]!, topAt(b));
    },
    firstFull: (side) => results[FULL + side]!,
  };
}

/** Which twin does the work. */
export type KernelTwin = "auto" | "js" | "simd";

let wanted: KernelTwin = "auto";

/** Chooses a twin, for tests and benches; "auto" is what users get. */
export function chooseCodeKernel(twin: KernelTwin): void {
  wanted = twin;
}

/** A kernel for rows of this shape: compiled where WebAssembly has SIMD, plain JavaScript elsewhere. */
export function codeKernel(shape: KernelShape): CodeKernel {
  if (wanted === "js") return javascriptKernel(shape);
  try {
    return compiledKernel(shape);
  } catch (cause) {
    if (wanted === "simd") throw cause;
    return javascriptKernel(shape);
  }
}
