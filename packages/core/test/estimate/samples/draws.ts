import { type Samples, samples } from "../../../src/estimate/index.ts";
import { normalDraw, type Random, random } from "../../../src/random/index.ts";

/** n rows of what `draw` gives. */
export function sampleOf(n: number, seed: number, draw: (rng: Random) => readonly number[]): Samples {
  const rng = random(["samples", seed].join());
  return samples(Array.from({ length: n }, () => draw(rng)));
}

/** n points of the standard normal law in `dim` coordinates, the first moved by `shift`. */
export const normalSample = (n: number, dim: number, seed: number, shift = 0): Samples =>
  sampleOf(n, seed, (rng) => Array.from({ length: dim }, (_, c) => normalDraw(rng) + (c === 0 ? shift : 0)));

/** Each row by a map of its coordinates. */
export const mapRows = (x: Samples, map: (row: number[]) => number[]): Samples =>
  samples(Array.from({ length: x.n }, (_, i) => map([...x.data.subarray(i * x.dim, (i + 1) * x.dim)])));
