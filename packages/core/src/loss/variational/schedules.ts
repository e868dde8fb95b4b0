import { checkParameter, checkPositive } from "../check-parameter.ts";

/** What every schedule may be told. */
export interface ScheduleOptions {
  /** The value at the start; 0 when left out. */
  readonly from?: number;
  /** The value at the end; 1 when left out. */
  readonly to?: number;
}

function progress(fn: string, step: number, steps: number): number {
  checkParameter(fn, "step", step, step >= 0, "≥ 0");
  checkPositive(fn, "steps", steps);
  return Math.min(1, step / steps);
}

/**
 * A weight that grows in a straight line over so many steps and then stays.
 *
 * from + (to − from)·min(1, step/steps).
 *
 * @throws RelentError "invalid-argument" for a step below 0 and steps that are not above 0.
 * @example
 * ```ts
 * linearSchedule(25, 100) // 0.25
 * ```
 */
export function linearSchedule(
  step: number,
  steps: number,
  { from = 0, to = 1 }: ScheduleOptions = {},
): number {
  return from + (to - from) * progress("linearSchedule", step, steps);
}

/**
 * A weight that grows along half a cosine over so many steps and then stays.
 *
 * from + (to − from)·(1 − cos(π min(1, step/steps)))/2.
 *
 * @throws RelentError "invalid-argument" for a step below 0 and steps that are not above 0.
 * @example
 * ```ts
 * cosineSchedule(50, 100, { to: 4 }) // 1.9999999999999998
 * ```
 */
export function cosineSchedule(
  step: number,
  steps: number,
  { from = 0, to = 1 }: ScheduleOptions = {},
): number {
  return from + (to - from) * 0.5 * (1 - Math.cos(Math.PI * progress("cosineSchedule", step, steps)));
}

/** What `cyclicalSchedule` may be told. */
export interface CyclicalScheduleOptions extends ScheduleOptions {
  /** The share of a cycle in which the weight grows, above 0 to 1; 0.5 when left out. */
  readonly ratio?: number;
}

/**
 * A weight that grows in a straight line, stays, and starts anew with each cycle.
 *
 * from + (to − from)·min(1, (step mod period)/(ratio·period)).
 *
 * @throws RelentError "invalid-argument" for a step below 0, a period that is not above 0 and a ratio outside 0 to 1.
 * @see Fu et al., arXiv:1903.10145.
 * @example
 * ```ts
 * cyclicalSchedule(110, 100, { ratio: 0.5 }) // 0.2
 * ```
 */
export function cyclicalSchedule(
  step: number,
  period: number,
  { from = 0, to = 1, ratio = 0.5 }: CyclicalScheduleOptions = {},
): number {
  checkParameter("cyclicalSchedule", "ratio", ratio, ratio > 0 && ratio <= 1, "above 0 and at most 1");
  progress("cyclicalSchedule", step, period);
  return from + (to - from) * Math.min(1, (step % period) / (ratio * period));
}
