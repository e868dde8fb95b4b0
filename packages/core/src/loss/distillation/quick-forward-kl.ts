import { gapAt, roomFor } from "../../kernel/quick-kl-logits.ts";
import type { QuickDivergence } from "../divergence-loss.ts";
import { quickRows, survives } from "./quick-rows.ts";

/** D(p‖q) and factor·(q − p) of two rows of f32 logits, from the exponentials that the value needs. */
export const quickForwardKl: QuickDivergence = (student, teacher, row, factor, out, temperature) => {
  const rows = quickRows(teacher, student, row, temperature);
  if (rows === undefined) return undefined;
  const { engine, at, other, whole } = rows;
  const n = student.cols;
  const grad = roomFor(3, n);
  const gap = gapAt(engine, at, other, grad, whole);
  if (gap === undefined || gap.kl === Number.POSITIVE_INFINITY || !survives(gap.kl, temperature))
    return undefined;
  const { kl, total, excess } = gap;
  engine.exports.blendF32(
    roomFor(2, n),
    grad,
    whole,
    (factor * Math.exp(-excess)) / total,
    (factor * Math.expm1(-excess)) / total,
  );
  out.set(engine.f32.subarray(grad / 4, grad / 4 + n), row * n);
  return kl;
};
