import type { CountSample } from "../fingerprint.ts";
import type { EntropyFigure } from "./entropy-estimator.ts";

/**
 * Entropy of the shares drawn towards the uniform law, p = λ/K + (1−λ)·nᵢ/n, with the λ of least expected squared error.
 *
 * λ = (1 − Σp̂²)/((n−1)·Σ(1/K − p̂)²), at most 1. The standard error is √(Var_p̂(ln p)/n)·(1−λ), λ held.
 */
export function shrinkage({ n, observed, classes }: CountSample, categories: number): EntropyFigure {
  let squares = 0;
  for (const { count, cells } of classes) squares += cells * (count / n) ** 2;
  const spread = (n - 1) * (squares - 1 / categories);
  const lambda = spread > 0 ? Math.min(1, (1 - squares) / spread) : 1;
  const floor = lambda / categories;
  let value = floor > 0 ? -(categories - observed) * floor * Math.log(floor) : 0;
  let mean = 0;
  let square = 0;
  for (const { count, cells } of classes) {
    const share = count / n;
    const p = floor + (1 - lambda) * share;
    const log = Math.log(p);
    value -= cells * p * log;
    mean += cells * share * log;
    square += cells * share * log * log;
  }
  return { value, standardError: (1 - lambda) * Math.sqrt(Math.max(0, square - mean * mean) / n) };
}
