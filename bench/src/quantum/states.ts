import { random } from "@relent/core/random";

/** The parts of matrices one after another. */
export interface Parts {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** G G† over its trace for `count` random square G of n rows: states of full rank. */
export function wishart(n: number, count: number, seed: number): Parts {
  const draw = random(seed);
  const square = n * n;
  const re = new Float64Array(count * square);
  const im = new Float64Array(count * square);
  for (let from = 0; from < re.length; from += square) {
    const gr = Float64Array.from({ length: square }, () => draw.uniform() - 0.5);
    const gi = Float64Array.from({ length: square }, () => draw.uniform() - 0.5);
    let trace = 0;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        for (let k = 0; k < n; k++) {
          const [ar, ai, br, bi] = [gr[i * n + k]!, gi[i * n + k]!, gr[j * n + k]!, gi[j * n + k]!];
          re[from + i * n + j]! += ar * br + ai * bi;
          im[from + i * n + j]! += ai * br - ar * bi;
        }
      }
      trace += re[from + i * (n + 1)]!;
    }
    for (let at = from; at < from + square; at++) {
      re[at]! /= trace;
      im[at]! /= trace;
    }
  }
  return { re, im };
}
