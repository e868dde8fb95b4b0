import { quickKlLogitsGradient } from "../../kernel/quick-kl-logits-gradient.ts";
import { plainRow } from "../mass.ts";
import type { Quick } from "./gradient.ts";

/** q − p of two rows of f32 logits by the kernel. */
export const quickGradient: Quick = (p, q, index, side, space, unit, out) => {
  if (side !== "q" || space !== "logits" || p.kind !== "logits" || q.kind !== "logits") return false;
  const x = plainRow(p, index);
  const y = plainRow(q, index);
  if (!(x instanceof Float32Array && y instanceof Float32Array)) return false;
  const found = new Float32Array(x.length);
  if (quickKlLogitsGradient(x, y, found) === undefined) return false;
  for (let i = 0; i < found.length; i++) out[i] = found[i]! / unit;
  return true;
};
