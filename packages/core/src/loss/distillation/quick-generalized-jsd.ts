import { roomFor } from "../../kernel/quick-kl-logits.ts";
import type { QuickDivergence } from "../divergence-loss.ts";
import { quickRows } from "./quick-rows.ts";

/** The value below which the rounding of single-precision exponentials shows. */
const CLOSE = 3e-3;

/**
 * β D(p‖m) + (1 − β) D(q‖m) and its gradient of two rows of f32 logits: exponentials by the compiled kernels and one
 * logarithm a class, log(q/m) = −log((1 − β) + β p/q), to which log(p/q) is the difference of the logits.
 */
export function quickGeneralizedJsd(beta: number): QuickDivergence {
  return (student, teacher, row, factor, out, temperature) => {
    const rows = quickRows(teacher, student, row, temperature);
    if (rows === undefined) return undefined;
    const { engine, at, other, whole } = rows;
    const { exports, f32 } = engine;
    const n = student.cols;
    const top = exports.maxF32(at, whole);
    const high = exports.maxF32(other, whole);
    if (!Number.isFinite(top + high)) return undefined;
    const pAt = roomFor(2, n) / 4;
    const qAt = roomFor(3, n) / 4;
    const pTotal = exports.expF32(at, pAt * 4, whole, top);
    const qTotal = exports.expF32(other, qAt * 4, whole, high);
    if (!Number.isFinite(pTotal + qTotal)) return undefined;
    const [pScale, qScale] = [1 / pTotal, 1 / qTotal];
    const start = row * n;
    const [t, s] = [at / 4, other / 4];
    const shift = high - top + Math.log(qTotal / pTotal);
    const logShare = Math.log(beta);
    let own = 0;
    let their = 0;
    for (let j = 0; j < n; j++) {
      const p = f32[pAt + j]! * pScale;
      const q = f32[qAt + j]! * qScale;
      let pull = 0;
      if (q > 0) {
        const depth = -Math.log(1 - beta + (beta * p) / q);
        pull = q * depth;
        own += pull;
        if (p > 0) their += p * (depth + (f32[t + j]! - f32[s + j]! + shift));
      } else if (p > 0) their -= p * logShare;
      out[start + j] = pull;
    }
    const value = beta * their + (1 - beta) * own;
    if (!(value > CLOSE)) return undefined;
    const scale = (1 - beta) * factor;
    const mean = scale * own * qScale;
    for (let j = 0; j < n; j++) out[start + j] = scale * out[start + j]! - mean * f32[qAt + j]!;
    return value;
  };
}
