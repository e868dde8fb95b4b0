import { currentMemory, type Memory, memoryViews, sharedMemory, webAssembly } from "./memory.ts";
import { relaxed } from "./relaxed.wasm.ts";
import { simd } from "./simd.wasm.ts";

/** What the compiled kernels export; addresses and lengths are in bytes and numbers, lengths multiples of a vector. */
export interface Exports {
  klF64(p: number, q: number, n: number, scale: number): number;
  klF32(p: number, q: number, n: number, scale: number): number;
  crossEntropyF64(p: number, q: number, n: number): number;
  maxF32(x: number, n: number): number;
  extentF32(x: number, y: number, n: number): void;
  jensenShannonF64(p: number, q: number, n: number): number;
  depthF32(x: number, y: number, n: number, shift: number, top: number): void;
  lostF32(x: number, y: number, n: number): number;
  expF32(x: number, w: number, n: number, shift: number): number;
  sumExpF32(x: number, n: number, shift: number): number;
  shiftF32(x: number, out: number, n: number, shift: number): void;
  scaleF32(x: number, out: number, n: number, factor: number): void;
  meanGapF32(x: number, y: number, w: number, n: number, shift: number, offset: number): void;
  curveGapF32(
    x: number,
    y: number,
    w: number,
    grad: number,
    n: number,
    centre: number,
    top: number,
    lift: number,
  ): void;
  blendF32(w: number, grad: number, n: number, a: number, b: number): void;
  resultsAt(): number;
}

/** The kernels at work on the shared memory. */
export interface Engine {
  readonly kind: "simd" | "relaxed";
  readonly exports: Exports;
  readonly memory: Memory;
  readonly f64: Float64Array;
  readonly f32: Float32Array;
  /** Index of the kernels' results in `f64`. */
  readonly results: number;
}

/** Which twin does the work: the best there is, plain JavaScript, or one binary. */
export type Twin = "auto" | "js" | "simd" | "relaxed";

let wanted: Twin = "auto";
let exact = false;
let engine: Engine | undefined | null;

function decode(text: string): Uint8Array {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i);
  return bytes;
}

/** What has been made; both lie in one memory, where their tables are the same. */
const made: Partial<Record<Engine["kind"], Engine | null>> = {};

function instantiate(kind: Engine["kind"]): Engine | null {
  if (made[kind] === undefined) made[kind] = make(kind);
  return made[kind];
}

function make(kind: Engine["kind"]): Engine | null {
  const api = webAssembly();
  const bytes = decode(kind === "simd" ? simd : relaxed);
  if (api === undefined || !api.validate(bytes)) return null;
  const memory = sharedMemory()!;
  const abort = () => {
    throw new Error("a kernel aborted");
  };
  const { exports } = new api.Instance(new api.Module(bytes), { env: { memory, abort } });
  const own = exports as Exports;
  return { kind, exports: own, memory, ...memoryViews(memory), results: own.resultsAt() / 8 };
}

function start(): Engine | null {
  if (wanted === "js") return null;
  try {
    if (wanted !== "simd" && !exact) {
      const fast = instantiate("relaxed");
      if (fast !== null || wanted === "relaxed") return fast;
    }
    return instantiate("simd");
  } catch {
    return null;
  }
}

/** The compiled kernels, made on first use; undefined where WebAssembly is missing, refused or too old. */
export function compiled(): Engine | undefined {
  if (engine === undefined) engine = start();
  return engine ?? undefined;
}

/** Chooses a twin for tests and benches; "auto" is what users get. */
export function chooseTwin(twin: Twin): boolean {
  wanted = twin;
  engine = undefined;
  return compiled() !== undefined || twin === "js" || twin === "auto";
}

/**
 * Refuses relaxed SIMD for the rest of the process, so that results do not depend on the host to the last bit.
 *
 * Relaxed SIMD lets the engine fuse a multiplication and an addition, which is faster and differs in the last digits
 * between machines. Plain SIMD and plain JavaScript give the same digits everywhere. It cannot be taken back.
 *
 * @example
 * ```ts
 * deterministic() // undefined
 * ```
 */
export function deterministic(): void {
  exact = true;
  if (engine?.kind === "relaxed") engine = undefined;
}

/** Whether relaxed SIMD is refused. */
export function isDeterministic(): boolean {
  return exact;
}

/** Where an array lies in the kernels' memory; undefined if it lies elsewhere. */
export function addressOf(x: ArrayLike<number>): number | undefined {
  const memory = currentMemory();
  if (memory === undefined || !ArrayBuffer.isView(x) || x.buffer !== memory.buffer) return undefined;
  return x.byteOffset;
}
