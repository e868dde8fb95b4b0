import { roomFor } from "../../kernel/quick-kl-logits.ts";
import { log1pmx } from "../../scalar/log1pmx.ts";
import type { QuickDivergence } from "../divergence-loss.ts";
import { quickRows } from "./quick-rows.ts";

/** The summed difference of two rows below which f32 exponentials have lost the digits of the divergence. */
const CLOSE = 1e-4;

/** β D(p‖m) + (1 − β) D(q‖m) and its gradient of two rows of f32 logits, exponentials by the compiled kernels. */
export function quickGeneralizedJsd(beta: number): QuickDivergence {
  return (student, teacher, row, factor, out) => {
    const rows = quickRows(teacher, student, row);
    if (rows === undefined) return undefined;
    const { engine, at, other, whole } = rows;
    const { exports, f32 } = engine;
    const n = student.cols;
    const top = exports.maxF32(at, whole);
    const high = exports.maxF32(other, whole);
    if (!Number.isFinite(top + high)) return undefined;
    const first = roomFor(2, n);
    const second = roomFor(3, n);
    const pTotal = exports.expF32(at, first, whole, top);
    const qTotal = exports.expF32(other, second, whole, high);
    if (!Number.isFinite(pTotal + qTotal)) return undefined;
    const [pScale, qScale] = [1 / pTotal, 1 / qTotal];
    const start = row * n;
    let own = 0;
    let their = 0;
    for (let j = 0; j < n; j++) {
      const p = f32[first / 4 + j]! * pScale;
      const q = f32[second / 4 + j]! * qScale;
      const m = beta * p + (1 - beta) * q;
      if (m === 0) {
        out[start + j] = 0;
        continue;
      }
      const d = p - q;
      const log = q > 0 ? -Math.log1p((beta * d) / q) : 0;
      own += q * log + beta * d;
      their += p > 0 ? excess(p, (beta - 1) * d) : (beta - 1) * d;
      out[start + j] = q * log;
    }
    const value = beta * their + (1 - beta) * own;
    if (!(value > CLOSE)) return undefined;
    const scale = (1 - beta) * factor;
    let mean = 0;
    for (let j = 0; j < n; j++) mean += out[start + j]!;
    for (let j = 0; j < n; j++)
      out[start + j] = scale * (out[start + j]! - f32[second / 4 + j]! * qScale * mean);
    return value;
  };
}

/** u log(u/m) − u + m for m = u + gap. */
function excess(u: number, gap: number): number {
  const ratio = gap / u;
  return ratio < 1e3 ? -u * log1pmx(ratio) : gap - u * Math.log1p(ratio);
}
