import { afterEach, describe, expect, it } from "vitest";
import { chooseEigensolver, hermitianEigen, hermitianEigenvalues } from "../../src/quantum/index.ts";
import { randomNumbers } from "./random-state.ts";

/** A Hermitian matrix with these eigenvalues (if given) or a random one. */
function hermitian(n: number, seed: number, rank = n) {
  const next = randomNumbers(seed);
  const g = Array.from({ length: 2 * n * rank }, next);
  const re = new Float64Array(n * n);
  const im = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < rank; k++) {
        const [ar, ai] = [g[2 * (i * rank + k)]!, g[2 * (i * rank + k) + 1]!];
        const [br, bi] = [g[2 * (j * rank + k)]!, g[2 * (j * rank + k) + 1]!];
        re[i * n + j]! += ar * br + ai * bi;
        im[i * n + j]! += ai * br - ar * bi;
      }
    }
  }
  return { rows: n, cols: n, re, im };
}

afterEach(() => {
  chooseEigensolver("auto");
});

describe.each(["js", "auto"] as const)("the Hermitian eigensolver, %s", (twin) => {
  it.each([
    [1, 1],
    [2, 2],
    [3, 3],
    [8, 8],
    [16, 4],
    [32, 32],
    [33, 33],
    [47, 5],
    [64, 16],
    [128, 32],
  ])("decomposes a matrix of size %i and rank %i to rounding", (n, rank) => {
    expect(chooseEigensolver(twin)).toBe(true);
    const h = hermitian(n, n, rank);
    const { values, vectors } = hermitianEigen(h);
    const top = values[0]!;
    for (let a = 0; a < n; a++) {
      if (a > 0) expect(values[a]).toBeLessThanOrEqual(values[a - 1]!);
      for (let i = 0; i < n; i++) {
        let re = -values[a]! * vectors.re[a * n + i]!;
        let im = -values[a]! * vectors.im[a * n + i]!;
        for (let k = 0; k < n; k++) {
          re += h.re[i * n + k]! * vectors.re[a * n + k]! - h.im[i * n + k]! * vectors.im[a * n + k]!;
          im += h.re[i * n + k]! * vectors.im[a * n + k]! + h.im[i * n + k]! * vectors.re[a * n + k]!;
        }
        expect(Math.hypot(re, im)).toBeLessThan(n * 2 ** -51 * top + 1e-300);
      }
      for (let b = 0; b <= a; b++) {
        let re = a === b ? -1 : 0;
        let im = 0;
        for (let k = 0; k < n; k++) {
          const [x, y] = [a * n + k, b * n + k];
          re += vectors.re[x]! * vectors.re[y]! + vectors.im[x]! * vectors.im[y]!;
          im += vectors.re[x]! * vectors.im[y]! - vectors.im[x]! * vectors.re[y]!;
        }
        expect(Math.hypot(re, im)).toBeLessThan((n + 4) * 2 ** -51);
      }
    }
  });

  it("gives the same eigenvalues with vectors and without, whatever was decomposed before", () => {
    chooseEigensolver(twin);
    for (const n of [32, 129, 40, 97]) {
      const h = hermitian(n, n);
      const alone = hermitianEigenvalues(h);
      hermitianEigen(hermitian(n, n + 1));
      expect(alone).toEqual(hermitianEigen(h).values);
    }
  });

  it("gives each Pauli matrix ±1, and every scale the same digits", () => {
    const y = Float64Array.of(0, -1, 1, 0);
    for (const scale of [1, 1e-200, 1e200]) {
      const { values } = hermitianEigen({
        rows: 2,
        cols: 2,
        re: new Float64Array(4),
        im: y.map((value) => value * scale),
      });
      expect(Math.abs(values[0]! / scale - 1)).toBeLessThan(2 ** -50);
      expect(Math.abs(values[1]! / scale + 1)).toBeLessThan(2 ** -50);
    }
  });

  it("refuses what is not square, and names an entry that is not finite", () => {
    const re = Float64Array.of(1, 0, Number.NaN, 1);
    expect(() => hermitianEigen({ rows: 2, cols: 2, re, im: new Float64Array(4) })).toThrow("NaN at 2");
    expect(() =>
      hermitianEigen({ rows: 1, cols: 2, re: new Float64Array(2), im: new Float64Array(2) }),
    ).toThrow("1 rows of 2");
  });
});

describe("the twins of the eigensolver", () => {
  it.each([32, 63, 128, 255])("agree to rounding on %i rows", (n) => {
    const h = hermitian(n, n);
    chooseEigensolver("js");
    const plain = hermitianEigenvalues(h);
    chooseEigensolver("auto");
    const compiled = hermitianEigenvalues(h);
    for (let k = 0; k < n; k++)
      expect(Math.abs(compiled[k]! - plain[k]!)).toBeLessThan(n * 2 ** -52 * plain[0]!);
  });
});
