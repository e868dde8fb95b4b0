import { normalDraw, type Random, random } from "@relent/core/random";

/** How one number is drawn. */
export type NumberLaw = (rng: Random) => number;

/** `n` draws of a law, from a seed. */
export function draws<T = number>(n: number, seed: number | string, law: (rng: Random) => T): T[] {
  const rng = random(seed);
  return Array.from({ length: n }, () => law(rng));
}

export const normal =
  (mean = 0, sd = 1) =>
  (rng: Random): number =>
    mean + sd * normalDraw(rng);

export const lognormal =
  (mean: number, sigma: number) =>
  (rng: Random): number =>
    Math.exp(mean + sigma * normalDraw(rng));

export const pareto =
  (alpha: number, least = 1) =>
  (rng: Random): number =>
    least * rng.uniform() ** (-1 / alpha);

/** 0 with probability `share`, otherwise the law. */
export const zeroInflated =
  (share: number, law: (rng: Random) => number) =>
  (rng: Random): number =>
    rng.uniform() < share ? 0 : law(rng);

export const whole =
  (k: number) =>
  (rng: Random): number =>
    rng.integer(k);

/** Texts `prefix0` … by the given weights. */
export function categories(
  n: number,
  seed: number | string,
  k: number,
  prefix = "c",
  weight: (i: number) => number = () => 1,
): string[] {
  const upTo: number[] = [];
  for (let i = 0; i < k; i++) upTo.push((upTo[i - 1] ?? 0) + weight(i));
  return draws(n, seed, (rng) => {
    const u = rng.uniform() * upTo[k - 1]!;
    return upTo.findIndex((t) => u < t);
  }).map((i) => `${prefix}${i}`);
}
