import { compiled, type Engine } from "./engine.ts";
import { stage } from "./memory.ts";
import { padded, place } from "./quick-kl.ts";

const FEW = 32;
/** The longest row of which four fit into the stage. */
const LONGEST = (stage.end - stage.at) / 16 - 16;

/** Whether a row of so many f32 logits is for the compiled kernels. */
export function isQuickRow(n: number): boolean {
  return n >= FEW && n <= LONGEST;
}

/** What the kernels found of one row. */
export interface LogitGap {
  /** D(p‖q) in nats. */
  kl: number;
  /** Σ exp(x − max x). */
  total: number;
  /** log Σ exp of p's logits and of q's; NaN beside an infinite divergence. */
  logSum: number;
  otherLogSum: number;
  /** log Σ exp of q's logits less that of p's and the centre. */
  excess: number;
}

const gap: LogitGap = { kl: 0, total: 0, logSum: 0, otherLogSum: 0, excess: 0 };

/**
 * D(p‖q) of two rows of f32 logits in f32 arithmetic and f64 sums: log1p of the mean of φ(log(q/p) − centre), from one
 * exponential a logit, and one more where the two rows are not close.
 * Undefined where the twin in plain JavaScript has to do it: NaN, Infinity, no mass, gaps beyond the range of f32.
 */
export function quickKlLogits(x: Float32Array, y: Float32Array): LogitGap | undefined {
  const n = x.length;
  const engine = isQuickRow(n) ? compiled() : undefined;
  if (engine === undefined) return undefined;
  return gapAt(engine, placeRow(engine, x, 0), placeRow(engine, y, 1), 0, padded(n, 4));
}

/** Where in the stage the k-th row of n numbers may lie. */
export function roomFor(k: number, n: number): number {
  return stage.at + k * padded(n, 4) * 4;
}

/** The address of a row, filled up with outcomes without mass. */
export function placeRow(engine: Engine, x: Float32Array, k: number): number {
  return place(engine, x, 0, x.length, 4, roomFor(k, x.length), Number.NEGATIVE_INFINITY);
}

/** The same of rows in the kernels' memory; leaves p's weights in the stage's third row, w(exp(t) − 1) at `grad`. */
export function gapAt(engine: Engine, x: number, y: number, grad: number, n: number): LogitGap | undefined {
  const { exports, f64, results } = engine;
  const w = roomFor(2, n);
  exports.extentF32(x, y, n);
  const top = f64[results]!;
  const other = f64[results + 1]!;
  if (!Number.isFinite(top + other)) return undefined;
  if (f64[results + 2] === Number.NEGATIVE_INFINITY && exports.lostF32(x, y, n) === 1) {
    gap.kl = Number.POSITIVE_INFINITY;
    gap.logSum = Number.NaN;
    return gap;
  }
  const offset = Math.fround(other - top);
  exports.meanGapF32(x, y, w, n, top, offset);
  const total = f64[results]!;
  const centre = Math.fround(f64[results + 1]! / total + offset);
  const lift = Math.exp(other - top - centre);
  if (!(lift > 1e-30 && lift < 1e30)) return undefined;
  exports.curveGapF32(x, y, w, grad, n, centre, other, lift);
  const first = f64[results + 1]! / total;
  const excess = Math.log1p(f64[results]! / total + first);
  if (!Number.isFinite(excess)) return undefined;
  gap.kl = Math.max(0, excess - first);
  gap.total = total;
  gap.excess = excess;
  gap.logSum = top + Math.log(total);
  gap.otherLogSum = gap.logSum + centre + excess;
  return gap;
}
