import { compiled } from "./engine.ts";
import { stage } from "./memory.ts";
import { padded, place } from "./quick-kl.ts";

const FEW = 32;
const BLOCK = 16384;

/** What one pass over two arrays of weights gives. */
export interface CrossTerms {
  /** −Σ p log q. */
  h: number;
  p: number;
  q: number;
}

/** −Σ p log q and both totals by the compiled kernels; false where plain JavaScript has to do it. */
export function quickCrossTerms(
  p: Float32Array | Float64Array,
  q: Float32Array | Float64Array,
  out: CrossTerms,
): boolean {
  const n = p.length;
  const engine = n < FEW ? undefined : compiled();
  if (engine === undefined) return false;
  const { exports, f64, results } = engine;
  out.h = 0;
  out.p = 0;
  out.q = 0;
  for (let start = 0; start < n; start += BLOCK) {
    const end = Math.min(n, start + BLOCK);
    const at = place(engine, p, start, end, 8, stage.at);
    const to = p === q ? at : place(engine, q, start, end, 8, stage.at + BLOCK * 8);
    if (exports.crossEntropyF64(at, to, padded(end - start, 8)) === 0) return false;
    out.h += f64[results]!;
    out.p += f64[results + 1]!;
    out.q += f64[results + 2]!;
  }
  return true;
}
