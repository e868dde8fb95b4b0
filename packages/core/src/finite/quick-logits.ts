import { quickKlLogits, quickLogSum } from "../kernel/quick-kl-logits.ts";
import { tolerance } from "./check.ts";
import type { Batch, KindedRow } from "./kinds.ts";
import { plainRow } from "./quick.ts";

/** Log-probabilities sum to 1 within their tolerance; logits may sum to anything. */
function sound(row: KindedRow | Batch, logSum: number): boolean {
  if (row.kind === "logits") return true;
  return row.kind === "logProbs" && Math.abs(Math.expm1(logSum)) <= tolerance(row.cols, true, true);
}

/** KL of two rows of f32 logits or log-probabilities by the kernel; undefined sends them the careful way. */
export function quickLogitKl(a: KindedRow | Batch, b: KindedRow | Batch, index: number): number | undefined {
  const x = plainRow(a, index);
  const y = plainRow(b, index);
  if (!(x instanceof Float32Array && y instanceof Float32Array) || x.length !== y.length) return undefined;
  if (!(a.kind === "logits" || a.kind === "logProbs") || !(b.kind === "logits" || b.kind === "logProbs"))
    return undefined;
  const found = quickKlLogits(x, y);
  if (found === undefined || !sound(a, found.logSum)) return undefined;
  const { kl } = found;
  return b.kind === "logits" || sound(b, quickLogSum(y) ?? Number.NaN) ? kl : undefined;
}
