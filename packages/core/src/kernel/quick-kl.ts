import { addressOf, compiled, type Engine } from "./engine.ts";
import type { Terms } from "./generalized-kl.ts";
import { stage } from "./memory.ts";

/** Below this many outcomes a call into WebAssembly costs more than it saves. */
const FEW = 16;
/** Numbers a block: small enough that both blocks stay in the cache next to the caller's arrays. */
const BLOCK = 16384;

type Floats = Float32Array | Float64Array;

function isFloats(x: ArrayLike<number>): x is Floats {
  return x instanceof Float64Array || x instanceof Float32Array;
}

/**
 * The sums of `generalizedKlTerms` by the compiled kernels, in f32 where that is allowed and both arrays are f32;
 * false where the twin in plain JavaScript has to do it: few numbers, no WebAssembly, or numbers out of range.
 */
export function quickKlTerms(
  p: ArrayLike<number>,
  q: ArrayLike<number>,
  scale: number,
  out: Terms,
  narrow = false,
): boolean {
  const n = p.length;
  if (n < FEW || !isFloats(p) || !isFloats(q)) return false;
  const engine = compiled();
  if (engine === undefined) return false;
  const single = narrow && p instanceof Float32Array && q instanceof Float32Array;
  out.g = 0;
  out.p = 0;
  out.d = 0;
  const width = single ? 4 : 8;
  const { exports, f64, results } = engine;
  for (let start = 0; start < n; start += BLOCK) {
    const end = Math.min(n, start + BLOCK);
    const at = place(engine, p, start, end, width, stage.at);
    const to = place(engine, q, start, end, width, stage.at + BLOCK * 8);
    const count = padded(end - start, width);
    if ((single ? exports.klF32 : exports.klF64)(at, to, count, scale) === 0) return false;
    out.g += f64[results]!;
    out.p += f64[results + 1]!;
    out.d += f64[results + 2]!;
  }
  return true;
}

/** The least multiple of the lanes of a vector that holds n numbers of so many bytes. */
export function padded(n: number, width: 4 | 8): number {
  const lanes = 16 / width;
  return Math.ceil(n / lanes) * lanes;
}

/** The address of a stretch of an array: its own, or that of a copy in the stage, filled up to whole vectors. */
export function place(
  engine: Engine,
  x: Floats,
  start: number,
  end: number,
  width: 4 | 8,
  spare: number,
  fill = 0,
): number {
  const count = end - start;
  const whole = padded(count, width);
  const own = x.BYTES_PER_ELEMENT === width && whole === count ? addressOf(x) : undefined;
  if (own !== undefined) return own + start * width;
  const view = width === 8 ? engine.f64 : engine.f32;
  const at = spare / width;
  view.set(x.subarray(start, end), at);
  view.fill(fill, at + count, at + whole);
  return spare;
}

/** Where a row of results may be written: in place if it lies in the kernels' memory beside the inputs, else the spare room. */
export function roomToWrite(out: Float32Array, spare: number, inputs: readonly Float32Array[]): number {
  const own = out.length % 4 === 0 ? addressOf(out) : undefined;
  const apart = ({ buffer, byteOffset, byteLength }: Float32Array) =>
    buffer !== out.buffer ||
    byteOffset + byteLength <= out.byteOffset ||
    out.byteOffset + out.byteLength <= byteOffset;
  return own !== undefined && inputs.every(apart) ? own : spare;
}

/** Copies results out of the kernels' memory, unless they were written in place. */
export function fetchRow({ f32, memory }: Engine, at: number, out: Float32Array): void {
  if (out.buffer !== memory.buffer || out.byteOffset !== at)
    out.set(f32.subarray(at / 4, at / 4 + out.length));
}
