import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MEASURES } from "../../src/index.ts";
import {
  amplitudeDamping,
  applyChannel,
  belavkinStaszewski,
  buresAngle,
  buresDistance,
  concurrence,
  type DensityMatrix,
  densityMatrix,
  depolarizing,
  diagonalState,
  eigenvalues,
  fidelity,
  hermitianEigen,
  holevoInformation,
  maximallyMixed,
  maxRelativeEntropy,
  mixedState,
  negativity,
  partialTrace,
  petzRenyi,
  QUANTUM_MEASURES,
  type QuantumMeasure,
  quantumHellinger,
  quantumJensenShannon,
  quantumMutualInformation,
  quantumRelativeEntropy,
  quantumRelativeEntropyGradient,
  quantumTsallis,
  rootFidelity,
  sandwichedRenyi,
  tensor,
  traceDistance,
  vonNeumannEntropy,
  vonNeumannEntropyGradient,
} from "../../src/quantum/index.ts";
import { randomState } from "./random-state.ts";

const seed = fc.integer({ min: 1, max: 1e6 });
const RUNS = { numRuns: 40 };
const ask = (measure: QuantumMeasure, ...inputs: unknown[]) =>
  (measure.measure as (...all: unknown[]) => number)(
    ...inputs,
    ...measure.parameters.map(({ value }) => value),
  );
const close = (got: number, want: number, most = 1e-12) =>
  expect(Math.abs(got - want), `${got} for ${want}`).toBeLessThanOrEqual(most * Math.max(1, Math.abs(want)));
const atMost = (low: number, high: number) => expect(low).toBeLessThanOrEqual(high * (1 + 1e-11) + 1e-13);

/** U ρ U† with the eigenvectors of another state for U. */
function turned(rho: DensityMatrix, by: DensityMatrix): DensityMatrix {
  const n = rho.dimension;
  const u = hermitianEigen({ rows: n, cols: n, re: by.re, im: by.im }).vectors;
  return applyChannel({ inputs: n, outputs: n, kraus: [u] }, rho);
}

/** Divergences that no processing increases. */
const MONOTONE: Record<string, (rho: DensityMatrix, sigma: DensityMatrix) => number> = {
  quantumRelativeEntropy,
  "petzRenyi of order 0.3": (rho, sigma) => petzRenyi(rho, sigma, 0.3),
  "petzRenyi of order 2": (rho, sigma) => petzRenyi(rho, sigma, 2),
  "sandwichedRenyi of order 0.6": (rho, sigma) => sandwichedRenyi(rho, sigma, 0.6),
  "sandwichedRenyi of order 5": (rho, sigma) => sandwichedRenyi(rho, sigma, 5),
  belavkinStaszewski,
  maxRelativeEntropy,
  traceDistance,
  buresAngle,
  quantumHellinger,
  quantumJensenShannon,
};

describe("every divergence", () => {
  const pairs = QUANTUM_MEASURES.filter(({ inputs }) => inputs === "rhoSigma");

  it.each(pairs.map((one) => [one.name, one] as const))("%s does not depend on the basis", (_, one) => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 2, max: 5 }), (s, n) => {
        const [rho, sigma, by] = [randomState(n, s), randomState(n, s + 1), randomState(n, s + 2)];
        close(ask(one, turned(rho, by), turned(sigma, by)), ask(one, rho, sigma), 1e-9);
      }),
      RUNS,
    );
  });

  it.each(pairs.filter(({ symmetric }) => symmetric).map((one) => [one.name, one] as const))(
    "%s is symmetric",
    (_, one) => {
      fc.assert(
        fc.property(seed, (s) => {
          const [rho, sigma] = [randomState(3, s), randomState(3, s + 1)];
          close(ask(one, rho, sigma), ask(one, sigma, rho));
        }),
        RUNS,
      );
    },
  );

  it.each(Object.entries(MONOTONE))("%s falls under partial trace and channels", (_, measure) => {
    fc.assert(
      // Nearer to 1 the channels leave states whose smallest eigenvalues are rounding.
      fc.property(seed, fc.double({ min: 0, max: 0.999, noNaN: true }), (s, p) => {
        const dims = [2, 3];
        const [rho, sigma] = [randomState(6, s, 6, dims), randomState(6, s + 1, 6, dims)];
        const whole = measure(rho, sigma);
        for (const system of [0, 1])
          atMost(measure(partialTrace(rho, [system]), partialTrace(sigma, [system])), whole);
        for (const channel of [depolarizing(p), amplitudeDamping(p)])
          atMost(
            measure(applyChannel(channel, rho, { on: 0 }), applyChannel(channel, sigma, { on: 0 })),
            whole,
          );
      }),
      RUNS,
    );
  });

  it("that is a relative entropy adds up over tensor products; fidelity multiplies", () => {
    fc.assert(
      fc.property(seed, (s) => {
        const [a, b, c, d] = [0, 1, 2, 3].map((k) => randomState(k < 2 ? 2 : 3, s + k));
        const [rho, sigma] = [tensor(a!, c!), tensor(b!, d!)];
        for (const measure of [
          quantumRelativeEntropy,
          belavkinStaszewski,
          maxRelativeEntropy,
          (x: DensityMatrix, y: DensityMatrix) => petzRenyi(x, y, 0.7),
          (x: DensityMatrix, y: DensityMatrix) => sandwichedRenyi(x, y, 3),
        ])
          close(measure(rho, sigma), measure(a!, b!) + measure(c!, d!), 1e-10);
        close(fidelity(rho, sigma), fidelity(a!, b!) * fidelity(c!, d!), 1e-10);
      }),
      RUNS,
    );
  });

  it("is never negative (Klein), and 0 for a state against itself", () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 1, max: 5 }), (s, rank) => {
        const [rho, sigma] = [randomState(5, s, rank), randomState(5, s + 1)];
        for (const one of pairs) {
          expect(ask(one, rho, sigma)).toBeGreaterThanOrEqual(0);
          close(ask(one, rho, rho), /^(root)?fidelity$/i.test(one.name) ? 1 : 0, 1e-13);
        }
      }),
      RUNS,
    );
  });
});

const probabilities = fc
  .array(fc.double({ min: 1e-6, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 })
  .map((x) => {
    const sum = x.reduce((total, value) => total + value, 0);
    return x.map((value) => value / sum);
  });

it.each(
  QUANTUM_MEASURES.filter(({ classical }) => classical !== undefined).map((one) => [one.name, one] as const),
)("%s of diagonal states is the measure of their probabilities", (_, one) => {
  const classical = MEASURES.find(({ name }) => name === one.classical)!;
  const plain = classical.measure as unknown as (...all: unknown[]) => number;
  const parameters = one.parameters.map(({ value }) => value);
  fc.assert(
    fc.property(probabilities, probabilities, (p, q) => {
      const inputs = one.inputs === "rho" ? [p] : [p, q];
      const states = inputs.map((x) => diagonalState(x));
      const want = plain(...inputs, ...parameters);
      close(ask(one, ...states), want, 1e-12);
    }),
    RUNS,
  );
});

describe("the order", () => {
  it("raises both Rényi divergences, the sandwiched one staying below Petz's", () => {
    fc.assert(
      fc.property(seed, (s) => {
        const [rho, sigma] = [randomState(4, s), randomState(4, s + 1)];
        const orders = [0.2, 0.5, 0.8, 0.999999, 1, 1.000001, 1.3, 2, 4];
        for (const [k, order] of orders.entries()) {
          atMost(sandwichedRenyi(rho, sigma, order), petzRenyi(rho, sigma, order));
          if (k === 0) continue;
          atMost(petzRenyi(rho, sigma, orders[k - 1]!), petzRenyi(rho, sigma, order));
          atMost(sandwichedRenyi(rho, sigma, orders[k - 1]!), sandwichedRenyi(rho, sigma, order));
        }
        atMost(sandwichedRenyi(rho, sigma, 50), maxRelativeEntropy(rho, sigma));
        atMost(quantumRelativeEntropy(rho, sigma), belavkinStaszewski(rho, sigma));
      }),
      RUNS,
    );
  });
  it("reaches its limits: fidelity at ½, the relative entropy at 1, the max-relative entropy at infinity", () => {
    const [rho, sigma] = [randomState(4, 1), randomState(4, 2)];
    close(sandwichedRenyi(rho, sigma, 0.5), -2 * Math.log(rootFidelity(rho, sigma)));
    for (const gap of [1e-4, 1e-8, 1e-12, -1e-12, -1e-8]) {
      const want = quantumRelativeEntropy(rho, sigma);
      close(sandwichedRenyi(rho, sigma, 1 + gap), want, 1e-12 + 10 * Math.abs(gap));
      close(petzRenyi(rho, sigma, 1 + gap), want, 1e-12 + 10 * Math.abs(gap));
    }
    close(sandwichedRenyi(rho, sigma, 1e6), maxRelativeEntropy(rho, sigma), 1e-5);
    close(quantumTsallis(rho, sigma, 1), quantumRelativeEntropy(rho, sigma));
  });
});

describe("distances and informations", () => {
  it("obey Fuchs and van de Graaf, and the triangle", () => {
    fc.assert(
      fc.property(seed, (s) => {
        const [a, b, c] = [randomState(3, s), randomState(3, s + 1), randomState(3, s + 2)];
        atMost(1 - rootFidelity(a, b), traceDistance(a, b));
        atMost(traceDistance(a, b), Math.sqrt(1 - fidelity(a, b)));
        for (const distance of [traceDistance, buresDistance, buresAngle, quantumHellinger])
          atMost(distance(a, c), distance(a, b) + distance(b, c));
      }),
      RUNS,
    );
  });
  it("give product states no mutual information and separable ones no entanglement", () => {
    fc.assert(
      fc.property(seed, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (s, w) => {
        const [a, b, c, d] = [0, 1, 2, 3].map((k) => randomState(2, s + k));
        expect(quantumMutualInformation(tensor(a!, b!))).toBeLessThan(1e-28);
        const separable = mixedState([w, 1 - w], [tensor(a!, b!), tensor(c!, d!)]);
        expect(negativity(separable)).toBeLessThan(1e-15);
        expect(concurrence(separable)).toBeLessThan(1e-7);
        const sum =
          vonNeumannEntropy(partialTrace(separable, [0])) + vonNeumannEntropy(partialTrace(separable, [1]));
        close(quantumMutualInformation(separable), sum - vonNeumannEntropy(separable), 1e-13);
      }),
      RUNS,
    );
  });
  it("give an ensemble the entropy of its mixture less the mean entropy", () => {
    fc.assert(
      fc.property(seed, probabilities, (s, p) => {
        const states = p.map((_, k) => randomState(3, s + k));
        const mean = p.reduce((sum, w, k) => sum + w * vonNeumannEntropy(states[k]!), 0);
        close(holevoInformation(p, states), vonNeumannEntropy(mixedState(p, states)) - mean, 1e-13);
      }),
      RUNS,
    );
  });
  it("keep the spectrum of a state whose subsystems are exchanged", () => {
    const rho = randomState(12, 3, 12, [2, 3, 2]);
    const moved = partialTrace(rho, [2, 0, 1]);
    expect(moved.dims).toEqual([2, 2, 3]);
    for (const [i, value] of eigenvalues(moved).entries()) close(value, eigenvalues(rho)[i]!, 1e-15);
    for (const [i, value] of partialTrace(moved, [1, 2, 0]).re.entries()) close(value, rho.re[i]!, 1e-15);
  });
});

describe("gradients", () => {
  const step = 2 ** -14;

  /** σ + t·(τ − σ) moves along a line of states. */
  const along = (sigma: DensityMatrix, tau: DensityMatrix, t: number) =>
    densityMatrix(
      {
        re: sigma.re.map((value, i) => value + t * (tau.re[i]! - value)),
        im: sigma.im.map((value, i) => value + t * (tau.im[i]! - value)),
      },
      { normalise: true },
    );

  /** Tr G (τ − σ) against a symmetric difference, whose error is of the order of step². */
  function agrees(
    f: (at: DensityMatrix) => number,
    g: { re: Float64Array; im: Float64Array },
    at: DensityMatrix,
  ) {
    const tau = randomState(at.dimension, 99);
    const want = (f(along(at, tau, step)) - f(along(at, tau, -step))) / (2 * step);
    const got = g.re.reduce(
      (sum, value, i) => sum + value * (tau.re[i]! - at.re[i]!) + g.im[i]! * (tau.im[i]! - at.im[i]!),
      0,
    );
    close(got, want, 1e-5);
  }

  it("are the slopes of the measures along every line of states", () => {
    const base = maximallyMixed(4);
    const [rho, sigma] = [5, 6].map((s) => mixedState([0.5, 0.5], [randomState(4, s), base]));
    agrees((x) => quantumRelativeEntropy(rho!, x), quantumRelativeEntropyGradient(rho!, sigma!), sigma!);
    agrees(
      (x) => quantumRelativeEntropy(x, sigma!),
      quantumRelativeEntropyGradient(rho!, sigma!, { wrt: "rho" }),
      rho!,
    );
    agrees((x) => vonNeumannEntropy(x), vonNeumannEntropyGradient(rho!), rho!);
    const doubled = densityMatrix([
      [0.25, 0.125, 0],
      [0.125, 0.25, 0],
      [0, 0, 0.5],
    ]);
    agrees(
      (x) => quantumRelativeEntropy(doubled, x),
      quantumRelativeEntropyGradient(doubled, maximallyMixed(3)),
      maximallyMixed(3),
    );
  });
});

describe("states whose eigenvalues fall over many decades", () => {
  /** Between those of another's eigenvectors: 1, 10⁻ᵈ, 10⁻²ᵈ, … */
  const falling = (decades: number, by: DensityMatrix): DensityMatrix => {
    const steps = Array.from({ length: by.dimension }, (_, i) => 10 ** (-i * decades));
    return turned(diagonalState(steps, { normalise: true }), by);
  };

  it("have one fidelity from either side, also where one is all but pure", () => {
    fc.assert(
      fc.property(seed, seed, fc.double({ min: 0.5, max: 12, noNaN: true }), (a, b, decades) => {
        const basis = randomState(4, a);
        const rho = falling(2.5, basis);
        const mixed = mixedState([1 - 1e-2, 1e-2], [basis, randomState(4, b)]);
        for (const sigma of [
          falling(decades, basis),
          falling(decades, mixed),
          falling(decades, randomState(4, b)),
        ]) {
          close(rootFidelity(rho, sigma), rootFidelity(sigma, rho), 1e-9);
        }
      }),
      RUNS,
    );
  });
});
