import { arraysOf, type CompiledLoops, ROOM } from "../compiled-loops.ts";
import { SWEEPS } from "../rotation.ts";
import type { EigenMany } from "./eigen-many.ts";

/** Σ of the lengths of n complex rows. */
function sumOfLengths(n: number, re: Float64Array, im: Float64Array): number {
  let sum = 0;
  for (let i = 0, at = 0; i < n; i++) {
    let square = 0;
    for (let j = 0; j < n; j++, at++) square += re[at]! * re[at]! + im[at]! * im[at]!;
    sum += Math.sqrt(square);
  }
  return sum;
}

/** By the loops that take two matrices at a time, in their memory. */
export function compiledMany(n: number, own: CompiledLoops): EigenMany {
  const square = n * n;
  const work = 16 * square + 18 * n + 2;
  const block = Math.min(1024, Math.floor((ROOM - work - 12) / (4 * square + 2 * n)) & ~1);
  const array = arraysOf(own);
  const [re, im, vr, vi] = [1, 2, 3, 4].map(() => array(block * square)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const [values, expected, space] = [array(block * n), array(block * n), array(work)];
  const [a, b, x, y] = [re.byteOffset, im.byteOffset, vr.byteOffset, vi.byteOffset];
  return {
    ...{ block, re, im, values, vr, vi },
    decompose(count, vectors) {
      const rows = vectors ? x : 0;
      if (own.eigenMany(count, n, a, b, values.byteOffset, rows, y, space.byteOffset) === 0)
        throw new Error("eigenMany: an eigenvalue has not converged in 100 steps");
    },
    expect(count) {
      own.expectMany(count, n, a, b, x, y, expected.byteOffset);
      return expected;
    },
    singularSum(k) {
      const [yr, yi, unused] = [
        space.byteOffset,
        space.byteOffset + 8 * square,
        space.byteOffset + 16 * square,
      ];
      const at = 8 * k * square;
      own.multiplyRows(n, n, n, a + at, b + at, x + at, y + at, yr, yi);
      for (let round = 0; round < SWEEPS; round++) {
        if (own.sweep(n, n, yr, yi, unused, unused + 8 * square) === 0) break;
      }
      return sumOfLengths(n, space, space.subarray(square));
    },
  };
}
