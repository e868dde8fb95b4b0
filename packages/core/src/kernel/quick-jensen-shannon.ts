import { compiled } from "./engine.ts";
import { stage } from "./memory.ts";
import { padded, place } from "./quick-kl.ts";

const FEW = 32;
const BLOCK = 16384;

/** What one pass over two arrays of weights gives. */
export interface MixtureTerms {
  /** The sums of both divergences from the mean, every term ≥ 0: p's and q's. */
  g: number;
  h: number;
  /** Σ p. */
  p: number;
  /** Σ q − p, summed from differences. */
  d: number;
}

/**
 * The sums of KL from p, and from q, to their mean. The mean is stationary, so that its rounding enters at second order.
 * False where plain JavaScript has to do it.
 */
export function quickMixtureTerms(
  p: Float32Array | Float64Array,
  q: Float32Array | Float64Array,
  out: MixtureTerms,
): boolean {
  const n = p.length;
  const engine = n < FEW ? undefined : compiled();
  if (engine === undefined) return false;
  const { exports, f64, results } = engine;
  out.g = 0;
  out.h = 0;
  out.p = 0;
  out.d = 0;
  for (let start = 0; start < n; start += BLOCK) {
    const end = Math.min(n, start + BLOCK);
    const at = place(engine, p, start, end, 8, stage.at);
    const to = place(engine, q, start, end, 8, stage.at + BLOCK * 8);
    if (exports.jensenShannonF64(at, to, padded(end - start, 8)) === 0) return false;
    out.g += f64[results]!;
    out.h += f64[results + 1]!;
    out.p += f64[results + 2]!;
    out.d += f64[results + 3]!;
  }
  return true;
}
