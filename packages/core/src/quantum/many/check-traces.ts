import { type StateOptions, toleranceFor } from "../check-state.ts";
import { type DensityMatrix, readState } from "../state.ts";
import type { DensityMatrices } from "./density-matrices.ts";
import { matrixAt } from "./kept-states.ts";

/** Writes the Hermitian part of the matrix at `from`; its trace, or NaN where it is no Hermitian matrix of numbers. */
function mend(n: number, re: Float64Array, im: Float64Array, from: number, tolerance: number): number {
  let trace = 0;
  let rest = 0;
  for (let i = 0, at = from; i < n; i++, at += n + 1) {
    const value = re[at]!;
    const next = trace + value;
    rest += Math.abs(trace) >= Math.abs(value) ? trace - next + value : value - next + trace;
    trace = next;
  }
  trace += rest;
  const most = tolerance * Math.abs(trace);
  for (let i = 0; i < n; i++) {
    for (let j = 0, at = from + i * n, mirror = from + i; j <= i; j++, at++, mirror += n) {
      const apart = Math.abs(re[at]! - re[mirror]!) + Math.abs(im[at]! + im[mirror]!);
      if (!(apart <= most)) return Number.NaN;
      if (apart === 0) continue;
      const real = 0.5 * (re[at]! + re[mirror]!);
      const imaginary = i === j ? 0 : 0.5 * (im[at]! - im[mirror]!);
      re[at] = real;
      re[mirror] = real;
      im[at] = imaginary;
      im[mirror] = -imaginary;
    }
  }
  return trace;
}

/** What the check of one state says of a matrix, in the words it has for it. */
export function readOne(states: DensityMatrices, k: number, options: StateOptions): DensityMatrix {
  const { re, im } = matrixAt(states, k);
  return readState("densityMatrices", `matrices[${k}]`, { re: re.slice(), im: im.slice() }, options);
}

/** Makes each matrix Hermitian to the last digit, or says why it is no state; their traces. */
export function checkTraces(states: DensityMatrices, options: StateOptions): Float64Array {
  const { count, dimension: n, re, im } = states;
  const { normalise = false } = options;
  const tolerance = toleranceFor("densityMatrices", n, options);
  return Float64Array.from({ length: count }, (_, k) => {
    const from = k * n * n;
    let trace = mend(n, re, im, from, tolerance);
    if (normalise ? !(trace > 0 && trace < Number.POSITIVE_INFINITY) : !(Math.abs(trace - 1) <= tolerance)) {
      const one = readOne(states, k, options);
      re.set(one.re, from);
      im.set(one.im, from);
      return mend(n, re, im, from, tolerance);
    }
    if (normalise && trace !== 1) {
      for (let at = from; at < from + n * n; at++) {
        re[at]! /= trace;
        im[at]! /= trace;
      }
      trace = mend(n, re, im, from, tolerance);
    }
    return trace;
  });
}
