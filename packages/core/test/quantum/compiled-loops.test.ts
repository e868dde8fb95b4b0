import { afterEach, describe, expect, it } from "vitest";
import {
  belavkinStaszewski,
  chooseEigensolver,
  fidelity,
  infidelity,
  quantumRelativeEntropy,
  sandwichedRenyi,
} from "../../src/quantum/index.ts";
import { eigenMany } from "../../src/quantum/many/eigen-many.ts";
import { fromBasis, timesTransposed } from "../../src/quantum/products.ts";
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

/** Hermitian matrices one after another: full, all but diagonal, of rank 1, with equal eigenvalues, tiny, huge and 0. */
function hermitian(n: number, seed: number): { re: Float64Array; im: Float64Array }[] {
  const { re, im } = matrix(n, n, seed);
  const full = { re: new Float64Array(n * n), im: new Float64Array(n * n) };
  const flat = { re: new Float64Array(n * n), im: new Float64Array(n * n) };
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      full.re[i * n + j] = re[i * n + j]! + re[j * n + i]!;
      full.im[i * n + j] = im[i * n + j]! - im[j * n + i]!;
      flat.re[i * n + j] = re[i]! * re[j]! + im[i]! * im[j]!;
      flat.im[i * n + j] = im[i]! * re[j]! - re[i]! * im[j]!;
    }
  }
  const scaled = (factor: number) => ({
    re: full.re.map((value) => factor * value),
    im: full.im.map((value) => factor * value),
  });
  const steep = { re: full.re.map((value) => 1e-9 * value), im: full.im.map((value) => 1e-9 * value) };
  for (let i = 0; i < n; i++) steep.re[i * (n + 1)] = 10 ** -i;
  const equal = { re: flat.re.slice(), im: flat.im.slice() };
  for (let i = 0; i < n; i++) equal.re[i * (n + 1)]! += 1;
  return [full, steep, flat, equal, scaled(1e-200), scaled(1e200), scaled(0)];
}

describe("the loops that take two matrices at a time", () => {
  it.each([3, 4, 5, 8, 17, 64])("decompose matrices of %d rows whatever their neighbour", (n) => {
    const list = hermitian(n, n);
    const many = eigenMany(n);
    expect(many.block).toBeGreaterThanOrEqual(list.length);
    for (const [k, { re, im }] of list.entries()) {
      many.re.set(re, k * n * n);
      many.im.set(im, k * n * n);
    }
    many.decompose(list.length, true);
    const expected = many.expect(list.length);
    for (const [k, { re, im }] of list.entries()) {
      const size = Math.max(...re.map(Math.abs), ...im.map(Math.abs));
      const most = 4e-15 * n * size;
      const values = many.values.subarray(k * n, (k + 1) * n);
      const vectors = {
        ...{ rows: n, cols: n },
        re: many.vr.subarray(k * n * n, (k + 1) * n * n),
        im: many.vi.subarray(k * n * n, (k + 1) * n * n),
      };
      expect([...values]).toEqual([...values].sort((a, b) => b - a));
      const back = fromBasis(vectors, values);
      expect(furthest(back.re, re), `matrix ${k}`).toBeLessThanOrEqual(most);
      expect(furthest(back.im, im), `matrix ${k}`).toBeLessThanOrEqual(most);
      const own = expected.subarray(k * n, (k + 1) * n);
      expect(furthest(own, values), `matrix ${k}`).toBeLessThanOrEqual(most);
      const gram = timesTransposed(vectors, vectors, true);
      const unit = Float64Array.from(gram.re, (_, at) => (at % (n + 1) === 0 ? 1 : 0));
      expect(furthest(gram.re, unit), `matrix ${k}`).toBeLessThan(1e-15 * n + 4e-15);
    }
  });

  it("find the same values without the vectors, and for an odd number of matrices", () => {
    const list = hermitian(6, 1);
    const values = [true, false].map((vectors) => {
      const many = eigenMany(6);
      for (const [k, { re, im }] of list.entries()) {
        many.re.set(re, 36 * k);
        many.im.set(im, 36 * k);
      }
      many.decompose(list.length, vectors);
      return many.values.slice(0, 6 * list.length);
    });
    expect(values[1]).toEqual(values[0]);
  });
});
