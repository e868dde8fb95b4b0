import { digamma } from "../../../scalar/digamma.ts";
import type { SumOverCells } from "./by-deleting-one.ts";

const xlnx = (x: number): number => x * Math.log(x);

/** Ĥ = ln n − Σ nᵢ ln nᵢ / n. */
export const plugInSum: SumOverCells = {
  cell: xlnx,
  finish: (sum, { n }) => Math.log(n) - sum / n,
};

/** Ĥ + (K̂ − 1)/2n, K̂ the categories seen. */
export const millerMadowSum: SumOverCells = {
  cell: xlnx,
  finish: (sum, f) => plugInSum.finish(sum, f) + (f.observed - 1) / (2 * f.n),
};

/** nĤ − (n−1)·mean of Ĥ without one observation, as one sum over categories. */
export const jackknifeSum: SumOverCells = {
  cell: (count) => count * (Math.log(count) - lessOne(count)),
  finish: (sum, { n }) => Math.log(n) - lessOne(n) - sum / n,
};

/** (n−1)·ln(1−1/n), 0 at n = 1. */
function lessOne(n: number): number {
  return n > 1 ? (n - 1) * Math.log1p(-1 / n) : 0;
}

/** Σ (nᵢ/n)·[ψ(n) − ψ(nᵢ)]. */
export const zhangSum: SumOverCells = {
  cell: (count) => count * digamma(count),
  finish: (sum, { n }) => digamma(n) - sum / n,
};

/** ln n − Σ nᵢ G(nᵢ)/n, G(n) = ψ(n) + ½(−1)ⁿ[ψ((n+1)/2) − ψ(n/2)]. */
export const grassbergerSum: SumOverCells = {
  cell: (count) => {
    const swing = 0.5 * (digamma((count + 1) / 2) - digamma(count / 2));
    return count * (digamma(count) + (count % 2 === 0 ? swing : -swing));
  },
  finish: (sum, { n }) => Math.log(n) - sum / n,
};

/** −Σ C p̂ ln(C p̂)/(1 − (1 − C p̂)ⁿ), C = 1 − f₁/n, or 1/n where every category was seen once. */
export const chaoShenSum: SumOverCells = {
  cell: (count, { n, singletons }) => {
    const coverage = 1 - Math.min(singletons, n - 1) / n;
    const p = (coverage * count) / n;
    return p < 1 ? (p * Math.log(p)) / Math.expm1(n * Math.log1p(-p)) : 0;
  },
  finish: (sum) => sum,
};
