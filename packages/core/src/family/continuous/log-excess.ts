import { logRatio } from "../../scalar/log-ratio.ts";
import { log1pmx } from "../../scalar/log1pmx.ts";

/** u − log(1 + u) ≥ 0 for u > −1; `whole` is 1 + u where the caller knows it better, for a u near −1. */
export function logExcess(u: number, whole: number = 1 + u): number {
  return u > -0.5 ? 0 - log1pmx(u) : u - Math.log(whole);
}

/**
 * r − 1 − log r of the ratio of two numbers above 0: D(p‖q) of two exponential laws, q of rate `to` and p of
 * rate `from`.
 */
export function rateExcess(to: number, from: number): number {
  const u = (to - from) / from;
  return u > -0.5 ? logExcess(u) : u - logRatio(to, from);
}
