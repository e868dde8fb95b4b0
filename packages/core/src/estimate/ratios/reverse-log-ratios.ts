import { invalid } from "../../finite/check.ts";
import type { Numbers } from "../../finite/kinds.ts";
import type { Estimate } from "../estimate.ts";
import { type AverageOptions, averageTerms } from "./average.ts";
import { refuseLogRatios } from "./check-log-ratios.ts";
import { controlled } from "./control-variate.ts";
import { effectiveSampleSize } from "./pareto-shape.ts";
import { reverseTerm } from "./terms.ts";

const FN = "estimateReverseKlFromLogRatios";

/**
 * D(other ‖ sampled), the direction against the draws, by importance weights r, with its standard error and interval.
 *
 * The draws come from `q`, `logRatios[i]` = log p(xᵢ) − log q(xᵢ) = log rᵢ as in `estimateKlFromLogRatios`, and the
 * result is D(p‖q) = E_q[r log r], averaged as r log r − μ(r − 1) with the μ of least variance (1 where r has no variance
 * or does not average 1, as it must for normalised laws). Notes give the effective sample size (Σr)²/Σr² and warn of a heavy tail of r; where p has mass that q
 * never draws the divergence is Infinity, and no draw can show it.
 *
 * @throws RelentError as `estimateKlFromLogRatios`, and where every log-ratio is −Infinity.
 *
 * @example
 * ```ts
 * const r = [0.5, 1.5];
 * estimateReverseKlFromLogRatios(r.map(Math.log)).value.toFixed(6) // "0.130812"
 * ```
 */
export function estimateReverseKlFromLogRatios(logRatios: Numbers, options: AverageOptions = {}): Estimate {
  refuseLogRatios(FN, logRatios, true);
  const worth = effectiveSampleSize(logRatios);
  if (worth === 0) {
    invalid(`${FN}: every log-ratio is -Infinity; some draw must lie where the other law has mass`);
  }
  const plain = Float64Array.from(logRatios, reverseTerm);
  const { terms, slope = 0, notes } = controlled(plain, logRatios, options.clusters);
  const size = `effective sample size ${worth.toPrecision(3)} of ${logRatios.length} draws`;
  const formula = `r log r − μ(r − 1), μ ≈ ${(1 - slope).toPrecision(4)}`;
  return averageTerms(FN, terms, formula, [size, ...notes], options);
}
