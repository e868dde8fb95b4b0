import type { PrivacyEvent } from "../event.ts";
import { ROUNDING } from "../loss/loss-line.ts";
import { isTight } from "../parts.ts";
import type { BoundStatus, PrivacyBound } from "../privacy-bound.ts";
import type { Bracketed } from "./contour.ts";

/** A figure with its standing, where there is one. */
export function bound(
  value: number | undefined,
  status: BoundStatus,
  method: string,
): PrivacyBound | undefined {
  return value === undefined ? undefined : { value, status, method };
}

/** A figure that is exact for the pairs, so a bound for mechanisms that do not attain them. */
export function exact(
  event: PrivacyEvent,
  value: number | undefined,
  method: string,
): PrivacyBound | undefined {
  return bound(value, isTight(event) ? "exact" : "upper", method);
}

/** The same with the bounds that hold for certain. */
export function between(
  event: PrivacyEvent,
  found: Bracketed | undefined,
  method: string,
): PrivacyBound | undefined {
  const figure = exact(event, found?.value, method);
  return figure && found && { ...figure, bracket: [found.low, found.high] };
}

/** From logarithms, at most 1; the bounds are rounded outwards. */
export function exponential({ value, low, high }: Bracketed): Bracketed {
  const top = (log: number, units: number) =>
    Math.min(1, Math.max(0, Math.exp(log) * (1 + units * ROUNDING) + units * Number.MIN_VALUE));
  return { value: top(value, 0), low: top(low, -4), high: top(high, 4) };
}
