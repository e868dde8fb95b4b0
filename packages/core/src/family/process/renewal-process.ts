import { RelentError } from "../../error.ts";
import { answer } from "../../protocol.ts";
import type { Univariate } from "../distribution.ts";
import { type Process, type ProcessLaw, processMember } from "./process.ts";

const RENEWAL_PROCESS: ProcessLaw<Univariate> = {
  name: "renewalProcess",
  per: "unit of time",
  write: (gap) => `renewalProcess(${gap})`,
  entropy: (gap) => gap.entropy() / gap.mean(),
  kl: (p, q) => p[answer]("kl", [q], {}) / p.mean(),
};

/**
 * The process of events whose gaps are independent draws of one law; its divergence is a rate, in nats per unit of time.
 *
 * D(gap of p ‖ gap of q)/E(gap of p): each event pays once. With exponential gaps it is the Poisson process.
 *
 * @param gap - The law of the time between events: above 0, with a finite mean.
 * @throws RelentError "invalid-argument" for a law that reaches below 0 or has no finite mean above 0.
 * @example
 * ```ts
 * kl(renewalProcess(exponential(2)), renewalProcess(exponential(1))) // 0.3862943611198906
 * ```
 */
export function renewalProcess(gap: Univariate): Process {
  const mean = gap.mean();
  if (!(gap.support.low >= 0 && mean > 0 && mean < Number.POSITIVE_INFINITY)) {
    throw new RelentError(
      "invalid-argument",
      `renewalProcess: gap = ${gap} begins at ${gap.support.low} with mean ${mean}; it must be above 0 with a finite mean`,
      { value: gap },
    );
  }
  return processMember(RENEWAL_PROCESS, gap, {});
}
