import { checkParameter, checkShare } from "../check-parameter.ts";
import type { ClipOptions } from "./surrogate.ts";

/** The clip with what was left out. */
export function clipOf(
  fn: string,
  { clipLow = 0.2, clipHigh = 0.2, dualClip = Number.POSITIVE_INFINITY }: ClipOptions,
): Required<ClipOptions> {
  checkShare(fn, "clipLow", clipLow);
  checkParameter(fn, "clipHigh", clipHigh, clipHigh >= 0, "≥ 0");
  checkParameter(fn, "dualClip", dualClip, dualClip > 1, "above 1");
  return { clipLow, clipHigh, dualClip };
}
