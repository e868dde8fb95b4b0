import { type ComplexMatrix, complexZeros } from "./complex-matrix.ts";
import { stateTrace } from "./known-state.ts";
import type { DensityMatrix } from "./state.ts";
import type { StatePair } from "./support.ts";

/** ρ/Tr ρ − σ/Tr σ, whose digits do not suffer from traces that rounding has left off 1. */
export function difference(rho: DensityMatrix, sigma: DensityMatrix): ComplexMatrix {
  const made = complexZeros(rho.dimension, rho.dimension);
  const trace = stateTrace(rho);
  const excess = (trace - stateTrace(sigma)) / stateTrace(sigma);
  for (let i = 0; i < made.re.length; i++) {
    made.re[i] = (rho.re[i]! - sigma.re[i]! - excess * sigma.re[i]!) / trace;
    made.im[i] = (rho.im[i]! - sigma.im[i]! - excess * sigma.im[i]!) / trace;
  }
  return made;
}

/** ρ − σ of two states that are to be compared. */
export function changeOf({ rho, sigma, change }: StatePair): ComplexMatrix {
  return change ?? difference(rho, sigma);
}

/** The largest size of an entry. */
export function largest({ re, im }: ComplexMatrix): number {
  let top = 0;
  for (let i = 0; i < re.length; i++) top = Math.max(top, Math.hypot(re[i]!, im[i]!));
  return top;
}
