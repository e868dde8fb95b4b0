import type { Numbers } from "../../finite/kinds.ts";
import { checkNumbers, type ElementLossOptions, elementLoss, finiteAt } from "../element-loss.ts";
import { clipOf } from "./check-clip.ts";
import type { ClippedLossResult } from "./policy-kl-loss.ts";
import { type ClipOptions, clippedSurrogate, type Surrogate } from "./surrogate.ts";

/** What `ppoLoss` may be told. */
export interface PpoLossOptions extends ElementLossOptions, ClipOptions {}

/**
 * The clipped surrogate of proximal policy optimisation, token by token.
 *
 * −min(rA, clip(r, 1 − ε₋, 1 + ε₊)A), r = π/π_old; with `dualClip` c at most −cA where A < 0. Gradient by log π: −rA,
 * or 0 where clipped. `clipped` counts those.
 *
 * @throws RelentError "invalid-argument" for numbers that are not finite and arrays that do not match.
 * @see Schulman et al., arXiv:1707.06347; Ye et al., arXiv:1912.09729 (dual clip).
 * @example
 * ```ts
 * ppoLoss([-1, -1], [-1.1, -2], [1, 1]).value // -1.152585459037824
 * ppoLoss([-1, -1], [-1.1, -2], [1, 1]).clipped // 1
 * ```
 */
export function ppoLoss(
  logProbs: Numbers,
  oldLogProbs: Numbers,
  advantages: Numbers,
  options: PpoLossOptions = {},
): ClippedLossResult {
  const fn = "ppoLoss";
  const clip = clipOf(fn, options);
  checkNumbers(fn, "logProbs", logProbs, undefined);
  checkNumbers(fn, "oldLogProbs", oldLogProbs, logProbs.length);
  checkNumbers(fn, "advantages", advantages, logProbs.length);
  const surrogate: Surrogate = { value: 0, slope: 0, clipped: false };
  let clipped = 0;
  const result = elementLoss(fn, logProbs, options, (i, slopes) => {
    const ratio = Math.exp(
      finiteAt(fn, "logProbs", logProbs, i) - finiteAt(fn, "oldLogProbs", oldLogProbs, i),
    );
    clippedSurrogate(ratio, finiteAt(fn, "advantages", advantages, i), clip, surrogate);
    if (surrogate.clipped) clipped++;
    slopes[0] = surrogate.slope;
    return surrogate.value;
  });
  return { ...result, clipped };
}
