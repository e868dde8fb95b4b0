import { amplitudesOf } from "./amplitudes.ts";
import { type ComplexMatrix, squares, transposed } from "./complex-matrix.ts";
import { changeOf, largest } from "./difference.ts";
import { rowsOf } from "./hermitian-eigen.ts";
import { spectrumOf } from "./known-state.ts";
import { perturbedEigen } from "./perturbed-eigen.ts";
import { inBasis } from "./products.ts";
import { singularValues } from "./singular-values.ts";
import type { Spectrum } from "./spectrum.ts";
import type { DensityMatrix } from "./state.ts";
import type { StatePair } from "./support.ts";

/** The part of a spectrum whose eigenvalues are as wanted. */
function part({ values, vectors, vectorNoise }: Spectrum, wanted: (value: number) => boolean): Spectrum {
  const order = [...values.keys()].filter((i) => wanted(values[i]!));
  const pick = (x: Float64Array) => Float64Array.from(order, (i) => x[i]!);
  return { values: pick(values), vectors: rowsOf(vectors, order), vectorNoise: pick(vectorNoise) };
}

const supportOf = (state: DensityMatrix): Spectrum => part(spectrumOf(state), (value) => value > 0);
const kernelOf = (state: DensityMatrix): Spectrum => part(spectrumOf(state), (value) => value === 0);

/** Mass of ρ outside the support of σ. */
export function leakOf({ rho, sigma }: StatePair): number {
  const support = supportOf(rho);
  const outside = amplitudesOf(support, kernelOf(sigma));
  return squares(outside).reduce(
    (sum, value, at) => sum + support.values[Math.floor(at / outside.cols)]! * value,
    0,
  );
}

/**
 * σ^k ρ σ^k on the support of σ beside its value σ^(1+2k) for ρ = σ, by their eigenvalues.
 *
 * Row i of `overlap` holds the probabilities of σ's eigenvectors under eigenvector i of σ^k ρ σ^k; all that share the
 * eigenvalue 0 may be one row.
 */
export interface RelativeOperator {
  /** Eigenvalues of σ in its support. */
  readonly s: Float64Array;
  /** Square roots of the eigenvalues of σ^k ρ σ^k. */
  readonly roots: Float64Array;
  /** Eigenvalues μ of σ^k ρ σ^k. */
  readonly mu: Float64Array;
  /** Eigenvalues a of σ^(1+2k). */
  readonly base: Float64Array;
  readonly overlap: Float64Array;
  /** μᵢ/aⱼ − 1. */
  readonly excess: (i: number, j: number) => number;
}

/** What rows of probabilities over n outcomes leave of each: a further row. */
function withRest(overlap: Float64Array, n: number): Float64Array {
  const made = new Float64Array(overlap.length + n).fill(1, overlap.length);
  made.set(overlap);
  for (const [at, value] of overlap.entries()) made[overlap.length + (at % n)]! -= value;
  return made.map((value) => Math.max(0, value));
}

/** Powers of which a pair's operators are kept. */
const MOST_KEPT = 4;
const kept = new WeakMap<DensityMatrix, WeakMap<DensityMatrix, Map<number, RelativeOperator>>>();

function keptOf({ rho, sigma }: StatePair): Map<number, RelativeOperator> {
  const partners = kept.get(rho) ?? new WeakMap<DensityMatrix, Map<number, RelativeOperator>>();
  const own = partners.get(sigma) ?? new Map<number, RelativeOperator>();
  kept.set(rho, partners.set(sigma, own));
  return own;
}

/** By singular values of √ρ σ^k, whose small ones keep their digits; fidelities and distances of one pair share it. */
export function relativeOperator(pair: StatePair, k: number): RelativeOperator {
  const known = keptOf(pair);
  const made = known.get(k) ?? findOperator(pair, k);
  if (!known.has(k) && known.size === MOST_KEPT) known.delete(known.keys().next().value!);
  known.set(k, made);
  return made;
}

function findOperator(pair: StatePair, k: number): RelativeOperator {
  const [rho, sigma] = [supportOf(pair.rho), supportOf(pair.sigma)];
  const [r, s] = [rho.values, sigma.values];
  const amplitudes = amplitudesOf(sigma, rho);
  for (let j = 0, at = 0; j < s.length; j++) {
    for (let i = 0; i < r.length; i++, at++) {
      const factor = Math.sqrt(r[i]!) * s[j]! ** k;
      amplitudes.re[at]! *= factor;
      amplitudes.im[at]! *= -factor;
    }
  }
  const narrow = r.length < s.length;
  const { values, vectors: right, images } = singularValues(narrow ? transposed(amplitudes) : amplitudes);
  const mu = values.map((value) => value * value);
  const base = s.map((value) => value ** (1 + 2 * k));
  return {
    s,
    roots: values,
    mu: narrow ? Float64Array.of(...mu, 0) : mu,
    base,
    overlap: narrow ? withRest(squares(images, values), s.length) : squares(right),
    excess: (i, j) => ((mu[i] ?? 0) - base[j]!) / base[j]!,
  };
}

/** σ^k (ρ − σ) σ^k on the support of σ. */
function relativeChange(pair: StatePair, { values: s, vectors }: Spectrum, k: number): ComplexMatrix {
  const change = inBasis(vectors, changeOf(pair));
  const n = s.length;
  const powers = s.map((value) => value ** k);
  for (let i = 0, at = 0; i < n; i++) {
    for (let j = 0; j < n; j++, at++) {
      change.re[at]! *= powers[i]! * powers[j]!;
      change.im[at]! *= powers[i]! * powers[j]!;
    }
  }
  return change;
}

/** The same from the difference of the states, to full accuracy where they are close. */
export function nearOperator(pair: StatePair, k: number): RelativeOperator {
  const support = supportOf(pair.sigma);
  const s = support.values;
  const change = relativeChange(pair, support, k);
  const a = s.map((value) => value ** (1 + 2 * k));
  const { shift, vectors } = perturbedEigen(a, change);
  const noise = s.length * 2 ** -52 * largest(change);
  const mu = a.map((value, i) => (value + shift[i]! <= noise ? 0 : value + shift[i]!));
  return {
    s,
    roots: mu.map(Math.sqrt),
    mu,
    base: a,
    overlap: squares(vectors),
    excess: (i, j) => (a[i]! - a[j]! + shift[i]!) / a[j]!,
  };
}
