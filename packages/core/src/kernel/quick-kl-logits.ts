import { compiled, type Engine } from "./engine.ts";
import { stage } from "./memory.ts";
import { place } from "./quick-kl.ts";

const FEW = 32;
/** The longest row of which four fit into the stage. */
const LONGEST = (stage.end - stage.at) / 16 - 16;

/** Whether a row of so many f32 logits is for the compiled kernels. */
export function isQuickRow(n: number): boolean {
  return n >= FEW && n <= LONGEST && n % 4 === 0;
}

/** log Σ exp of a row of f32 logits; undefined where plain JavaScript has to do it. */
export function quickLogSum(x: Float32Array): number | undefined {
  const engine = isQuickRow(x.length) ? compiled() : undefined;
  if (engine === undefined) return undefined;
  const at = place(engine, x, 0, x.length, 4, stage.at);
  const top = engine.exports.maxF32(at, x.length);
  return Number.isFinite(top) ? top + Math.log(engine.exports.sumExpF32(at, x.length, top)) : undefined;
}

/** What the kernels found of one row. */
export interface LogitGap {
  /** D(p‖q) in nats. */
  kl: number;
  /** log Σ exp of p's logits. */
  logSum: number;
}

const gap: LogitGap = { kl: 0, logSum: 0 };

/**
 * D(p‖q) of two rows of f32 logits in f32 arithmetic and f64 sums: log1p of the mean of φ(log(q/p) − centre), from one
 * exponential a logit, and one more where the two rows are not close. Writes q − p into `grad` if there is one.
 * Undefined where the twin in plain JavaScript has to do it: NaN, Infinity, no mass, gaps beyond the range of f32.
 */
export function quickKlLogits(x: Float32Array, y: Float32Array, grad?: Float32Array): LogitGap | undefined {
  const n = x.length;
  const engine = isQuickRow(n) ? compiled() : undefined;
  if (engine === undefined) return undefined;
  const bytes = n * 4;
  const spare = stage.at;
  const xs = place(engine, x, 0, n, 4, spare);
  const ys = place(engine, y, 0, n, 4, spare + bytes);
  const out = grad === undefined ? 0 : spare + 3 * bytes;
  const value = klAt(engine, xs, ys, spare + 2 * bytes, out, n);
  if (value !== undefined && grad !== undefined) grad.set(engine.f32.subarray(out / 4, out / 4 + n));
  return value;
}

function klAt(
  engine: Engine,
  x: number,
  y: number,
  w: number,
  grad: number,
  n: number,
): LogitGap | undefined {
  const { exports, f64, results } = engine;
  const top = exports.maxF32(x, n);
  const other = exports.maxF32(y, n);
  if (!Number.isFinite(top) || !Number.isFinite(other)) return undefined;
  if (exports.minF32(y, n) === Number.NEGATIVE_INFINITY && exports.lostF32(x, y, n) === 1) {
    if (grad !== 0) return undefined;
    gap.kl = Number.POSITIVE_INFINITY;
    gap.logSum = top + Math.log(exports.sumExpF32(x, n, top));
    return gap;
  }
  const offset = Math.fround(other - top);
  exports.meanGapF32(x, y, w, n, top, offset);
  const total = f64[results]!;
  const centre = f64[results + 1]! / total + offset;
  const lift = Math.exp(other - top - centre);
  if (!(lift > 1e-30 && lift < 1e30)) return undefined;
  exports.curveGapF32(x, y, w, grad, n, centre, other, lift);
  const first = f64[results + 1]! / total;
  const excess = Math.log1p(f64[results]! / total + first);
  if (!Number.isFinite(excess)) return undefined;
  gap.kl = Math.max(0, excess - first);
  gap.logSum = top + Math.log(total);
  if (grad !== 0) exports.blendF32(w, grad, n, Math.exp(-excess) / total, Math.expm1(-excess) / total);
  return gap;
}
