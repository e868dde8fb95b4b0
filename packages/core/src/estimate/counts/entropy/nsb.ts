import { digamma } from "../../../scalar/digamma.ts";
import { trigamma } from "../../../scalar/trigamma.ts";
import { concentrationGrid } from "../dirichlet/concentration-grid.ts";
import { logEvidence } from "../dirichlet/log-evidence.ts";
import { entropySlope } from "../dirichlet/prior-entropy.ts";
import type { CountSample } from "../fingerprint.ts";
import type { EntropyFigure } from "./entropy-estimator.ts";

const NODES = 256;

/**
 * Mean and variance of the entropy of a Dirichlet law with parameters nᵢ + β.
 *
 * With A their sum, w = α/A and g = ψ(α+1): mean ψ(A+1) − E_w g, variance
 * Var_w(g)/(A+1) + Σ α(α+1)ψ₁(α+1)/(A(A+1)) − ψ₁(A+1).
 */
export function dirichletEntropy(
  { n, observed, classes }: CountSample,
  categories: number,
  beta: number,
): { readonly mean: number; readonly variance: number } {
  const total = n + categories * beta;
  let mean = 0;
  let square = 0;
  let curve = 0;
  const add = (count: number, cells: number): void => {
    const alpha = count + beta;
    const weight = (cells * alpha) / total;
    const g = digamma(alpha + 1);
    mean += weight * g;
    square += weight * g * g;
    curve += weight * (alpha + 1) * trigamma(alpha + 1);
  };
  if (categories > observed) add(0, categories - observed);
  for (const { count, cells } of classes) add(count, cells);
  const spread = Math.max(0, square - mean * mean);
  return {
    mean: digamma(total + 1) - mean,
    variance: Math.max(0, (spread + curve) / (total + 1) - trigamma(total + 1)),
  };
}

/** Posterior mean and standard deviation of the entropy under a prior on β that makes the entropy nearly uniform. */
export function nemenmanShafeeBialek(sample: CountSample, categories: number): EntropyFigure {
  if (categories === 1) return { value: 0, standardError: 0 };
  const nodes = concentrationGrid(
    (beta) =>
      Math.log(beta) + Math.log(entropySlope(beta, categories)) + logEvidence(sample, categories, beta),
    NODES,
  );
  const most = nodes.reduce((a, node) => Math.max(a, node.logWeight), Number.NEGATIVE_INFINITY);
  const parts = nodes.map(({ beta, logWeight }) => ({
    weight: Math.exp(logWeight - most),
    ...dirichletEntropy(sample, categories, beta),
  }));
  const total = parts.reduce((sum, part) => sum + part.weight, 0);
  const value = parts.reduce((sum, part) => sum + part.weight * part.mean, 0) / total;
  const variance =
    parts.reduce((sum, part) => sum + part.weight * (part.variance + (part.mean - value) ** 2), 0) / total;
  return { value, standardError: Math.sqrt(variance) };
}
