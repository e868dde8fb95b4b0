import { multinomial, normalDraw, type Random } from "@relent/core/random";
import { type CategorySample, type NumberSample, numberSample, pieceEnds } from "./sample.ts";

/** How the rows of one side hang together. */
export type Rows = "independent" | "by day";

/** Days a side when rows come by day; the tenths that NannyML takes are three whole days each. */
export const DAYS = 30;

/** Correlation of two rows of one day, when rows come by day. */
export const DAY_CORRELATION = 0.01;

/** A law on k categories. */
export interface CategoryLaw {
  readonly name: string;
  readonly probabilities: Float64Array;
}

const normalised = (name: string, weights: Float64Array): CategoryLaw => {
  const sum = weights.reduce((a, b) => a + b, 0);
  return { name, probabilities: weights.map((weight) => weight / sum) };
};

export const uniformLaw = (k: number): CategoryLaw =>
  normalised(`uniform, k = ${k}`, new Float64Array(k).fill(1));

/** Probabilities in proportion to 1/(j+1). */
export const zipfLaw = (k: number): CategoryLaw =>
  normalised(
    `Zipf, k = ${k}`,
    Float64Array.from({ length: k }, (_, j) => 1 / (j + 1)),
  );

const cumulative = (probabilities: Float64Array): Float64Array => {
  let sum = 0;
  return probabilities.map((p) => {
    sum += p;
    return sum;
  });
};

function firstAbove(steps: Float64Array, u: number): number {
  let lo = 0;
  let hi = steps.length - 1;
  while (lo < hi) {
    const middle = (lo + hi) >> 1;
    if (steps[middle]! > u) hi = middle;
    else lo = middle + 1;
  }
  return lo;
}

const firstRowOf = (day: number, n: number): number => Math.ceil((day * n) / DAYS);

/**
 * Counts of rows that come by day: each day's probabilities are a Dirichlet draw around the law, with total
 * (1 − ρ)/ρ, so that two rows of a day correlate by ρ. Drawn row by row from Pólya's urn, which is the same law.
 */
function drawByDay(rng: Random, n: number, law: CategoryLaw): CategorySample {
  const steps = cumulative(law.probabilities);
  const fresh = 1 / DAY_CORRELATION - 1;
  const counts = new Float64Array(steps.length);
  const codes = new Int32Array(n);
  for (let day = 0; day < DAYS; day++) {
    const from = firstRowOf(day, n);
    const to = firstRowOf(day + 1, n);
    for (let row = from; row < to; row++) {
      const ball = rng.uniform() * (fresh + row - from);
      codes[row] = ball < fresh ? firstAbove(steps, ball / fresh) : codes[from + Math.floor(ball - fresh)]!;
    }
  }
  let start = 0;
  const pieces = pieceEnds(n).map((end) => {
    const piece = new Float64Array(steps.length);
    for (let row = start; row < end; row++) piece[codes[row]!]!++;
    start = end;
    for (let j = 0; j < piece.length; j++) counts[j]! += piece[j]!;
    return piece;
  });
  return { counts, pieces };
}

/** One side of a pair of categories. */
export function drawCategories(rng: Random, n: number, law: CategoryLaw, rows: Rows): CategorySample {
  if (rows === "by day") return drawByDay(rng, n, law);
  const k = law.probabilities.length;
  const counts = new Float64Array(k);
  let start = 0;
  const pieces = pieceEnds(n).map((end) => {
    const piece = multinomial(rng, end - start, law.probabilities, new Float64Array(k));
    start = end;
    for (let j = 0; j < k; j++) counts[j]! += piece[j]!;
    return piece;
  });
  return { counts, pieces };
}

/** One side of a pair of N(0, 1) columns; by day as the sum of a day's and a row's part. */
export function drawNumbers(rng: Random, n: number, rows: Rows): NumberSample {
  const values = new Float64Array(n);
  if (rows === "independent") {
    for (let i = 0; i < n; i++) values[i] = normalDraw(rng);
    return numberSample(values);
  }
  const own = Math.sqrt(1 - DAY_CORRELATION);
  for (let day = 0; day < DAYS; day++) {
    const shared = Math.sqrt(DAY_CORRELATION) * normalDraw(rng);
    for (let i = firstRowOf(day, n); i < firstRowOf(day + 1, n); i++)
      values[i] = shared + own * normalDraw(rng);
  }
  return numberSample(values);
}
