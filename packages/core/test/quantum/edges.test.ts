import { describe, expect, it } from "vitest";
import {
  belavkinStaszewski,
  densityMatrix,
  diagonalState,
  fidelity,
  ket,
  maximallyMixed,
  maxRelativeEntropy,
  minRelativeEntropy,
  negativity,
  partialTrace,
  pauliState,
  petzRenyi,
  quantumChannel,
  quantumRelativeEntropy,
  quantumRelativeEntropyGradient,
  relativeEntropyAndLeak,
  sandwichedRenyi,
  traceDistance,
  vonNeumannEntropy,
} from "../../src/quantum/index.ts";
import { randomState } from "./random-state.ts";

const ORDERS = [0.25, 0.5, 0.9, 1, 1.1, 2, 10, Number.POSITIVE_INFINITY];
const zero = ket([1, 0]);
const one = ket([0, 1]);
const plus = ket([Math.SQRT1_2, Math.SQRT1_2]);
const half = maximallyMixed(2);
const dense = (rows: Parameters<typeof densityMatrix>[0]) => densityMatrix(rows);

describe("a pure qubit against the maximally mixed one", () => {
  it.each(ORDERS)("lies log 2 away in both divergences of order %s", (order) => {
    expect(petzRenyi(plus, half, order)).toBeCloseTo(Math.LN2, 14);
    expect(sandwichedRenyi(plus, half, order)).toBeCloseTo(Math.LN2, 14);
  });
  it("lies log 2 away in the others", () => {
    for (const measure of [
      quantumRelativeEntropy,
      belavkinStaszewski,
      maxRelativeEntropy,
      minRelativeEntropy,
    ])
      expect(measure(zero, half)).toBeCloseTo(Math.LN2, 14);
  });
});

describe("orthogonal states", () => {
  const minus = ket([Math.SQRT1_2, -Math.SQRT1_2]);
  const pairs = [
    [zero, one],
    [plus, minus],
    [
      dense([
        [0.5, 0.5],
        [0.5, 0.5],
      ]),
      dense([
        [0.5, -0.5],
        [-0.5, 0.5],
      ]),
    ],
  ] as const;
  it.each(pairs)(
    "are infinitely far at every order, with fidelity 0 and trace distance 1 (%#)",
    (rho, sigma) => {
      for (const order of ORDERS) {
        expect(petzRenyi(rho, sigma, order)).toBe(Number.POSITIVE_INFINITY);
        expect(sandwichedRenyi(rho, sigma, order)).toBe(Number.POSITIVE_INFINITY);
      }
      expect(quantumRelativeEntropy(rho, sigma)).toBe(Number.POSITIVE_INFINITY);
      expect(minRelativeEntropy(rho, sigma)).toBe(Number.POSITIVE_INFINITY);
      expect(fidelity(rho, sigma)).toBe(0);
      expect(traceDistance(rho, sigma)).toBeCloseTo(1, 15);
    },
  );
});

describe("supports", () => {
  it("keep tiny eigenvalues: I/2 against diag(1 − x, x)", () => {
    // mpmath, 40 digits: −log(2) − (log(1 − x) + log(x))/2
    expect(quantumRelativeEntropy(half, diagonalState([1 - 1e-13, 1e-13]))).toBeCloseTo(14.2736559239014, 12);
    expect(quantumRelativeEntropy(half, diagonalState([1, 1e-20]))).toBeCloseTo(22.33270374938051, 13);
    expect(quantumRelativeEntropy(half, diagonalState([1, 1e-300]))).toBeCloseTo(
      150 * Math.log(10) - Math.LN2,
      12,
    );
  });
  it("tell a leak of 1e-13, and pure states at an angle of 5e-7", () => {
    const leaking = diagonalState([1 - 1e-13, 1e-13]);
    const found = relativeEntropyAndLeak(leaking, zero);
    expect(found.value).toBe(Number.POSITIVE_INFINITY);
    expect(found.leak).toBe(1e-13);
    expect(relativeEntropyAndLeak(leaking, zero, { leakTolerance: 1e-12 }).value).toBeLessThan(1e-12);
    expect(quantumRelativeEntropy(ket([Math.cos(5e-7), Math.sin(5e-7)]), zero)).toBe(
      Number.POSITIVE_INFINITY,
    );
  });
  it("do not mistake rounding for a leak: a state of rank 2 out of 4 against itself, and against a mixture of it", () => {
    const rho = randomState(4, 7, 2);
    expect(quantumRelativeEntropy(rho, rho)).toBe(0);
    const other = densityMatrix({ re: rho.re, im: rho.im }, { tolerance: 1e-15 });
    expect(quantumRelativeEntropy(rho, other)).toBe(0);
    for (const order of ORDERS) {
      expect(petzRenyi(rho, rho, order)).toBe(0);
      expect(sandwichedRenyi(rho, rho, order)).toBeLessThan(1e-14);
    }
  });
  it("may be clipped or mixed, when asked to", () => {
    const rho = diagonalState([0.5, 0.25, 0.25]);
    const sigma = diagonalState([0.25, 0.75, 0]);
    const inside = (2 / 3) * Math.log(8 / 3) + (1 / 3) * Math.log(4 / 9);
    expect(quantumRelativeEntropy(rho, sigma, { support: "clip" })).toBeCloseTo(inside, 14);
    const mixed = diagonalState([0.225 + 0.1 / 3, 0.675 + 0.1 / 3, 0.1 / 3], { normalise: true });
    expect(quantumRelativeEntropy(rho, sigma, { support: { mix: 0.1 } })).toBeCloseTo(
      quantumRelativeEntropy(rho, mixed),
      14,
    );
    expect(() => quantumRelativeEntropy(zero, one, { support: "clip" })).toThrow("mass 0 on the support");
  });
});

it("gives Werner's state its entropy and negativity", () => {
  const werner = pauliState({ XX: -0.5, YY: -0.5, ZZ: -0.5 });
  // mpmath: −(5/8) log(5/8) − 3/8 log(1/8)
  expect(vonNeumannEntropy(werner)).toBeCloseTo(1.0735428464085233, 14);
  expect(negativity(werner)).toBeCloseTo(0.125, 15);
});

it("keeps the digits of a tiny fidelity", () => {
  const [rho, sigma] = [diagonalState([1, 1e-200]), diagonalState([1e-200, 1])];
  expect(fidelity(rho, sigma) / 4e-200).toBeCloseTo(1, 13);
  expect(sandwichedRenyi(rho, sigma, 0.5)).toBeCloseTo(200 * Math.log(10) - 2 * Math.LN2, 11);
});

it("sees a tiny probability over a tinier one where all else is equal", () => {
  const [rho, sigma] = [diagonalState([1, 1e-30]), diagonalState([1, 1e-60])];
  // log(1 + 1e-60/1e-60)
  expect(petzRenyi(rho, sigma, 2)).toBeCloseTo(Math.LN2, 14);
  expect(sandwichedRenyi(rho, sigma, 2)).toBeCloseTo(Math.LN2, 14);
  expect(maxRelativeEntropy(rho, sigma)).toBeCloseTo(30 * Math.log(10), 12);
});

it("compares pure states below order ½ as well, until the powers vanish", () => {
  const tilted = ket([0.6, 0.8]);
  // Tr (|φ⟩⟨φ|ψ⟩⟨ψ|φ⟩⟨φ|)^α = |⟨ψ|φ⟩|^2α
  for (const order of [0.01, 0.1, 0.4])
    expect(sandwichedRenyi(tilted, zero, order)).toBeCloseTo((order / (order - 1)) * Math.log(0.36), 13);
  expect(() => sandwichedRenyi(half, diagonalState([0.9, 0.1]), 1e-3)).toThrow("too near 0");
});

it("compares states of low rank in a large space", () => {
  const [rho, sigma] = [randomState(6, 1, 2), randomState(6, 2)];
  // Both sides of an identity: Tr √(√ρ σ √ρ) with ρ on either side.
  expect(fidelity(rho, sigma)).toBeCloseTo(fidelity(sigma, rho), 14);
  expect(sandwichedRenyi(rho, sigma, 2)).toBeLessThanOrEqual(petzRenyi(rho, sigma, 2));
  expect(quantumRelativeEntropy(rho, sigma)).toBeLessThanOrEqual(belavkinStaszewski(rho, sigma));
});

it("holds the rank of product states whose small eigenvalues are products", () => {
  const cold = diagonalState([1, 1e-200]);
  expect(petzRenyi(cold, half, 0)).toBe(0);
});

describe("errors", () => {
  it.each<readonly [what: string, run: () => unknown, message: RegExp]>([
    [
      "an entry that is not conjugate",
      () =>
        dense([
          [0.5, [0, 0.1]],
          [[0, 0.1], 0.5],
        ]),
      /\[1\]\[0\] = 0\+0\.1i and .* Hermitian/,
    ],
    [
      "a complex diagonal",
      () =>
        dense([
          [[0.5, 0.1], 0],
          [0, 0.5],
        ]),
      /\[0\]\[0\] = 0\.5\+0\.1i; the diagonal/,
    ],
    [
      "a trace",
      () =>
        dense([
          [0.5, 0],
          [0, 0.25],
        ]),
      /trace 0\.75; it must be 1/,
    ],
    [
      "a negative eigenvalue",
      () =>
        dense([
          [1.5, 0],
          [0, -0.5],
        ]),
      /eigenvalue -0\.5/,
    ],
    ["a row that is too short", () => dense([[0.5, 0], [0]]), /matrix\[1\] has 1 entries/],
    [
      "NaN",
      () =>
        dense([
          [Number.NaN, 0],
          [0, 1],
        ]),
      /matrix\[0\]\[0\] = null/,
    ],
    ["a vector", () => vonNeumannEntropy([0.5, 0.5] as never), /use ket, for probabilities diagonalState/],
    ["different dimensions", () => fidelity(zero, maximallyMixed(3)), /rho has the dimension 2 and sigma 3/],
    [
      "a raw state that is none",
      () => vonNeumannEntropy({ re: [1, 0, 0, 1] }),
      /vonNeumannEntropy: rho has the trace 2/,
    ],
    ["a length", () => ket([1, 1]), /length 1\.41/],
    ["an order", () => sandwichedRenyi(zero, half, 0), /order = 0/],
    ["a missing subsystem", () => partialTrace(half, [1]), /keep\[0\] = 1/],
    ["a single system", () => negativity(half), /both parties/],
    [
      "operators that do not preserve the trace",
      () =>
        quantumChannel([
          [
            [1, 0],
            [0, 0.5],
          ],
        ]),
      /off by 0\.75 at \[1\]\[1\]/,
    ],
    ["a derivative at the edge", () => quantumRelativeEntropyGradient(half, zero), /eigenvalue 0 at 1/],
    ["dims that do not multiply up", () => densityMatrix(half, { dims: [2, 2] }), /dims \[2, 2\] make 4/],
  ])("name %s", (_, run, message) => {
    expect(run).toThrow(message);
  });
});
