import { trigamma } from "../../../scalar/trigamma.ts";

/** From here on the differences of trigammas are taken from their series, which does not cancel. */
const LARGE = 1000;

/** d/dβ of the entropy that a symmetric Dirichlet law of K shares expects, ξ(β) = ψ(Kβ+1) − ψ(β+1). */
export function entropySlope(beta: number, categories: number): number {
  if (beta < LARGE) return categories * trigamma(categories * beta + 1) - trigamma(beta + 1);
  return inverseSeries(beta, categories, 1);
}

/** −d/dβ of the cross-entropy that two such laws expect, ψ(Kβ) − ψ(β), the second with concentration β. */
export function crossEntropySlope(beta: number, categories: number): number {
  if (beta < LARGE) return trigamma(beta) - categories * trigamma(categories * beta);
  return inverseSeries(beta, categories, -1);
}

/** ±½(1 − 1/K)/β² terms of Abramowitz & Stegun 6.4.12 at β and Kβ, the leading 1/β gone. */
function inverseSeries(beta: number, categories: number, sign: 1 | -1): number {
  const left = (power: number): number => (1 - categories ** -power) / beta ** (power + 1);
  return left(1) / 2 - sign * (left(2) / 6 - left(4) / 30);
}
