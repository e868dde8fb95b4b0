import { log1pmx } from "../../scalar/log1pmx.ts";

/** u − log(1 + u) ≥ 0 for u > −1: D(p‖q) of two exponential laws whose rates differ by that share of p's. */
export function logExcess(u: number): number {
  return 0 - log1pmx(u);
}
