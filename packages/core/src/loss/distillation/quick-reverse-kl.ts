import { gapAt, roomFor } from "../../kernel/quick-kl-logits.ts";
import type { QuickDivergence } from "../divergence-loss.ts";
import { quickRows, survives } from "./quick-rows.ts";

/** D(q‖p) and factor·q(log(q/p) − D) of two rows of f32 logits, from the student's exponentials. */
export const quickReverseKl: QuickDivergence = (student, teacher, row, factor, out, temperature) => {
  const rows = quickRows(student, teacher, row, temperature);
  if (rows === undefined) return undefined;
  const { engine, at, other, whole, from, to } = rows;
  const n = student.cols;
  const gap = gapAt(engine, at, other, 0, whole);
  if (gap === undefined || gap.kl === Number.POSITIVE_INFINITY || !survives(gap.kl, temperature))
    return undefined;
  const { kl, total, logSum, otherLogSum } = gap;
  const w = roomFor(2, n) / 4;
  const shift = otherLogSum - logSum - kl;
  const scale = factor / total;
  const inverse = 1 / temperature;
  const f32 = engine.f32;
  const x = student.data as Float32Array;
  const y = teacher.data as Float32Array;
  for (let j = 0, to32 = row * n; j < n; j++, to32++) {
    const weight = f32[w + j]!;
    out[to32] = weight > 0 ? scale * weight * ((x[from + j]! - y[to + j]!) * inverse + shift) : 0;
  }
  return kl;
};
