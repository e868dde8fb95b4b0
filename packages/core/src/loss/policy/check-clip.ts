import { checkParameter } from "../labels.ts";
import type { ClipOptions } from "./surrogate.ts";

/** The clip with what was left out. */
export function clipOf(
  fn: string,
  { clipLow = 0.2, clipHigh = 0.2, dualClip = Number.POSITIVE_INFINITY }: ClipOptions,
): Required<ClipOptions> {
  checkParameter(fn, "clipLow", clipLow, clipLow >= 0 && clipLow <= 1, "between 0 and 1");
  checkParameter(fn, "clipHigh", clipHigh, clipHigh >= 0, "≥ 0");
  checkParameter(fn, "dualClip", dualClip, dualClip > 1, "above 1");
  return { clipLow, clipHigh, dualClip };
}
