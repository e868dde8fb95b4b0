import { compiled } from "../../kernel/engine.ts";
import { padded, place } from "../../kernel/quick-kl.ts";
import { isQuickRow, roomFor } from "../../kernel/quick-kl-logits.ts";
import { quickStart } from "../rows.ts";
import type { QuickTarget } from "../target-loss.ts";

/** Σ t (lse − z) of a row of f32 logits and f32 targets, exponentials by the compiled kernels. */
export const quickSoftCrossEntropy: QuickTarget = (rows, targets, r, factor, out) => {
  const n = rows.cols;
  const start = quickStart(rows, r);
  const at = quickStart(targets, r);
  const engine = start >= 0 && at >= 0 && isQuickRow(n) ? compiled() : undefined;
  if (engine === undefined) return undefined;
  const data = rows.data as Float32Array;
  const t = targets.data as Float32Array;
  const whole = padded(n, 4);
  const from = place(engine, data, start, start + n, 4, roomFor(0, n), Number.NEGATIVE_INFINITY);
  const top = engine.exports.maxF32(from, whole);
  if (!Number.isFinite(top)) return undefined;
  const room = roomFor(1, n);
  const total = engine.exports.expF32(from, room, whole, top);
  if (!(total < Number.POSITIVE_INFINITY)) return undefined;
  let sum = 0;
  let depth = 0;
  for (let j = 0; j < n; j++) {
    const share = t[at + j]!;
    if (share > 0) {
      sum += share;
      depth += share * (top - data[start + j]!);
    } else if (share !== 0) return undefined;
  }
  const value = depth + sum * Math.log(total);
  if (!(value > 0.01 * sum && value < Number.POSITIVE_INFINITY)) return undefined;
  const copy = place(engine, t, at, at + n, 4, roomFor(2, n));
  const grad = roomFor(2, n);
  if (copy !== grad) engine.f32.copyWithin(grad / 4, copy / 4, copy / 4 + n);
  engine.exports.blendF32(room, grad, whole, -factor, (sum * factor) / total);
  out.set(engine.f32.subarray(grad / 4, grad / 4 + n), r * n);
  return value;
};
