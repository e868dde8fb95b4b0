import { codes } from "./codes.wasm.ts";

/** What the compiled kernels export; addresses are in bytes. */
export interface Exports {
  compareCodes(
    a: number,
    b: number,
    n: number,
    clipped: number,
    scratch: number,
    stride: number,
    out: number,
  ): void;
  firstFull(codes: number, n: number): number;
  layLogits(type: number, at: number, n: number, to: number, likely: number, out: number): void;
  layCodes(
    at: number,
    n: number,
    clipped: number,
    other: number,
    lift: number,
    to: number,
    likely: number,
    out: number,
  ): void;
  compareLaid(
    a: number,
    b: number,
    likely: number,
    n: number,
    topA: number,
    topB: number,
    list: number,
    out: number,
  ): void;
}

/** The kernels' own tables and room end below this; sums lie here. */
export const OUT_AT = 32768;
export const BLOCKS_AT: number = OUT_AT + 1024;
const PAGE = 65536;
/** Vectors are read and written whole, past the end of rows. */
const SLACK = 64;

/** How much room so many bytes take. */
export const aligned = (bytes: number): number => Math.ceil((bytes + SLACK) / 64) * 64;

/** What is used of WebAssembly, which not every host has. */
interface WebAssemblyApi {
  readonly Memory: new (pages: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

let compiledModule: object | undefined;

/** The kernels at work on a memory of their own of so many bytes. Throws where WebAssembly or its SIMD is missing. */
export function compiled(bytes: number): { readonly memory: ArrayBuffer; readonly exports: Exports } {
  const api = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi }).WebAssembly;
  compiledModule ??= new api.Module(Uint8Array.from(atob(codes), (letter) => letter.charCodeAt(0)));
  const pages = Math.ceil(bytes / PAGE);
  const memory = new api.Memory({ initial: pages, maximum: pages });
  const abort = (): never => {
    throw new Error("a kernel aborted");
  };
  const { exports } = new api.Instance(compiledModule, { env: { memory, abort } });
  return { memory: memory.buffer, exports: exports as Exports };
}
