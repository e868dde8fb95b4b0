/** SQL for one column of one row: `s` numbers the column's two random streams, `current` says which side. */
export type Law = (stream: Stream, current: boolean) => string;

/** The column's own random numbers, as SQL over the row number `i`. */
export interface Stream {
  /** Uniform in (0, 1). */
  readonly u: string;
  /** A second one, independent of the first. */
  readonly v: string;
  /** Standard normal, from both. */
  readonly z: string;
  /** Uniform, for nulls and mixtures; independent of the others. */
  readonly w: string;
  /** 64 random bits. */
  readonly bits: string;
}

/** A value that differs between the two tables, or does not. */
export type Sides = number | readonly [reference: number, current: number];

const side = (value: Sides, current: boolean): number =>
  typeof value === "number" ? value : value[current ? 1 : 0];

const rounded = (sql: string, digits: number): string => `round(${sql}, ${digits})`;

export const normal =
  (mean: Sides, deviation: number, digits: number): Law =>
  (s, current) =>
    rounded(`${side(mean, current)} + ${deviation} * ${s.z}`, digits);

export const logNormal =
  (mu: Sides, sigma: number): Law =>
  (s, current) =>
    rounded(`exp(${side(mu, current)} + ${sigma} * ${s.z})`, 2);

/** Survival x^−alpha from 1 on. */
export const pareto =
  (alpha: number): Law =>
  (s) =>
    rounded(`pow(${s.u}, ${-1 / alpha})`, 10);

/** Zero with the given probability, otherwise exponential of the given mean. */
export const zeroInflated =
  (zeros: Sides, mean: number): Law =>
  (s, current) =>
    `CASE WHEN ${s.w} < ${side(zeros, current)} THEN 0.0 ELSE ${rounded(`0.01 - ${mean} * ln(${s.u})`, 2)} END`;

/** Normal(−centre, deviation) with the given probability, otherwise normal(+centre, deviation). */
export const twoNormals =
  (lower: Sides, centre: number, deviation: number): Law =>
  (s, current) =>
    rounded(
      `(CASE WHEN ${s.w} < ${side(lower, current)} THEN -1 ELSE 1 END) * ${centre} + ${deviation} * ${s.z}`,
      14,
    );

/** Beta(b, 1) on [0, 1]: density b·x^(b−1). */
export const powerLaw =
  (b: Sides): Law =>
  (s, current) =>
    rounded(`pow(${s.u}, ${1 / side(b, current)})`, 14);

export const integers =
  (lo: number, count: number): Law =>
  (s) =>
    `CAST(${lo} + floor(${count} * ${s.u}) AS INTEGER)`;

/** Counts in 0…max, crowded near zero. */
export const skewedCounts =
  (max: number): Law =>
  (s) =>
    `CAST(floor(${max} * pow(${s.u}, 4)) AS INTEGER)`;

/**
 * Level j of k with probability ln((j+2)/(j+1)) / ln(k+1): Zipf-like, and inverted in one step. In the current
 * table, a share `moved` of the rows goes to level `to`, which may be a new one.
 */
export const levels =
  (prefix: string, k: number, drift?: { readonly moved: number; readonly to: number }): Law =>
  (s, current) => {
    const zipf = `least(${k - 1}, floor(exp(${s.u} * ${Math.log(k + 1)})) - 1)`;
    const level =
      drift && current ? `CASE WHEN ${s.w} < ${drift.moved} THEN ${drift.to} ELSE ${zipf} END` : zipf;
    return `'${prefix}' || CAST(CAST(${level} AS INTEGER) AS VARCHAR)`;
  };

export const withNulls =
  (law: Law, share: Sides): Law =>
  (s, current) =>
    `CASE WHEN ${s.w} < ${side(share, current)} THEN NULL ELSE ${law(s, current)} END`;

export const as =
  (type: string, law: Law): Law =>
  (s, current) =>
    `CAST(${law(s, current)} AS ${type})`;
