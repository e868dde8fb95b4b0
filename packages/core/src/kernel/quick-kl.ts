import { addressOf, compiled, type Engine } from "./engine.ts";
import { generalizedKlTerms, type Terms } from "./generalized-kl.ts";
import { stage } from "./memory.ts";

/** Below this many outcomes a call into WebAssembly costs more than it saves. */
const FEW = 16;
/** Numbers a block: small enough that both blocks stay in the cache next to the caller's arrays. */
const BLOCK = 16384;

const part: Terms = { g: 0, p: 0, d: 0 };

type Floats = Float32Array | Float64Array;

function isFloats(x: ArrayLike<number>): x is Floats {
  return x instanceof Float64Array || x instanceof Float32Array;
}

/**
 * The sums of `generalizedKlTerms` by the compiled kernels, in f32 when both arrays are f32 and need no scale;
 * false where the twin in plain JavaScript has to do it: few numbers, no WebAssembly, or numbers out of range.
 */
export function quickKlTerms(p: ArrayLike<number>, q: ArrayLike<number>, scale: number, out: Terms): boolean {
  const n = p.length;
  if (n < FEW || !isFloats(p) || !isFloats(q)) return false;
  const engine = compiled();
  if (engine === undefined) return false;
  const single = scale === 1 && p instanceof Float32Array && q instanceof Float32Array;
  const lanes = single ? 4 : 2;
  const whole = n - (n % lanes);
  out.g = 0;
  out.p = 0;
  out.d = 0;
  for (let start = 0; start < whole; start += BLOCK) {
    if (!addBlock(engine, p, q, start, Math.min(whole, start + BLOCK), scale, single, out)) return false;
  }
  if (whole < n) {
    generalizedKlTerms(p.subarray(whole), q.subarray(whole), scale, part);
    out.g += part.g;
    out.p += part.p;
    out.d += part.d;
  }
  return true;
}

function addBlock(
  engine: Engine,
  p: Floats,
  q: Floats,
  start: number,
  end: number,
  scale: number,
  single: boolean,
  out: Terms,
): boolean {
  const { exports, f64, results } = engine;
  const width = single ? 4 : 8;
  const at = place(engine, p, start, end, width, stage.at);
  const to = place(engine, q, start, end, width, stage.at + BLOCK * 8);
  const count = end - start;
  const done = single ? exports.klF32(at, to, count, scale) : exports.klF64(at, to, count, scale);
  if (done === 0) return false;
  out.g += f64[results]!;
  out.p += f64[results + 1]!;
  out.d += f64[results + 2]!;
  return true;
}

/** The address of a stretch of an array: its own, or that of a copy in the stage. */
export function place(
  engine: Engine,
  x: Floats,
  start: number,
  end: number,
  width: 4 | 8,
  spare: number,
): number {
  const own = x.BYTES_PER_ELEMENT === width ? addressOf(x) : undefined;
  if (own !== undefined) return own + start * width;
  const view = width === 8 ? engine.f64 : engine.f32;
  view.set(start === 0 && end === x.length ? x : x.subarray(start, end), spare / width);
  return spare;
}
