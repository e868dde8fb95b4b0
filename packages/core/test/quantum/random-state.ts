import { type DensityMatrix, densityMatrix } from "../../src/quantum/index.ts";

/** Numbers between −1 and 1 from a seed. */
export function randomNumbers(seed: number): () => number {
  let state = (seed * 2654435761 + 1) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 32) * 2 - 1;
  };
}

/** G G† over its trace, for a random G of n rows and `rank` columns. */
export function randomState(n: number, seed: number, rank = n, dims: readonly number[] = [n]): DensityMatrix {
  const next = randomNumbers(seed);
  const g = Array.from({ length: n }, () => Array.from({ length: rank }, () => [next(), next()] as const));
  const rows = g.map((x) =>
    g.map((y): [number, number] => {
      let re = 0;
      let im = 0;
      for (const [k, [ar, ai]] of x.entries()) {
        const [br, bi] = y[k]!;
        re += ar * br + ai * bi;
        im += ai * br - ar * bi;
      }
      return [re, im];
    }),
  );
  return densityMatrix(rows, { normalise: true, dims });
}
