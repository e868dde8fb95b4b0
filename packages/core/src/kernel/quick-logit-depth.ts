import { compiled } from "./engine.ts";
import { padded } from "./quick-kl.ts";
import { isQuickRow, placeRow } from "./quick-kl-logits.ts";

/** What the kernels found of a row of p's logits and one of q's. */
export interface LogitDepth {
  /** H(p, q) in nats. */
  crossEntropy: number;
  /** log Σ exp of either's logits. */
  logSum: number;
  otherLogSum: number;
}

/** Below this the sum has lost the digits of the outcomes beside the likeliest. */
const LEAST = 0.01;

/**
 * H(p, q) of two rows of f32 logits in f32 arithmetic and f64 sums: how far q's logits lie below their largest, which is
 * never negative, plus the logarithm of q's sum of exponentials less that.
 * Undefined where plain JavaScript has to do it: NaN, Infinity, no mass, near-certainty.
 */
export function quickLogitDepth(x: Float32Array, y: Float32Array): LogitDepth | undefined {
  const engine = isQuickRow(x.length) ? compiled() : undefined;
  if (engine === undefined) return undefined;
  const { exports, f64, results } = engine;
  const n = padded(x.length, 4);
  const at = placeRow(engine, x, 0);
  const to = x === y ? at : placeRow(engine, y, 1);
  exports.extentF32(at, to, n);
  const top = f64[results]!;
  const other = f64[results + 1]!;
  if (!Number.isFinite(top + other)) return undefined;
  const lost = f64[results + 2] === Number.NEGATIVE_INFINITY && exports.lostF32(at, to, n) === 1;
  exports.depthF32(at, to, n, top, other);
  const total = f64[results]!;
  const depth = lost ? Number.POSITIVE_INFINITY : f64[results + 1]! / total;
  const rest = Math.log(x === y ? total : exports.sumExpF32(to, n, other));
  const crossEntropy = depth + rest;
  if (!(crossEntropy > LEAST)) return undefined;
  return { crossEntropy, logSum: top + Math.log(total), otherLogSum: other + rest };
}
