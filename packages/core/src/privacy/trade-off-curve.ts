import { pureEpsilon } from "./accountants/direct.ts";
import type { PrivacyEvent } from "./event.ts";
import { within } from "./fail.ts";
import { type PrivacyOptions, privacyDelta, privacyEpsilon } from "./privacy-epsilon.ts";

/** What the best attack on membership can reach. */
export interface TradeOffPoint {
  readonly falsePositiveRate: number;
  /** The least that any test may have. */
  readonly falseNegativeRate: number;
}

/** Rates of false negatives below this need not be told from 0. */
const LEAST = 1e-9;
/** How many values of ε draw the envelope. */
const LINES = 33;

/**
 * For each false-positive rate x of a test that tells two neighbouring data sets apart, the least false-negative rate
 * it may have: max over ε of 1 − δ(ε) − e^ε x and e^{−ε}(1 − δ(ε) − x).
 *
 * The envelope of 33 values of ε from 0 to ε(10⁻⁶), and the greatest loss where it is finite: it errs towards attacks that are stronger than they are.
 *
 * @param falsePositiveRates - Each in [0, 1].
 * @throws RelentError "invalid-argument" for another rate, and as `privacyDelta`.
 * @see Dong, Roth & Su, JRSS B 2022; Kairouz, Oh & Viswanath, ICML 2015.
 * @example
 * ```ts
 * tradeOffCurve(approximateDp(1, 0), [0, 0.1])[1].falseNegativeRate // 0.7281718171540955
 * ```
 */
export function tradeOffCurve(
  event: PrivacyEvent,
  falsePositiveRates: readonly number[],
  options: PrivacyOptions = {},
): readonly TradeOffPoint[] {
  for (const rate of falsePositiveRates) within("tradeOffCurve", "a rate", rate, [0, 1], "both");
  const quick = { rough: true, ...options };
  const reach = privacyEpsilon(event, 1e-6, quick).value;
  const most = Number.isFinite(reach) ? reach : 40;
  const lines: { epsilon: number; delta: number }[] = [];
  for (let i = LINES - 1; i >= 0; i--) {
    const epsilon = (most * i) / (LINES - 1);
    const { value: delta } = privacyDelta(event, epsilon, quick);
    lines.push({ epsilon, delta });
    // δ rises as ε falls, and a line of δ = 1 excludes no attack
    if (delta > 1 - LEAST) break;
  }
  const pure = pureEpsilon(event);
  if (Number.isFinite(pure)) lines.push({ epsilon: pure, delta: 0 });
  return falsePositiveRates.map((rate) => ({
    falsePositiveRate: rate,
    falseNegativeRate: lines.reduce(
      (best, { epsilon, delta }) =>
        Math.max(best, 1 - delta - Math.exp(epsilon) * rate, Math.exp(-epsilon) * (1 - delta - rate)),
      0,
    ),
  }));
}
