import type { TokenDivergence } from "../token-table.ts";

/**
 * A divergence as Σ qᵢ f(pᵢ/qᵢ) with f convex, f(1) = f′(1) = 0.
 *
 * Every tangent of f bounds it from below: q f(p/q) ≥ f′(s) p + (f(s) − s f′(s)) q for any ratio s > 0, with equality
 * at p/q = s. That turns a bound over all distributions that fit two lists into two linear programs.
 */
export interface Generator {
  /** q f(p/q), with its limits where p or q is 0. */
  cell(p: number, q: number): number;
  /** f′(s). */
  forP(s: number): number;
  /** f(s) − s f′(s). */
  forQ(s: number): number;
  /** f′(∞): what a unit of P costs where Q has none. */
  readonly aloneP: number;
  /** f(0): what a unit of Q costs where P has none. */
  readonly aloneQ: number;
  /** The largest value that there can be. */
  readonly most: number;
  /** From Σ to the divergence, increasing. */
  finish(sum: number): number;
}

const same = (sum: number): number => sum;
const half = Math.LN2 / 2;

const klCell = (p: number, q: number): number =>
  p === 0 ? q : q === 0 ? Infinity : p * Math.log(p / q) - p + q;

const kl: Generator = {
  cell: klCell,
  forP: Math.log,
  forQ: (s) => 1 - s,
  aloneP: Infinity,
  aloneQ: 1,
  most: Infinity,
  finish: same,
};

const reverseKl: Generator = {
  cell: (p, q) => klCell(q, p),
  forP: (s) => 1 - 1 / s,
  forQ: (s) => -Math.log(s),
  aloneP: 1,
  aloneQ: Infinity,
  most: Infinity,
  finish: same,
};

const jensenShannon: Generator = {
  cell: (p, q) =>
    (p === 0 ? 0 : (p / 2) * Math.log((2 * p) / (p + q))) +
    (q === 0 ? 0 : (q / 2) * Math.log((2 * q) / (p + q))),
  forP: (s) => Math.log((2 * s) / (1 + s)) / 2,
  forQ: (s) => Math.log(2 / (1 + s)) / 2,
  aloneP: half,
  aloneQ: half,
  most: Math.LN2,
  finish: same,
};

const totalVariation: Generator = {
  cell: (p, q) => Math.abs(p - q) / 2,
  forP: (s) => Math.sign(s - 1) / 2,
  forQ: (s) => -Math.sign(s - 1) / 2,
  aloneP: 0.5,
  aloneQ: 0.5,
  most: 1,
  finish: same,
};

const hellingerSquared: Generator = {
  cell: (p, q) => (Math.sqrt(p) - Math.sqrt(q)) ** 2 / 2,
  forP: (s) => (1 - 1 / Math.sqrt(s)) / 2,
  forQ: (s) => (1 - Math.sqrt(s)) / 2,
  aloneP: 0.5,
  aloneQ: 0.5,
  most: 1,
  finish: same,
};

const renyi2: Generator = {
  cell: (p, q) => (p === q ? 0 : q === 0 ? Infinity : (p - q) ** 2 / q),
  forP: (s) => 2 * (s - 1),
  forQ: (s) => 1 - s * s,
  aloneP: Infinity,
  aloneQ: 1,
  most: Infinity,
  finish: Math.log1p,
};

/** The generator of each divergence between next-token distributions. */
export const GENERATORS: Readonly<Record<TokenDivergence, Generator>> = {
  kl,
  reverseKl,
  jensenShannon,
  totalVariation,
  hellingerSquared,
  renyi2,
};
