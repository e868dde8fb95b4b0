import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import {
  chooseEigensolver,
  type DensityMatrices,
  type DensityMatrix,
  densityMatrices,
  densityMatrix,
  diagonalState,
  fidelity,
  ket,
  maximallyMixed,
  negativity,
  overStates,
  QUANTUM_MEASURES,
  quantumRelativeEntropy,
  quantumRenyiEntropy,
  rootFidelity,
  sandwichedRenyi,
  stateAt,
  traceDistance,
  vonNeumannEntropy,
} from "../../src/quantum/index.ts";
import { randomState } from "./random-state.ts";

interface Parts {
  readonly re: number[];
  readonly im: number[];
}

/** mpmath at 40 digits from the entries as they stand, divided by their trace. */
const oracle: { pairs: { rho: Parts; sigma: Parts; relative_entropy: string }[] } = JSON.parse(
  readFileSync(new URL("../fixtures/quantum.json", import.meta.url), "utf8"),
);

afterEach(() => {
  chooseEigensolver("auto");
});

/** The entries of states one after another. */
function together(list: readonly DensityMatrix[], part: "re" | "im"): Float64Array {
  return Float64Array.from(list.flatMap((state) => [...state[part]]));
}

const many = (list: readonly DensityMatrix[], dims: readonly number[]): DensityMatrices =>
  densityMatrices({ re: together(list, "re"), im: together(list, "im") }, { dims });

/** A state between two, near the first. */
function nudged(rho: DensityMatrix, sigma: DensityMatrix, by: number): DensityMatrix {
  const mix = (a: Float64Array, b: Float64Array) => a.map((value, i) => (1 - by) * value + by * b[i]!);
  return densityMatrix({ re: mix(rho.re, sigma.re), im: mix(rho.im, sigma.im) }, { tolerance: 1e-12 });
}

/** Full, deficient, pure, diagonal and almost equal to the first: the cases that go different ways. */
function cases(n: number, seed: number): DensityMatrix[] {
  const full = randomState(n, seed);
  return [
    full,
    randomState(n, seed + 1),
    randomState(n, seed + 2, Math.max(1, n >> 1)),
    randomState(n, seed + 3, 1),
    diagonalState(
      Array.from({ length: n }, (_, i) => i + 1),
      { normalise: true },
    ),
    ket(Array.from({ length: n }, (_, i) => (i === 0 ? 1 : 0))),
    maximallyMixed(n),
    nudged(full, randomState(n, seed + 4), 1e-5),
    full,
  ];
}

/** The same to 1e-12 of itself, or to the rounding of the eigenvalues that both are made of. */
function expectAlike(got: number, want: number, n: number, where: string): void {
  const alike = got === want || Math.abs(got - want) <= Math.max(1e-12 * Math.abs(want), 4e-15 * n);
  expect(alike, `${where}: ${got} for ${want}`).toBe(true);
}

type Call = (...inputs: unknown[]) => number;

const SOLVERS = ["auto", "js"] as const;

describe("measures over many states", () => {
  it.each([1, 2, 3, 4, 5, 8, 17])("of one state each are those of that state, for %d dimensions", (n) => {
    const list = cases(n, 100 * n);
    for (const solver of SOLVERS) {
      chooseEigensolver(solver);
      const rho = many(list, [n]);
      for (const { name, measure, inputs, parameters } of QUANTUM_MEASURES) {
        if (inputs !== "rho") continue;
        const rest = parameters.map(({ value }) => value);
        const got = overStates(measure as unknown as Call, rho, ...rest);
        list.forEach((state, k) => {
          expectAlike(got[k]!, (measure as unknown as Call)(state, ...rest), n, `${name} of ${k}, ${solver}`);
        });
      }
    }
  });

  it.each([1, 2, 3, 4, 5, 8, 17])("of two are those of each pair, for %d dimensions", (n) => {
    const list = cases(n, 100 * n);
    for (const solver of SOLVERS) {
      chooseEigensolver(solver);
      const rho = many(list, [n]);
      for (const shift of [0, 1, 3]) {
        const others = list.map((_, k) => list[(k + shift) % list.length]!);
        for (const measure of [quantumRelativeEntropy, traceDistance, fidelity, rootFidelity]) {
          const got = overStates(measure, rho, many(others, [n]));
          list.forEach((_, k) => {
            const want = measure(stateAt(rho, k), others[k]!);
            expectAlike(got[k]!, want, n, `${measure.name} of ${k}, ${shift} on, ${solver}`);
          });
        }
      }
    }
  });

  it.each([2, 4, 17])("against one state are those of each with it, for %d dimensions", (n) => {
    const list = cases(n, 7 * n);
    const rho = many(list, [n]);
    for (const [l, sigma] of list.entries()) {
      for (const measure of [quantumRelativeEntropy, traceDistance, fidelity]) {
        const got = overStates(measure, rho, sigma);
        list.forEach((state, k) => {
          expectAlike(got[k]!, measure(state, sigma), n, `${measure.name} of ${k} and ${l}`);
        });
      }
    }
  });

  it("are the oracle's, which has 40 digits", () => {
    for (const { rho, sigma, relative_entropy: want } of oracle.pairs) {
      const dimension = Math.sqrt(rho.re.length);
      const take = (state: Parts) => densityMatrices(state, { dimension, tolerance: 1e-12 });
      const got = overStates(quantumRelativeEntropy, take(rho), take(sigma))[0]!;
      expect(Math.abs(got / Number(want) - 1), `${got} for ${want}`).toBeLessThan(1e-12);
    }
  });

  it("keep the digits of qubits that almost agree", () => {
    const list = [1, 2, 3, 4].map((seed) => randomState(2, seed));
    for (const by of [1e-3, 1e-6, 1e-9]) {
      const close = list.map((rho, k) => nudged(rho, list[(k + 1) % 4]!, by));
      const got = overStates(quantumRelativeEntropy, many(close, [2]), many(list, [2]));
      close.forEach((rho, k) => {
        const want = quantumRelativeEntropy(rho, list[k]!);
        expect(Math.abs(got[k]! / want - 1), `${got[k]} for ${want}`).toBeLessThan(1e-15 / by + 1e-12);
      });
    }
  });

  it("pass on what a measure takes after its states", () => {
    const list = cases(4, 9);
    const rho = many(list, [2, 2]);
    const sigma = randomState(4, 99, 4, [2, 2]);
    const renyi = overStates(sandwichedRenyi, rho, sigma, 3, { base: 2 });
    const mixed = overStates(quantumRelativeEntropy, rho, list[3]!, { support: { mix: 0.1 }, base: 2 });
    const inner = overStates(negativity, rho);
    list.forEach((state, k) => {
      expectAlike(renyi[k]!, sandwichedRenyi(state, sigma, 3, { base: 2 }), 4, `order 3 of ${k}`);
      const options = { support: { mix: 0.1 }, base: 2 };
      expectAlike(mixed[k]!, quantumRelativeEntropy(state, list[3]!, options), 4, `mixed of ${k}`);
      expectAlike(inner[k]!, negativity(stateAt(rho, k)), 4, `negativity of ${k}`);
    });
  });

  it("go on over blocks", () => {
    const seven = Array.from({ length: 7 }, (_, k) => randomState(3, k));
    const list = Array.from({ length: 2051 }, (_, k) => seven[k % 7]!);
    const got = overStates(quantumRelativeEntropy, many(list, [3]), many([...list].reverse(), [3]));
    for (const k of [0, 1, 1023, 1024, 1025, 2047, 2048, 2050]) {
      expectAlike(got[k]!, quantumRelativeEntropy(list[k]!, list[2050 - k]!), 3, `pair ${k}`);
    }
  });

  it("of none are none", () => {
    expect(overStates(vonNeumannEntropy, densityMatrices({ re: [] }, { dimension: 3 }))).toHaveLength(0);
  });
});

describe("many states", () => {
  const two = [0.5, 0, 0, 0.5];

  it.each<readonly [string, Parameters<typeof densityMatrices>, string]>([
    ["a trace", [{ re: [...two, 1, 0, 0, 1] }, { dimension: 2 }], "matrices[1] has the trace 2"],
    [
      "a negative eigenvalue",
      [{ re: [...two, 1.5, 0, 0, -0.5] }, { dimension: 2 }],
      "matrices[1] has the eigenvalue -0.5",
    ],
    [
      "one beyond the diagonal",
      [{ re: [0.5, 0.6, 0.6, 0.5] }, { dimension: 2 }],
      "matrices[0] has the eigenvalue",
    ],
    [
      "one of three rows",
      [{ re: [0.5, 0.6, 0.1, 0.6, 0.3, 0.1, 0.1, 0.1, 0.2] }, { dimension: 3 }],
      "matrices[0] has the eigenvalue",
    ],
    [
      "an entry unlike its mirror image",
      [{ re: [...two, 0.5, 0.1, 0, 0.5] }, { dimension: 2 }],
      "matrices[1][1][0] = 0 and matrices[1][0][1] = 0.1",
    ],
    [
      "a complex diagonal",
      [{ re: two, im: [0.1, 0, 0, 0] }, { dimension: 2 }],
      "the diagonal of a Hermitian matrix is real",
    ],
    ["NaN", [{ re: [...two, Number.NaN, 0, 0, 1] }, { dimension: 2 }], "matrices[1].re[0] = NaN"],
    ["a length that does not fit", [{ re: [1, 0, 0] }, { dimension: 2 }], "a multiple of 4"],
    ["parts of different length", [{ re: two, im: [0] }, { dimension: 2 }], "4 real and 1 imaginary"],
    ["no dimension", [{ re: two }, {}], "dims[0] = NaN"],
    [
      "parties that make another dimension",
      [{ re: two }, { dimension: 2, dims: [2, 2] }],
      "must make the dimension 2",
    ],
    ["a tolerance of 1", [{ re: two }, { dimension: 2, tolerance: 1 }], "tolerance = 1"],
  ])("are refused for %s", (_, input, message) => {
    expect(() => densityMatrices(...input)).toThrow(message);
  });

  it("are divided by their traces if asked", () => {
    const { re } = densityMatrices({ re: [1, 0, 0, 3, 2, 0, 0, 2] }, { dimension: 2, normalise: true });
    expect([...re]).toEqual([0.25, 0, 0, 0.75, 0.5, 0, 0, 0.5]);
  });

  it("keep what a tolerance takes for 0 out of their support", () => {
    const off = { re: [1 - 1e-9, 0, 0, 1e-9], im: [0, 0, 0, 0] };
    const rho = densityMatrices(off, { dimension: 2, tolerance: 1e-8 });
    expect(overStates(quantumRenyiEntropy, rho, 0)[0]).toBe(0);
    expect(quantumRenyiEntropy(stateAt(rho, 0), 0)).toBe(0);
  });

  it("are told apart by dimension and number, and found by their index", () => {
    const rho = many([maximallyMixed(2), maximallyMixed(2)], [2]);
    expect(() => overStates(fidelity, rho, maximallyMixed(3))).toThrow("dimension 2 and sigma 3");
    const three = many([maximallyMixed(2), maximallyMixed(2), maximallyMixed(2)], [2]);
    expect(() => overStates(fidelity, rho, three)).toThrow("rho holds 2 states and sigma 3");
    expect(() => stateAt(rho, 2)).toThrow("there are 2 states");
    expect(() => overStates(fidelity, { ...rho }, maximallyMixed(2))).toThrow("densityMatrices makes");
    const flat = ket([1, 0]);
    const mixed = many([ket([1, 0]), ket([0, 1])], [2]);
    expect(() => overStates(quantumRelativeEntropy, mixed, flat, { support: "clip" })).toThrow("(state 1)");
  });
});
