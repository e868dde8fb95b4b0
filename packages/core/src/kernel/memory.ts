import { RelentError } from "../error.ts";

/** WebAssembly's page. */
const PAGE = 65536;
/** The kernels' own data ends well below this. */
const STAGE_AT = 4096;
/** Room for the inputs that do not live in the heap, block by block. */
export const STAGE_BYTES: number = 4 * 2 ** 20;
const DEFAULT_BYTES = 256 * 2 ** 20;

/** What there is of WebAssembly where there may be none. */
export interface Memory {
  readonly buffer: ArrayBuffer;
}

interface WebAssemblyApi {
  readonly Memory: new (descriptor: { initial: number; maximum: number }) => Memory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
  validate(bytes: Uint8Array): boolean;
}

export function webAssembly(): WebAssemblyApi | undefined {
  return (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly;
}

let bytes = DEFAULT_BYTES;
let memory: Memory | undefined;
let views: { f64: Float64Array; f32: Float32Array } | undefined;

/** Sets how much the memory reserves; only before its first use, as growing it would detach every view. */
export function reserve(size: number): void {
  if (memory !== undefined) {
    throw new RelentError(
      "invalid-argument",
      "heap.reserve: the heap is in use; reserve before the first array",
    );
  }
  if (!(size > 0 && size <= 4 * 2 ** 30)) {
    throw new RelentError(
      "invalid-argument",
      `heap.reserve: ${size} bytes; it must be above 0 and at most 4 GiB`,
      {
        value: size,
      },
    );
  }
  bytes = Math.ceil((size + 2 * STAGE_BYTES) / PAGE) * PAGE;
}

/** The one memory of the kernels, made on first use; undefined where there is no WebAssembly. */
export function sharedMemory(): Memory | undefined {
  const api = webAssembly();
  if (memory === undefined && api !== undefined) {
    const pages = bytes / PAGE;
    memory = new api.Memory({ initial: pages, maximum: pages });
  }
  return memory;
}

/** The memory, if it has been made. */
export function currentMemory(): Memory | undefined {
  return memory;
}

/** Both views of all of the memory. */
export function memoryViews(memory: Memory): { f64: Float64Array; f32: Float32Array } {
  views ??= { f64: new Float64Array(memory.buffer), f32: new Float32Array(memory.buffer) };
  return views;
}

export const stage: { readonly at: number; readonly end: number } = {
  at: STAGE_AT,
  end: STAGE_AT + STAGE_BYTES,
};
