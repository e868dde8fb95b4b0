import { compiled, type Engine } from "./engine.ts";
import { padded } from "./quick-kl.ts";
import { isQuickRow, placeRow, roomFor } from "./quick-kl-logits.ts";

/** The row in the kernels' memory, its largest logit, and the exponentials less that in the stage's second row. */
function exponentials(
  x: Float32Array,
): { engine: Engine; at: number; top: number; total: number } | undefined {
  const n = x.length;
  const engine = isQuickRow(n) ? compiled() : undefined;
  if (engine === undefined) return undefined;
  const at = placeRow(engine, x, 0);
  const whole = padded(n, 4);
  const top = engine.exports.maxF32(at, whole);
  if (!Number.isFinite(top)) return undefined;
  return { engine, at, top, total: engine.exports.expF32(at, roomFor(1, n), whole, top) };
}

/** Writes x − log Σ exp(x) of a row of f32 logits; false where plain JavaScript has to do it. */
export function quickLogSoftmax(x: Float32Array, out: Float32Array): boolean {
  const n = x.length;
  const engine = isQuickRow(n) ? compiled() : undefined;
  if (engine === undefined) return false;
  const at = placeRow(engine, x, 0);
  const whole = padded(n, 4);
  const top = engine.exports.maxF32(at, whole);
  if (!Number.isFinite(top)) return false;
  const logSum = top + Math.log(engine.exports.sumExpF32(at, whole, top));
  engine.exports.shiftF32(at, roomFor(1, n), whole, logSum);
  out.set(engine.f32.subarray(roomFor(1, n) / 4, roomFor(1, n) / 4 + n));
  return true;
}

/**
 * −log softmax(x)[label] of a row of f32 logits, and softmax(x) less the label's one-hot into `out` if there is one.
 * The loss is log1p of the other outcomes' odds, and the gradient at the label their share, so that neither is a
 * difference of near-equal numbers when the label is almost sure. Undefined where plain JavaScript has to do it.
 */
export function quickLabelLoss(x: Float32Array, label: number, out?: Float32Array): number | undefined {
  const found = exponentials(x);
  if (found === undefined) return undefined;
  const { engine, total } = found;
  const n = x.length;
  const w = roomFor(1, n) / 4;
  const own = engine.f32[w + label]!;
  let others = total - own;
  if (own > 0.5 * total) {
    others = 0;
    for (let i = 0; i < n; i++) if (i !== label) others += engine.f32[w + i]!;
  }
  if (own === 0) return undefined;
  if (out !== undefined) {
    engine.exports.scaleF32(w * 4, w * 4, padded(n, 4), 1 / total);
    out.set(engine.f32.subarray(w, w + n));
    out[label] = -others / total;
  }
  return Math.log1p(others / own);
}
