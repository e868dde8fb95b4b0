import { compiled } from "./engine.ts";
import { fetchRow, padded, roomToWrite } from "./quick-kl.ts";
import { gapAt, isQuickRow, placeRow, roomFor } from "./quick-kl-logits.ts";

/**
 * D(p‖q) of two rows of f32 logits, and q − p, its gradient by the logits of q, into `out`: p·expm1(log(q/p)) from the
 * exponentials that the value needs. Undefined where plain JavaScript has to do it, and to write all of `out`.
 */
export function quickKlLogitsGradient(
  x: Float32Array,
  y: Float32Array,
  out: Float32Array,
): number | undefined {
  const n = x.length;
  const engine = isQuickRow(n) ? compiled() : undefined;
  if (engine === undefined) return undefined;
  const grad = roomToWrite(out, roomFor(3, n), [x, y]);
  const found = gapAt(engine, placeRow(engine, x, 0), placeRow(engine, y, 1), grad, padded(n, 4));
  if (found === undefined || found.kl === Number.POSITIVE_INFINITY) return undefined;
  const { kl, total, excess } = found;
  engine.exports.blendF32(
    roomFor(2, n),
    grad,
    padded(n, 4),
    Math.exp(-excess) / total,
    Math.expm1(-excess) / total,
  );
  fetchRow(engine, grad, out);
  return kl;
}
