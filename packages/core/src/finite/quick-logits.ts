import { quickKlLogits } from "../kernel/quick-kl-logits.ts";
import { quickLogitDepth } from "../kernel/quick-logit-depth.ts";
import { isLog, tolerance } from "./check.ts";
import type { Batch, KindedRow } from "./kinds.ts";
import { plainRow } from "./mass.ts";

/** Log-probabilities sum to 1 within their tolerance; logits may sum to anything. */
function sound(row: KindedRow | Batch, logSum: number): boolean {
  return row.kind === "logits" || Math.abs(Math.expm1(logSum)) <= tolerance(row.cols, true, true);
}

/** H(p, q) of two rows of f32 logits or log-probabilities by the kernel. */
export function quickLogitCrossEntropy(
  a: KindedRow | Batch,
  b: KindedRow | Batch,
  index: number,
): number | undefined {
  const x = plainRow(a, index);
  const y = a === b ? x : plainRow(b, index);
  if (!(x instanceof Float32Array && y instanceof Float32Array) || x.length !== y.length) return undefined;
  if (!isLog(a.kind) || !isLog(b.kind)) return undefined;
  const found = quickLogitDepth(x, y);
  const fine = found !== undefined && sound(a, found.logSum) && sound(b, found.otherLogSum);
  return fine ? found.crossEntropy : undefined;
}

/** KL of two rows of f32 logits or log-probabilities by the kernel; undefined sends them the careful way. */
export function quickLogitKl(a: KindedRow | Batch, b: KindedRow | Batch, index: number): number | undefined {
  const x = plainRow(a, index);
  const y = plainRow(b, index);
  if (!(x instanceof Float32Array && y instanceof Float32Array) || x.length !== y.length) return undefined;
  if (!isLog(a.kind) || !isLog(b.kind)) return undefined;
  const found = quickKlLogits(x, y);
  return found !== undefined && sound(a, found.logSum) && sound(b, found.otherLogSum) ? found.kl : undefined;
}
