import { digamma } from "../../../scalar/digamma.ts";
import { trigamma } from "../../../scalar/trigamma.ts";

/** From here on differences are taken from the series of ψ and ψ₁, whose leading terms do not cancel by rounding. */
const LARGE = 1000;

/** (1 − K^−power)/β^power: what a term x^−power of such a series leaves of β and Kβ. */
const left = (beta: number, categories: number, power: number): number =>
  (1 - categories ** -power) / beta ** power;

/** By how much a symmetric Dirichlet law of K shares expects less entropy than log K: log K − ψ(Kβ+1) + ψ(β+1). */
export function entropyDeficit(beta: number, categories: number): number {
  if (beta < LARGE) return Math.log(categories) - digamma(categories * beta + 1) + digamma(beta + 1);
  return left(beta, categories, 1) / 2 - left(beta, categories, 2) / 12 + left(beta, categories, 4) / 120;
}

/** −d/dβ of that deficit: Kψ₁(Kβ+1) − ψ₁(β+1). */
export function entropySlope(beta: number, categories: number): number {
  if (beta < LARGE) return categories * trigamma(categories * beta + 1) - trigamma(beta + 1);
  return (
    (left(beta, categories, 1) / 2 - left(beta, categories, 2) / 6 + left(beta, categories, 4) / 30) / beta
  );
}

/** By how much the cross-entropy against such a law is expected to exceed log K: ψ(Kβ) − ψ(β) − log K. */
export function crossEntropyExcess(beta: number, categories: number): number {
  if (beta < LARGE) return digamma(categories * beta) - digamma(beta) - Math.log(categories);
  return left(beta, categories, 1) / 2 + left(beta, categories, 2) / 12 - left(beta, categories, 4) / 120;
}

/** −d/dβ of that excess: ψ₁(β) − Kψ₁(Kβ). */
export function crossEntropySlope(beta: number, categories: number): number {
  if (beta < LARGE) return trigamma(beta) - categories * trigamma(categories * beta);
  return (
    (left(beta, categories, 1) / 2 + left(beta, categories, 2) / 6 - left(beta, categories, 4) / 30) / beta
  );
}
