import { afterEach, describe, expect, it } from "vitest";
import {
  belavkinStaszewski,
  chooseEigensolver,
  fidelity,
  infidelity,
  quantumRelativeEntropy,
  sandwichedRenyi,
} from "../../src/quantum/index.ts";
import { timesTransposed } from "../../src/quantum/products.ts";
import { singularValues } from "../../src/quantum/singular-values.ts";
import { random } from "../../src/random/index.ts";
import { randomState } from "./random-state.ts";

afterEach(() => {
  chooseEigensolver("auto");
});

function matrix(rows: number, cols: number, seed: number) {
  const draw = random(seed);
  const part = () => Float64Array.from({ length: rows * cols }, () => draw.uniform() - 0.5);
  return { rows, cols, re: part(), im: part() };
}

/** What a job gives in plain JavaScript and by the compiled loops. */
function both<T>(job: () => T): readonly [plain: T, compiled: T] {
  chooseEigensolver("js");
  const plain = job();
  expect(chooseEigensolver("auto")).toBe(true);
  return [plain, job()];
}

const furthest = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);

describe("the compiled loops", () => {
  it.each([
    [32, 32, 32],
    [33, 40, 35],
    [131, 64, 33],
    [256, 256, 37],
  ])("multiply %d rows by %d rows of %d as plain JavaScript does", (n, m, width) => {
    for (const conjugated of [false, true]) {
      const [plain, compiled] = both(() =>
        timesTransposed(matrix(n, width, 1), matrix(m, width, 2), conjugated),
      );
      expect([compiled.rows, compiled.cols]).toEqual([n, m]);
      expect(furthest(plain.re, compiled.re)).toBeLessThan(1e-13);
      expect(furthest(plain.im, compiled.im)).toBeLessThan(1e-13);
    }
  });

  it.each([
    [32, 32],
    [35, 41],
    [33, 64],
  ])("find the singular values of %d columns of %d, whose images are orthogonal", (n, width) => {
    const [plain, compiled] = both(() => singularValues(matrix(n, width, 3)));
    const falling = (x: Float64Array) => x.slice().sort().reverse();
    expect(furthest(falling(plain.values), falling(compiled.values))).toBeLessThan(1e-13);
    const { images, values } = compiled;
    const gram = timesTransposed(images, { ...images, im: images.im.map((x) => -x) });
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const expected = i === j ? values[i]! ** 2 : 0;
        expect(Math.hypot(gram.re[i * n + j]! - expected, gram.im[i * n + j]!)).toBeLessThan(1e-12);
      }
    }
  });

  it("give the figures of two states that plain JavaScript gives", () => {
    const measures = [
      quantumRelativeEntropy,
      belavkinStaszewski,
      fidelity,
      infidelity,
      (rho: Parameters<typeof fidelity>[0], sigma: Parameters<typeof fidelity>[1]) =>
        sandwichedRenyi(rho, sigma, 2),
    ];
    // Made anew for each choice, since a state keeps what was found out about it.
    const [plain, compiled] = both(() => {
      const [rho, sigma] = [1, 2].map((seed) => randomState(37, seed));
      return measures.map((measure) => measure(rho!, sigma!));
    });
    plain.forEach((value, i) => {
      expect(Math.abs(compiled[i]! / value - 1)).toBeLessThan(1e-10);
    });
  });
});
