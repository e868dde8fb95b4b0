import { deviance } from "../../scalar/deviance.ts";
import { digamma } from "../../scalar/digamma.ts";
import { logGamma } from "../../scalar/log-gamma.ts";
import { logGammaBregman, stirlingBregman } from "../../scalar/log-gamma-bregman.ts";

const LOG_PI = 1.1447298858494002;

/** log Γ_d(a) = ¼d(d − 1) log π + Σ log Γ(a − i/2), i = 0 … d − 1. */
export function logMultivariateGamma(d: number, a: number): number {
  let sum = 0.25 * d * (d - 1) * LOG_PI;
  for (let i = 0; i < d; i++) sum += logGamma(a - 0.5 * i);
  return sum;
}

/** Its derivative, Σ ψ(a − i/2). */
export function multivariateDigamma(d: number, a: number): number {
  let sum = 0;
  for (let i = 0; i < d; i++) sum += digamma(a - 0.5 * i);
  return sum;
}

/** The Bregman divergence of log Γ_d from a to a + h, less d times that of x log x: what is left of Wishart laws' beside their means'. */
export function multivariateStirlingBregman(d: number, a: number, h: number): number {
  const main = deviance(a + h, a, h);
  let sum = stirlingBregman(a, h);
  for (let i = 1; i < d; i++) sum += logGammaBregman(a - 0.5 * i, h) - main;
  return sum;
}
