import { gammaDraw, multinomial, type Random } from "@relent/core/random";
import { uniformLaw, zipfLaw } from "../calibration/draw.ts";

/** Probabilities of k categories, perhaps drawn anew for each trial. */
export interface Law {
  readonly name: string;
  readonly of: (rng: Random) => Float64Array;
}

const normalised = (weights: Float64Array): Float64Array => {
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
};

const fixed = (name: string, probabilities: Float64Array): Law => ({ name, of: () => probabilities });

export const uniform = (k: number): Law => fixed("uniform", uniformLaw(k).probabilities);

export const zipf = (k: number): Law => fixed("Zipf", zipfLaw(k).probabilities);

/** Shares that fall by `ratio` from one category to the next. */
export const geometric = (k: number, ratio: number): Law =>
  fixed(`geometric ${ratio}`, normalised(Float64Array.from({ length: k }, (_, i) => ratio ** i)));

/** Half of the categories alike, the others impossible. */
export const halfZero = (k: number): Law =>
  fixed("half zero", normalised(Float64Array.from({ length: k }, (_, i) => (i < k / 2 ? 1 : 0))));

/** Shares drawn anew each time, as Dirichlet with concentration α each. */
export const dirichlet = (k: number, alpha: number): Law => ({
  name: `Dirichlet(${alpha})`,
  of: (rng) =>
    normalised(Float64Array.from({ length: k }, () => Math.max(Number.MIN_VALUE, gammaDraw(rng, alpha)))),
});

export const counted = (rng: Random, rows: number, law: Float64Array): Float64Array =>
  multinomial(rng, rows, law, new Float64Array(law.length));
