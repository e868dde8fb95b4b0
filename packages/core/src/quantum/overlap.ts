import { fold } from "../finite/fold.ts";
import { hellingerTerm } from "../finite/hellinger-squared.ts";
import type { Pair } from "../finite/pair.ts";
import { logRatio } from "../scalar/log-ratio.ts";
import { amplitudesOf } from "./amplitudes.ts";
import { squares } from "./complex-matrix.ts";
import { changeOf, largest } from "./difference.ts";
import { spectrumOf } from "./known-state.ts";
import { perturbedEigen } from "./perturbed-eigen.ts";
import { inBasis } from "./products.ts";
import type { StatePair } from "./support.ts";

/** Two bases seen from each other: eigenvalues r of ρ and s of σ, and the probabilities |⟨i|j⟩|², row after row. */
export interface Bases {
  readonly r: Float64Array;
  readonly s: Float64Array;
  readonly overlap: Float64Array;
  /** rᵢ − sⱼ. */
  readonly gap: (i: number, j: number) => number;
}

/**
 * The pair of distributions rᵢ|⟨i|j⟩|² and sⱼ|⟨i|j⟩|²: Petz's divergences are the classical ones between them.
 *
 * @see Nussbaum & Szkoła, Ann. Statist. 37 (2009) 1040.
 */
export interface Overlap extends Pair {
  /** Mass of ρ where σ has none. */
  readonly leak: number;
}

function pairOf({ r, s, overlap, gap }: Bases, leakTolerance: number): Overlap {
  const n = r.length;
  const array = () => new Float64Array(n * n);
  const [p, q, d, l] = [array(), array(), array(), array()];
  let leak = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) if (s[j] === 0) leak += r[i]! * overlap[i * n + j]!;
  }
  for (let i = 0, at = 0; i < n; i++) {
    for (let j = 0; j < n; j++, at++) {
      const weight = overlap[at]!;
      const u = r[i]!;
      const v = s[j]!;
      if (weight === 0 || (v === 0 && (u === 0 || leak <= leakTolerance))) continue;
      const apart = gap(i, j);
      p[at] = weight * u;
      q[at] = weight * v;
      d[at] = weight * apart;
      l[at] =
        u === 0
          ? Number.POSITIVE_INFINITY
          : v === 0
            ? Number.NEGATIVE_INFINITY
            : Math.abs(apart) < 0.5 * u
              ? Math.log1p(-apart / u)
              : logRatio(v, u);
    }
  }
  return { n: n * n, p, q, d, l, leak };
}

/** From two decompositions. */
function apartBases({ rho, sigma }: StatePair): Bases {
  const a = spectrumOf(rho);
  const b = spectrumOf(sigma);
  const overlap = squares(amplitudesOf(a, b));
  return { r: a.values, s: b.values, overlap, gap: (i, j) => a.values[i]! - b.values[j]! };
}

/** From one decomposition and what the difference of the states does to it. */
function nearBases(pair: StatePair): Bases {
  const { values: s, vectors, vectorNoise } = spectrumOf(pair.sigma);
  const change = inBasis(vectors, changeOf(pair));
  const top = largest(change);
  const { shift, vectors: turned } = perturbedEigen(s, change);
  const r = s.map((value, i) => (value + shift[i]! <= vectorNoise[i]! * top ? 0 : value + shift[i]!));
  const overlap = squares(turned);
  const gap = (i: number, j: number) => (r[i] === 0 ? -s[j]! : s[i]! - s[j]! + shift[i]!);
  return { r, s, overlap, gap };
}

/** Two states as a pair of distributions, with their differences to full accuracy however close the states are. */
export function overlapOf(pair: StatePair): Overlap {
  const apart = pairOf(apartBases(pair), pair.leakTolerance);
  return fold(apart, hellingerTerm) < 1e-3 ? pairOf(nearBases(pair), pair.leakTolerance) : apart;
}
