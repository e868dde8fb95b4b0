import { compiled, type Engine } from "./engine.ts";
import { fetchRow, padded, roomToWrite } from "./quick-kl.ts";
import { isQuickRow, placeRow, roomFor } from "./quick-kl-logits.ts";

/** A row in the kernels' memory, and its largest logit. */
interface Placed {
  readonly engine: Engine;
  readonly at: number;
  /** How many logits, filled up to whole vectors. */
  readonly whole: number;
  readonly top: number;
}

function placed(x: Float32Array): Placed | undefined {
  const engine = isQuickRow(x.length) ? compiled() : undefined;
  if (engine === undefined) return undefined;
  const at = placeRow(engine, x, 0);
  const whole = padded(x.length, 4);
  const top = engine.exports.maxF32(at, whole);
  return Number.isFinite(top) ? { engine, at, whole, top } : undefined;
}

/** Writes x − log Σ exp(x) of a row of f32 logits; false where plain JavaScript has to do it. */
export function quickLogSoftmax(x: Float32Array, out: Float32Array): boolean {
  const row = placed(x);
  if (row === undefined) return false;
  const { engine, at, whole, top } = row;
  const logSum = top + Math.log(engine.exports.sumExpF32(at, whole, top));
  if (Number.isNaN(logSum)) return false;
  const to = roomToWrite(out, roomFor(1, x.length), [x]);
  engine.exports.shiftF32(at, to, whole, logSum);
  fetchRow(engine, to, out);
  return true;
}

/**
 * −log softmax(x)[label] of a row of f32 logits, and softmax(x) less the label's one-hot into `out` if there is one.
 * The loss is log1p of the other outcomes' odds, and the gradient at the label their share, so that neither is a
 * difference of near-equal numbers when the label is almost sure. Undefined where plain JavaScript has to do it, and to
 * write all of `out`.
 */
export function quickLabelLoss(x: Float32Array, label: number, out?: Float32Array): number | undefined {
  const row = placed(x);
  if (row === undefined) return undefined;
  const { engine, at, whole, top } = row;
  const n = x.length;
  if (out === undefined) {
    const total = engine.exports.sumExpF32(at, whole, top);
    const own = Math.exp(x[label]! - top);
    if (own > 0 && own <= 0.5 * total) return Math.log1p((total - own) / own);
  }
  const spare = roomFor(1, n);
  const to = out === undefined ? spare : roomToWrite(out, spare, [x]);
  const total = engine.exports.expF32(at, to, whole, top);
  const w = to / 4;
  const own = engine.f32[w + label]!;
  if (Number.isNaN(total) || own === 0) return undefined;
  let others = total - own;
  if (own > 0.5 * total) {
    others = 0;
    for (let i = 0; i < n; i++) if (i !== label) others += engine.f32[w + i]!;
  }
  if (out !== undefined) {
    engine.exports.scaleF32(to, to, whole, 1 / total);
    fetchRow(engine, to, out);
    out[label] = -others / total;
  }
  return Math.log1p(others / own);
}
