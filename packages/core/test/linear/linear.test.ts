import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  apply,
  capacitance,
  cholesky,
  choleskyExcess,
  congruence,
  diagonal,
  factorise,
  fromRows,
  gram,
  inverse,
  logDeterminant,
  type Matrix,
  matrixOf,
  multiply,
  solve,
  solveCapacitance,
  solveLower,
  solveUpper,
  symmetricEigen,
  symmetricFromRows,
  toRows,
  traceOfRatio,
  transpose,
} from "../../src/linear/index.ts";

const entry = fc.double({ min: -2, max: 2, noNaN: true });
const square = fc
  .integer({ min: 1, max: 6 })
  .chain((n) => fc.array(entry, { minLength: n * n, maxLength: n * n }).map((x) => ({ n, x })))
  .map(({ n, x }): Matrix => ({ rows: n, cols: n, data: Float64Array.from(x) }));
/** A Aᵀ + I/2. */
const definite = square.map((a) =>
  matrixOf(a.rows, a.rows, (i, j) => gram(a).data[i * a.rows + j]! + (i === j ? 0.5 : 0)),
);

const close = (a: Matrix, b: Matrix, tolerance = 1e-11) => {
  expect([a.rows, a.cols]).toEqual([b.rows, b.cols]);
  for (const [i, value] of a.data.entries()) expect(Math.abs(value - b.data[i]!)).toBeLessThan(tolerance);
};
const identity = (n: number) => diagonal(new Float64Array(n).fill(1));

describe("the Cholesky factor", () => {
  it("says where a matrix stops being positive definite", () => {
    const singular = fromRows("test", "a", [
      [4, 2],
      [2, 1 + 1e-13],
    ]);
    expect(factorise(singular, 1e-12)).toMatchObject({ column: 1 });
    expect(factorise(singular)).toMatchObject({ rows: 2 });
    expect(() => cholesky("test", "a", fromRows("test", "a", [[-2]]))).toThrow("a has the pivot -2 at 0");
  });

  it("gives the matrix back, solves with it, inverts it", () => {
    fc.assert(
      fc.property(definite, (a) => {
        const l = cholesky("test", "a", a);
        close(gram(l), a);
        close(multiply(inverse(l), a), identity(a.rows), 1e-8);
        close(multiply(l, solveLower(l, a)), a);
        close(multiply(transpose(l), solveUpper(l, a)), a);
        const x = Float64Array.from({ length: a.rows }, (_, i) => i + 1);
        const back = apply(a, solve(l, x));
        for (const [i, value] of back.entries()) expect(Math.abs(value - x[i]!)).toBeLessThan(1e-8);
      }),
      { numRuns: 60 },
    );
  });

  it("names the pivot that fails", () => {
    const a = fromRows("test", "a", [
      [1, 2],
      [2, 1],
    ]);
    expect(() => cholesky("test", "a", a)).toThrow(
      "test: a has the pivot -3 at 1; it must be positive definite",
    );
  });

  it("keeps the digits of a small departure from the identity", () => {
    // (I + E)(I + E)ᵀ = I + M for 1 × 1: E = √(1 + m) − 1 = m/2 − m²/8
    expect(choleskyExcess(diagonal([1e-12]))!.data[0]).toBeCloseTo(5e-13 - 1.25e-25, 28);
    expect(choleskyExcess(diagonal([-1]))).toBeUndefined();
    fc.assert(
      fc.property(definite, (a) => {
        const m = matrixOf(a.rows, a.rows, (i, j) => a.data[i * a.rows + j]! - (i === j ? 1 : 0));
        const e = choleskyExcess(m)!;
        const l = cholesky("test", "a", a);
        close(
          matrixOf(a.rows, a.rows, (i, j) => e.data[i * a.rows + j]! + (i === j ? 1 : 0)),
          l,
        );
      }),
      { numRuns: 40 },
    );
  });

  it("whitens from both sides", () => {
    fc.assert(
      fc.property(definite, (a) => {
        close(congruence(cholesky("test", "a", a), a), identity(a.rows), 1e-9);
      }),
      { numRuns: 40 },
    );
  });
});

describe("the eigenvalues of a symmetric matrix", () => {
  it("fall, and with their vectors give the matrix back", () => {
    fc.assert(
      fc.property(definite, (a) => {
        const { values, vectors } = symmetricEigen(a);
        expect([...values]).toEqual([...values].sort((x, y) => y - x));
        close(multiply(transpose(vectors), vectors), identity(a.rows));
        close(multiply(multiply(vectors, diagonal(values)), transpose(vectors)), a, 1e-10);
        const l = cholesky("test", "a", a);
        const logs = values.reduce((sum, value) => sum + Math.log(value), 0);
        expect(Math.abs(logs - logDeterminant(l))).toBeLessThan(1e-9);
      }),
      { numRuns: 60 },
    );
  });

  it("keeps small ones beside large ones", () => {
    const { values } = symmetricEigen(diagonal([1e-12, 1e12, 3]));
    expect([...values]).toEqual([1e12, 3, 1e-12]);
  });
});

describe("a diagonal and a narrow factor", () => {
  const one = capacitance(
    "test",
    Float64Array.of(1, 2, 3),
    fromRows("test", "f", [
      [1, 0],
      [0.5, 1],
      [-1, 2],
    ]),
  );
  const two = capacitance("test", Float64Array.of(2, 1, 0.5), fromRows("test", "f", [[0.3], [1], [-0.7]]));
  const dense = (c: typeof one) =>
    matrixOf(3, 3, (i, j) => gram(c.factor).data[i * 3 + j]! + (i === j ? c.diagonal[i]! : 0));

  it("solve and measure as the whole matrix does", () => {
    const l = cholesky("test", "a", dense(one));
    expect(one.logDeterminant).toBeCloseTo(logDeterminant(l), 13);
    const x = [1, -2, 0.5];
    const got = solveCapacitance(one, x);
    for (const [i, value] of solve(l, x).entries()) expect(got[i]).toBeCloseTo(value, 13);
    const ratio = multiply(inverse(l), dense(two));
    expect(traceOfRatio(one, two)).toBeCloseTo(ratio.data[0]! + ratio.data[4]! + ratio.data[8]!, 12);
  });
});

describe("matrices from rows", () => {
  it("come back as they were", () => {
    expect(
      toRows(
        fromRows("f", "a", [
          [1, 2, 3],
          [4, 5, 6],
        ]),
      ),
    ).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
  });

  it.each([
    [[[1, 2], [3]], "f: a[1] has 1 entries and a[0] has 2; all rows must have as many"],
    [
      [
        [1, Number.NaN],
        [0, 1],
      ],
      "f: a[0][1] = NaN; it must be a finite number",
    ],
    [
      [
        [1, 0.5],
        [0.25, 1],
      ],
      "f: a[1][0] = 0.25 and a[0][1] = 0.5; it must be symmetric",
    ],
    [[[1, 2]], "f: a has 1 rows of 2 entries; it must be square"],
  ])("refuse %j", (rows, message) => {
    expect(() => symmetricFromRows("f", "a", rows)).toThrow(message);
  });
});
