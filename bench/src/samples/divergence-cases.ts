import { gammaDraw, normalDraw, type Random } from "@relent/core/random";

/** Two laws whose divergence D(p ‖ q) is known, in nats. */
export interface DivergenceCase {
  readonly name: string;
  readonly dim: number;
  readonly n: number;
  readonly truth: number;
  readonly p: (rng: Random) => number[];
  readonly q: (rng: Random) => number[];
}

const block = (dim: number, draw: (c: number) => number): number[] =>
  Array.from({ length: dim }, (_, c) => draw(c));
const normal = (dim: number) => (rng: Random) => block(dim, () => normalDraw(rng));

/** N(e₁, I) against N(0, I). */
const shift = (dim: number, n: number): DivergenceCase => ({
  name: "shifted normal",
  dim,
  n,
  truth: 0.5,
  p: (rng) => block(dim, (c) => normalDraw(rng) + (c === 0 ? 1 : 0)),
  q: normal(dim),
});

/** Normal with correlations 0.9^|i−j| against N(0, I). */
const correlated = (dim: number): DivergenceCase => ({
  name: "correlations 0.9^|i−j|",
  dim,
  n: 2000,
  truth: -0.5 * (dim - 1) * Math.log1p(-0.81),
  p: (rng) => {
    let last = 0;
    return block(dim, (c) => {
      last = c === 0 ? normalDraw(rng) : 0.9 * last + Math.sqrt(0.19) * normalDraw(rng);
      return last;
    });
  },
  q: normal(dim),
});

/** Exponential laws of rates 2 and 1 in each coordinate. */
const exponential = (dim: number): DivergenceCase => ({
  name: "exponential, rate 2 against 1",
  dim,
  n: 2000,
  truth: dim * (Math.LN2 - 0.5),
  p: (rng) => block(dim, () => gammaDraw(rng, 1) / 2),
  q: (rng) => block(dim, () => gammaDraw(rng, 1)),
});

/** A cube of side 0.8 in the unit cube. */
const cubes = (dim: number): DivergenceCase => ({
  name: "cube of side 0.8 in cube",
  dim,
  n: 2000,
  truth: -dim * Math.log(0.8),
  p: (rng) => block(dim, () => 0.8 * rng.uniform()),
  q: (rng) => block(dim, () => rng.uniform()),
});

export const DIVERGENCE_CASES: readonly DivergenceCase[] = [
  shift(1, 5000),
  shift(2, 5000),
  shift(5, 2000),
  shift(10, 2000),
  shift(20, 2000),
  correlated(5),
  correlated(10),
  correlated(20),
  { name: "equal normal laws", dim: 10, n: 2000, truth: 0, p: normal(10), q: normal(10) },
  {
    name: "Student, 3 degrees, against N(0, 3)",
    dim: 1,
    n: 2000,
    // mpmath.quad of p ln p/q over the line at 30 digits
    truth: 0.1947671056754366,
    p: (rng) => [normalDraw(rng) / Math.sqrt(gammaDraw(rng, 1.5) / 1.5)],
    q: (rng) => [Math.sqrt(3) * normalDraw(rng)],
  },
  exponential(1),
  exponential(4),
  cubes(3),
];
