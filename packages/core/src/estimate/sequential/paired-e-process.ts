import { type EProcess, type EProcessOptions, openState, processFrom } from "./e-process.ts";
import { unitScale } from "./unit-scale.ts";

/** What is compared of a pair. */
export interface PairedOptions extends Omit<EProcessOptions, "mean"> {
  /** `"difference"` a − b (default), or its `"sign"`: −1, 0 or 1, for values without a known range. */
  readonly statistic?: "difference" | "sign";
}

const FN = "pairedEProcess";

/**
 * An anytime-valid test of A against B on the same independent units: is the mean of a − b above `tolerance`?
 *
 * Null (`"greater"`): the mean difference, or with `statistic: "sign"` P(a > b) − P(a < b), is at most `tolerance`; with
 * `"two-sided"` it lies within ± `tolerance`. `low` and `high` bound a and b themselves (default 0 and 1; not used by the
 * sign). One pair an independent unit (`perUnit` averages both sides); a and b may be
 * unrelated draws of two sources. Otherwise as `eProcess`, whose `resumeEProcess` takes a saved state up again, fed
 * with a − b or its sign.
 *
 * @throws RelentError as `eProcess`.
 *
 * @example
 * ```ts
 * const test = pairedEProcess({ statistic: "sign" });
 * for (let i = 0; i < 30; i++) test.add(2, 1);
 * test.decision(0.01) // "reject"
 * ```
 */
export function pairedEProcess(options: PairedOptions = {}): EProcess<[a: number, b: number]> {
  const { statistic = "difference", ...rest } = options;
  if (statistic === "sign") {
    return processFrom(openState({ ...rest, mean: 0, low: -1, high: 1 }), (a: number, b: number) =>
      Math.sign(a - b),
    );
  }
  const scale = unitScale(FN, options);
  const reach = scale.high - scale.low;
  return processFrom(openState({ ...rest, mean: 0, low: -reach, high: reach }), (a: number, b: number) => {
    scale.toUnit("a", a);
    scale.toUnit("b", b);
    return a - b;
  });
}
