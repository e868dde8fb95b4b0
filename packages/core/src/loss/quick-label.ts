import { compiled, type Engine } from "../kernel/engine.ts";
import { padded, place } from "../kernel/quick-kl.ts";
import { isQuickRow, roomFor } from "../kernel/quick-kl-logits.ts";

/** A row's label by the compiled kernels; one object that serves all rows. */
export interface QuickLabel {
  engine: Engine;
  surprisal: number;
  p: number;
  rest: number;
  total: number;
  /** The largest logit. */
  top: number;
}

/** Below this an exponential in single precision is about to lose digits. */
const LEAST = 1e-35;

let found: QuickLabel | undefined;

/**
 * The surprisal of the label of a row of f32 logits; its exponentials stay in the stage for the gradient. Undefined
 * where plain JavaScript has to do it: few classes, NaN, Infinity, a label without mass in f32.
 */
export function quickLabel(
  data: Float32Array,
  start: number,
  n: number,
  label: number,
): QuickLabel | undefined {
  const engine = isQuickRow(n) ? compiled() : undefined;
  if (engine === undefined) return undefined;
  const whole = padded(n, 4);
  const at = place(engine, data, start, start + n, 4, roomFor(0, n), Number.NEGATIVE_INFINITY);
  const top = engine.exports.maxF32(at, whole);
  if (!Number.isFinite(top)) return undefined;
  const room = roomFor(1, n);
  const total = engine.exports.expF32(at, room, whole, top);
  const own = engine.f32[room / 4 + label]!;
  if (!(own > LEAST && total < Number.POSITIVE_INFINITY)) return undefined;
  const others = own > 0.5 * total ? sumOthers(engine.f32, room / 4, n, label) : total - own;
  found ??= { engine, surprisal: 0, p: 0, rest: 0, total: 0, top: 0 };
  found.engine = engine;
  found.surprisal = Math.log1p(others / own);
  found.p = own / total;
  found.rest = others / total;
  found.total = total;
  found.top = top;
  return found;
}

function sumOthers(w: Float32Array, at: number, n: number, label: number): number {
  let sum = 0;
  for (let j = 0; j < n; j++) if (j !== label) sum += w[at + j]!;
  return sum;
}

/** factor·(p − [j = y]) of the row that `quickLabel` saw last. */
export function writeQuickLabelGradient(
  { engine, rest, total }: QuickLabel,
  label: number,
  n: number,
  factor: number,
  out: Float32Array,
  at: number,
): void {
  if (factor === 0) {
    out.fill(0, at, at + n);
    return;
  }
  const room = roomFor(1, n);
  engine.exports.scaleF32(room, room, padded(n, 4), factor / total);
  out.set(engine.f32.subarray(room / 4, room / 4 + n), at);
  out[at + label] = -factor * rest;
}

/** factor·(slope·p − share) less factor·own at the label, of the row that `quickLabel` saw last. */
export function writeQuickSpreadGradient(
  { engine, p, rest, total }: QuickLabel,
  label: number,
  n: number,
  factor: number,
  spread: { readonly slope: number; readonly share: number; readonly own: number },
  out: Float32Array,
  at: number,
): void {
  const w = roomFor(1, n) / 4;
  const { f32 } = engine;
  const scale = (factor * spread.slope) / total;
  const less = factor * spread.share;
  for (let j = 0; j < n; j++) out[at + j] = scale * f32[w + j]! - less;
  out[at + label] = factor * ((spread.slope - spread.own) * p - spread.own * rest - spread.share);
}
