import type { Numbers } from "../../finite/kinds.ts";
import { paretoShape } from "./pareto-shape.ts";
import { TERMS } from "./terms.ts";

const UNRELIABLE = 0.7;
const NO_VARIANCE = 0.5;
/** Ratios whose mean lies this many standard errors from 1 are no control variate. */
const OFF_ONE = 4;

/** What the tail of r says of averages of r. */
export function tailNotes(logRatios: Numbers): string[] {
  const shape = paretoShape(logRatios);
  if (shape === undefined || shape <= NO_VARIANCE) return [];
  const index = `tail index of r: ${shape.toFixed(2)}`;
  return shape > UNRELIABLE
    ? [`${index}, above ${UNRELIABLE}: averages of r and their errors cannot be trusted`]
    : [`${index}, above ${NO_VARIANCE}: by it r has no variance`];
}

/** Where the other law excludes draws: the divergence is infinite. */
export function exclusionNotes(logRatios: Numbers): string[] {
  let count = 0;
  let first = -1;
  for (let i = 0; i < logRatios.length; i++) {
    if (logRatios[i] !== Number.NEGATIVE_INFINITY) continue;
    if (count === 0) first = i;
    count++;
  }
  return count === 0
    ? []
    : [`the other law has no mass at ${count} of ${logRatios.length} draws, first at ${first}`];
}

/** Where r does not average the 1 that k3 and the control variate take for granted. */
export function normalisationNotes(logRatios: Numbers): string[] {
  const n = logRatios.length;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += Math.expm1(logRatios[i]!) / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (Math.expm1(logRatios[i]!) - mean) ** 2;
  const error = n > 1 ? Math.sqrt(squares / (n - 1) / n) : Number.POSITIVE_INFINITY;
  if (Math.abs(mean) <= Math.max(OFF_ONE * error, 1e-12)) return [];
  const causes = "the other law has mass where the sampled one has none, or a tail that was not drawn";
  return [`r averages ${(1 + mean).toPrecision(3)}, not 1: ${causes}`];
}

/** How far k2 lies from an unbiased estimate on the same draws. */
export function k2Notes(logRatios: Numbers): string[] {
  let gap = 0;
  for (let i = 0; i < logRatios.length; i++) {
    const l = logRatios[i]!;
    gap += (TERMS.k2.forward(l) - TERMS.k3.forward(l)) / logRatios.length;
  }
  return [`k2 is biased: on these draws it lies ${gap.toPrecision(2)} nats from the unbiased k3`];
}
