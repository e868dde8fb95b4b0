import type { Accountant } from "./accountants/accountant.ts";
import { limitMu, rhoOf } from "./accountants/concentrated.ts";
import type { Bracketed } from "./accountants/contour.ts";
import { contourWorstEpsilon, contourWorstLogDelta } from "./accountants/contour-directions.ts";
import { directDelta, directEpsilon, pureEpsilon } from "./accountants/direct.ts";
import { gaussianEpsilon, gaussianLogDelta, normalMu } from "./accountants/gaussian.ts";
import { type GridOptions, lossDelta, lossEpsilon } from "./accountants/loss-distribution.ts";
import { renyiDelta, renyiEpsilon } from "./accountants/renyi.ts";
import { leastEpsilon, leastLogDelta } from "./accountants/renyi-conversion.ts";
import type { PrivacyEvent } from "./event.ts";
import type { Rounding } from "./loss/grid-loss.ts";
import { ROUNDING } from "./loss/loss-line.ts";
import type { CountedPair } from "./loss/loss-pair.ts";
import { directionsOf, isTight } from "./parts.ts";
import type { BoundStatus, PrivacyBound } from "./privacy-bound.ts";

function bound(value: number | undefined, status: BoundStatus, method: string): PrivacyBound | undefined {
  return value === undefined ? undefined : { value, status, method };
}

/** A figure that is exact for the pairs, so a bound for mechanisms that do not attain them. */
function exact(event: PrivacyEvent, value: number | undefined, method: string): PrivacyBound | undefined {
  return bound(value, isTight(event) ? "exact" : "upper", method);
}

/** The same with the bounds that hold for certain. */
function between(
  event: PrivacyEvent,
  found: Bracketed | undefined,
  method: string,
): PrivacyBound | undefined {
  const figure = exact(event, found?.value, method);
  return figure && found && { ...figure, bracket: [found.low, found.high] };
}

/** From logarithms, at most 1; the bounds are rounded outwards. */
function exponential({ value, low, high }: Bracketed): Bracketed {
  const top = (log: number, units: number) =>
    Math.min(1, Math.max(0, Math.exp(log) * (1 + units * ROUNDING) + units * Number.MIN_VALUE));
  return { value: top(value, 0), low: top(low, -4), high: top(high, 4) };
}

/** The greater figure of the directions. */
function worst(
  directions: readonly (readonly CountedPair[])[] | undefined,
  figure: (pairs: readonly CountedPair[]) => number,
): number | undefined {
  return directions && Math.max(0, ...directions.map(figure));
}

function onGrid(name: string, status: "upper" | "lower", rounding: Rounding): Accountant {
  const method = `privacy losses on a grid, ${rounding}`;
  const covered = (event: PrivacyEvent) =>
    status === "upper" || isTight(event) ? directionsOf(event) : undefined;
  return {
    name,
    status,
    method,
    scope:
      status === "upper"
        ? "all mechanisms but concentratedDp and repeatAndSelect"
        : "mechanisms whose pairs of laws are attained",
    epsilon: (event, delta, options: GridOptions) =>
      bound(
        worst(covered(event), (pairs) => lossEpsilon(pairs, delta, rounding, options)),
        status,
        method,
      ),
    delta: (event, epsilon, options: GridOptions) =>
      bound(
        worst(covered(event), (pairs) => lossDelta(pairs, epsilon, rounding, options)),
        status,
        method,
      ),
  };
}

/**
 * Every way to find ε and δ of an event, those that are exact first; `privacyEpsilon` takes the first that applies and
 * is no bound from below and no limit.
 *
 * @example
 * ```ts
 * ACCOUNTANTS.map(({ name }) => name) // ["gaussian", "direct", "contour", "pessimistic", "renyi", "zcdp", "pure", "optimistic", "gdp"]
 * ACCOUNTANTS.find(({ name }) => name === "gdp").status // "asymptotic"
 * ```
 */
export const ACCOUNTANTS: readonly Accountant[] = [
  {
    name: "gaussian",
    status: "exact",
    method: "closed form of normal noise",
    scope: "gaussian, treeAggregation",
    epsilon(event, delta) {
      const mu = normalMu(event);
      return exact(event, mu === undefined ? undefined : gaussianEpsilon(mu, delta), this.method);
    },
    delta(event, epsilon) {
      const mu = normalMu(event);
      return exact(
        event,
        mu === undefined ? undefined : Math.exp(gaussianLogDelta(mu, epsilon)),
        this.method,
      );
    },
  },
  {
    name: "direct",
    status: "exact",
    method: "closed form of one use",
    scope: "one mechanism used once",
    epsilon(event, delta) {
      return exact(event, directEpsilon(event, delta), this.method);
    },
    delta(event, epsilon) {
      return exact(event, directDelta(event, epsilon), this.method);
    },
  },
  {
    name: "contour",
    status: "exact",
    method: "contour integral with a bound of its error",
    scope: "gaussian, and many uses of poissonSubsampledGaussian",
    epsilon(event, delta, options) {
      return between(event, contourWorstEpsilon(event, Math.log(delta), options), this.method);
    },
    delta(event, epsilon, options) {
      const found = contourWorstLogDelta(event, epsilon, options);
      return between(event, found && exponential(found), this.method);
    },
  },
  onGrid("pessimistic", "upper", "pessimistic"),
  {
    name: "renyi",
    status: "upper",
    method: "Rényi divergence, order optimised",
    scope: "all mechanisms",
    epsilon: renyiEpsilon,
    delta: renyiDelta,
  },
  {
    name: "zcdp",
    status: "upper",
    method: "zero-concentrated budget, order optimised",
    scope: "mechanisms with D_α ≤ αρ at every order",
    epsilon(event, delta) {
      const rho = rhoOf(event);
      if (rho === undefined) return undefined;
      const found = leastEpsilon({ cumulant: (z) => z * (z + 1) * rho }, Math.log(delta));
      return { ...found, status: "upper", method: this.method };
    },
    delta(event, epsilon) {
      const rho = rhoOf(event);
      if (rho === undefined) return undefined;
      const { value, order } = leastLogDelta({ cumulant: (z) => z * (z + 1) * rho }, epsilon);
      return { value: Math.exp(value), order, status: "upper", method: this.method };
    },
  },
  {
    name: "pure",
    status: "upper",
    method: "sum of the greatest losses",
    scope: "mechanisms with bounded losses",
    epsilon(event) {
      const value = pureEpsilon(event);
      return bound(value < Infinity ? value : undefined, "upper", this.method);
    },
    delta(event, epsilon) {
      return bound(pureEpsilon(event) <= epsilon ? 0 : undefined, "upper", this.method);
    },
  },
  onGrid("optimistic", "lower", "optimistic"),
  {
    name: "gdp",
    status: "asymptotic",
    method: "central limit of the losses; bounds nothing",
    scope: "gaussian and poissonSubsampledGaussian",
    epsilon(event, delta) {
      const mu = limitMu(event);
      return bound(mu === undefined ? undefined : gaussianEpsilon(mu, delta), "asymptotic", this.method);
    },
    delta(event, epsilon) {
      const mu = limitMu(event);
      return bound(
        mu === undefined ? undefined : Math.exp(gaussianLogDelta(mu, epsilon)),
        "asymptotic",
        this.method,
      );
    },
  },
];
