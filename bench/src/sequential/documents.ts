import type { ClusterSums } from "@relent/core/estimate";
import { binomialDraw, gammaDraw, normalDraw, type Random } from "@relent/core/random";

/** A law of documents: how long they are and what their rows add up to. */
export interface DocumentLaw {
  readonly name: string;
  /** The mean of a row. */
  readonly mean: number;
  /** The variance of a row, documents mixed. */
  readonly rowVariance: number;
  draw(rng: Random, documents: number): ClusterSums;
}

type Size = (rng: Random) => number;
/** The sum of `size` rows of one document. */
type Total = (rng: Random, size: number) => number;

const equal: Size = () => 50;
const unequal: Size = (rng) => Math.ceil(30 * Math.exp(normalDraw(rng)));

const normal =
  (icc: number): Total =>
  (rng, size) =>
    size * Math.sqrt(icc) * normalDraw(rng) + Math.sqrt(size * (1 - icc)) * normalDraw(rng);

const SPREAD = 0.8;
const SHAPE = 0.05;

/** Rows as divergences a token are: most near 0, a few large, their mean lognormal from document to document. */
const skewed: Total = (rng, size) =>
  (Math.exp(SPREAD * normalDraw(rng) - SPREAD ** 2 / 2) * gammaDraw(rng, size * SHAPE)) / SHAPE;

function betaDraw(rng: Random, a: number, b: number): number {
  const x = gammaDraw(rng, a);
  return x / (x + gammaDraw(rng, b));
}

const RARE = 0.1;

/** Yes or no, one row in ten yes, two rows of a document correlated by `icc`. */
const rare =
  (icc: number): Total =>
  (rng, size) =>
    binomialDraw(rng, size, betaDraw(rng, RARE * (1 / icc - 1), (1 - RARE) * (1 / icc - 1)));

function law(name: string, mean: number, rowVariance: number, size: Size, total: Total): DocumentLaw {
  return {
    name,
    mean,
    rowVariance,
    draw(rng, documents) {
      const rows = Array.from({ length: documents }, () => size(rng));
      const sum = rows.map((n) => total(rng, n));
      return {
        ids: rows.map((_, i) => i),
        rows,
        weight: rows,
        sum,
        squares: sum.map((s, i) => s ** 2 / rows[i]!),
      };
    },
  };
}

/** Variance of a product of independent factors of mean 1. */
const skewedVariance = Math.exp(SPREAD ** 2) * (1 + 1 / SHAPE) - 1;

export const LAWS: readonly DocumentLaw[] = [
  law("normal, ICC 0.1, equal sizes", 0, 1, equal, normal(0.1)),
  law("normal, ICC 0.1", 0, 1, unequal, normal(0.1)),
  law("normal, ICC 0.5", 0, 1, unequal, normal(0.5)),
  law("divergences, skewed", 1, skewedVariance, unequal, skewed),
  law("one in ten, ICC 0.05", RARE, RARE * (1 - RARE), unequal, rare(0.05)),
  law("one in ten, ICC 0.3", RARE, RARE * (1 - RARE), unequal, rare(0.3)),
];
