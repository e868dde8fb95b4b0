import type { Accountant } from "./accountants/accountant.ts";
import { limitMu, rhoOf } from "./accountants/concentrated.ts";
import { contourWorstEpsilon, contourWorstLogDelta } from "./accountants/contour-directions.ts";
import { directDelta, directEpsilon, pureEpsilon } from "./accountants/direct.ts";
import { between, bound, exact, exponential } from "./accountants/figure.ts";
import { gaussianEpsilon, gaussianLogDelta, normalMu } from "./accountants/gaussian.ts";
import { onGrid } from "./accountants/on-grid.ts";
import { renyiDelta, renyiEpsilon } from "./accountants/renyi.ts";
import { leastEpsilon, leastLogDelta } from "./accountants/renyi-conversion.ts";

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
