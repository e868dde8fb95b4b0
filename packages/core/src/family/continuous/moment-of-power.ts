import type { Moments } from "../moments.ts";

const NAMED: ReadonlyMap<number, (moments: Moments) => number | undefined> = new Map([
  [1, (moments: Moments) => moments.mean],
  [2, (moments: Moments) => moments.square],
  [-1, (moments: Moments) => moments.reciprocal],
]);

/** E Xᵏ, by its own entry where it has one. */
export function momentOfPower(moments: Moments, k: number): number | undefined {
  return NAMED.get(k)?.(moments) ?? moments.power?.(k);
}
