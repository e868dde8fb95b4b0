import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  arma,
  bernoulli,
  categorical,
  continuousTimeChain,
  ewens,
  exponential,
  hiddenMarkov,
  markovChain,
  multivariateNormal,
  normal,
  piecewisePoissonProcess,
  poissonProcess,
  renewalProcess,
} from "../../../src/family/index.ts";
import { crossEntropy, entropy, explain, jeffreys, kl, reverseKl } from "../../../src/index.ts";
import cases from "../../fixtures/kl-multi.json" with { type: "json" };

/** `kl-multi.json`: computed with mpmath at 40 digits. */
const truth = (name: string) => Number(cases.find(({ family }) => family === name)!.kl);
const near = (got: number, want: number, relative = 1e-13) =>
  expect(Math.abs(got - want)).toBeLessThanOrEqual(relative * Math.abs(want) + 1e-300);

const weight = fc.double({ min: 0.05, max: 1, noNaN: true });
const row = (k: number) =>
  fc.array(weight, { minLength: k, maxLength: k }).map((w) => {
    const total = w.reduce((a, b) => a + b, 0);
    const p = w.map((value) => value / total);
    p[0] = 1 - p.slice(1).reduce((a, b) => a + b, 0);
    return p;
  });
const table = (k: number) => fc.array(row(k), { minLength: k, maxLength: k });

describe("a Markov chain", () => {
  const p = markovChain([
    [0.9, 0.1],
    [0.3, 0.7],
  ]);
  const q = markovChain([
    [0.8, 0.2],
    [0.4, 0.6],
  ]);

  it("diverges at the rate of its steps", () => {
    near(kl(p, q), truth("markov_chain_rate"));
    near(reverseKl(p, q), kl(q, p));
    near(jeffreys(p, q), kl(p, q) + kl(q, p));
    near(crossEntropy(p, q), entropy(p) + kl(p, q));
    expect(kl(p, q, { base: 2 })).toBeCloseTo(kl(p, q) / Math.LN2, 15);
    expect(explain(kl, p, q).method).toBe("rate of markovChain per step");
    expect(kl(p, p)).toBe(0);
  });

  it("is a categorical law where all rows are the same", () => {
    const one = [0.2, 0.3, 0.5];
    const other = [0.4, 0.4, 0.2];
    const a = markovChain([one, one, one]);
    const b = markovChain([other, other, other]);
    near(kl(a, b), kl(categorical(one), categorical(other)));
    near(kl(a.over(4), b.over(4)), 5 * kl(categorical(one), categorical(other)));
    near(entropy(a), categorical(one).entropy());
  });

  it("has a stationary law that a step leaves as it is, and paths whose divergence grows by the rate", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 5 }).chain((k) => fc.tuple(table(k), table(k))),
        ([a, b]) => {
          const [chain, other] = [markovChain(a), markovChain(b)];
          const stay = chain.stationary();
          for (const j of stay.keys()) {
            const inflow = stay.reduce((sum, mass, i) => sum + mass * a[i]![j]!, 0);
            expect(Math.abs(inflow - stay[j]!)).toBeLessThan(1e-14);
          }
          const [short, long] = [kl(chain.over(3), other.over(3)), kl(chain.over(8), other.over(8))];
          expect(Math.abs(long - short - 5 * kl(chain, other))).toBeLessThan(1e-13);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("sums over all paths what its formula says", () => {
    const initial = { initial: [0.5, 0.5] };
    const [a, b] = [
      markovChain(
        [
          [0.9, 0.1],
          [0.3, 0.7],
        ],
        initial,
      ),
      markovChain(
        [
          [0.8, 0.2],
          [0.4, 0.6],
        ],
        initial,
      ),
    ];
    const chance = (rows: number[][], path: number[]) =>
      path.reduce((mass, state, t) => (t === 0 ? 0.5 : mass * rows[path[t - 1]!]![state]!), 1);
    let sum = 0;
    for (let code = 0; code < 16; code++) {
      const path = [0, 1, 2, 3].map((t) => (code >> t) & 1);
      const mass = chance(
        [
          [0.9, 0.1],
          [0.3, 0.7],
        ],
        path,
      );
      sum +=
        mass *
        Math.log(
          mass /
            chance(
              [
                [0.8, 0.2],
                [0.4, 0.6],
              ],
              path,
            ),
        );
    }
    near(kl(a.over(3), b.over(3)), sum, 1e-12);
  });

  it("is infinitely far where it can make a step that the other cannot, and only then", () => {
    const stuck = markovChain([
      [1, 0],
      [0.5, 0.5],
    ]);
    expect(kl(p, stuck)).toBe(Number.POSITIVE_INFINITY);
    // from state 0 it never leaves it, so that what happens elsewhere does not matter
    near(kl(stuck, p), -Math.log(0.9));
    const passing = markovChain(
      [
        [0, 1],
        [0, 1],
      ],
      { initial: [1, 0] },
    );
    expect(
      kl(
        passing,
        markovChain([
          [1, 0],
          [0.5, 0.5],
        ]),
      ),
    ).toBe(Number.POSITIVE_INFINITY);
  });

  it("with several closed sets asks where it starts, and then weighs them", () => {
    const rows = [
      [0.5, 0.25, 0.25],
      [0, 1, 0],
      [0, 0, 1],
    ];
    expect(() => markovChain(rows)).toThrow("stays for ever in one of the sets [[1],[2]]");
    expect(markovChain(rows, { initial: [1, 0, 0] }).stationary()).toEqual([0, 0.5, 0.5]);
    expect(
      markovChain(
        [
          [0, 0.5, 0.5, 0],
          [0.5, 0, 0, 0.5],
          [0, 0, 1, 0],
          [0, 0, 0, 1],
        ],
        { initial: [1, 0, 0, 0] },
      ).stationary()[2],
    ).toBeCloseTo(2 / 3, 14);
  });

  it("draws paths with its transitions", () => {
    const path = p.path(20_000, 5);
    const ones = path.filter((state) => state === 1).length / path.length;
    // the variance of the share is π₀π₁(1 + λ)/(1 − λ)/n with λ = 0.6
    expect(Math.abs(ones - 0.25)).toBeLessThan(4 * Math.sqrt((0.25 * 0.75 * 4) / 20_000));
  });

  it.each([
    [
      () =>
        markovChain([
          [0.5, 0.6],
          [1, 0],
        ]),
      "markovChain: transition[0]: probabilities sum to 1.1",
    ],
    [() => markovChain([[1]], { initial: [0.5, 0.5] }), "markovChain: initial has 2 entries; it must have 1"],
    [() => kl(p, markovChain([[1]])), "p has 2 states and q 1"],
    [() => kl(p, poissonProcess(1)), "q must be a markovChain too"],
    [() => kl(p.over(2), q.over(3)), "p has 2 steps and q 3"],
  ])("refuses %s", (make, message) => {
    expect(make).toThrow(message);
  });
});

describe("a chain in continuous time", () => {
  it("diverges at the rate of its jumps", () => {
    const p = continuousTimeChain([
      [-2, 2],
      [1, -1],
    ]);
    const q = continuousTimeChain([
      [-1, 1],
      [3, -3],
    ]);
    near(kl(p, q), truth("ctmc_rate"));
    near(p.stationary()[0]!, 1 / 3);
    expect(
      kl(
        p,
        continuousTimeChain([
          [0, 0],
          [1, -1],
        ]),
      ),
    ).toBe(Number.POSITIVE_INFINITY);
  });

  it("is the limit of chains of short steps", () => {
    const h = 1e-5;
    const step = (a: number, b: number) =>
      markovChain([
        [1 - a * h, a * h],
        [b * h, 1 - b * h],
      ]);
    const rate = kl(step(2, 1), step(1, 3)) / h;
    expect(Math.abs(rate / truth("ctmc_rate") - 1)).toBeLessThan(1e-4);
  });

  it("wants rows that sum to 0", () => {
    expect(() =>
      continuousTimeChain([
        [-1, 2],
        [1, -1],
      ]),
    ).toThrow("generator[0] has 2 entries with sum 1");
    expect(() =>
      continuousTimeChain([
        [1, -1],
        [1, -1],
      ]),
    ).toThrow("generator[0][1] = -1");
  });
});

describe("a Poisson process", () => {
  it("pays for its events and for the time without", () => {
    near(kl(poissonProcess(2), poissonProcess(1)), 2 * Math.log(2) - 1);
    expect(kl(poissonProcess(2), poissonProcess(0))).toBe(Number.POSITIVE_INFINITY);
    expect(kl(poissonProcess(0), poissonProcess(3))).toBe(3);
  });

  it("is a renewal process of exponential gaps", () => {
    near(
      kl(renewalProcess(exponential(2)), renewalProcess(exponential(3))),
      kl(poissonProcess(2), poissonProcess(3)),
    );
    near(entropy(renewalProcess(exponential(2))), entropy(poissonProcess(2)));
    expect(() => renewalProcess(normal(1, 1))).toThrow("it must be above 0 with a finite mean");
  });

  it("adds over the pieces of its window", () => {
    const p = piecewisePoissonProcess([0, 1, 4], [2, 5]);
    const q = piecewisePoissonProcess([0, 3, 4], [1, 4]);
    const d = (a: number, b: number) => a * Math.log(a / b) - a + b;
    near(kl(p, q), d(2, 1) + 2 * d(5, 1) + d(5, 4));
    expect(() => kl(p, piecewisePoissonProcess([0, 3], [1]))).toThrow("both must be on the same window");
    expect(() => piecewisePoissonProcess([0, 0], [1])).toThrow("times must rise");
  });
});

describe("a stationary Gaussian process", () => {
  const p = arma([0.8], [], 1);
  const q = arma([0.5], [], 2);

  it("diverges by half the Itakura–Saito distance of the spectra", () => {
    near(kl(p, q), truth("AR(1) rate = Itakura-Saito/2"));
    // ½[(s/t)(1 + b² − 2ab)/(1 − a²) − 1 − log(s/t)]
    const closed = (a: number, s: number, b: number, t: number) =>
      0.5 * (((s / t) * (1 + b * b - 2 * a * b)) / (1 - a * a) - 1 - Math.log(s / t));
    near(kl(arma([-0.95], [], 1), arma([0.3], [], 0.2)), closed(-0.95, 1, 0.3, 0.2), 1e-12);
    near(kl(arma([0.999], [], 1), arma([0.9], [], 1)), closed(0.999, 1, 0.9, 1), 1e-10);
  });

  it("keeps its digits for nearly equal coefficients", () => {
    // with one variance the closed form is ½(a − b)²/(1 − a²)
    const step = 2 ** -30;
    near(kl(arma([0.5], [], 1), arma([0.5 + step], [], 1)), (0.5 * step * step) / 0.75, 1e-6);
  });

  it("is what windows of it tend to, a value more at a time", () => {
    const more = kl(p.over(30), q.over(30)) - kl(p.over(29), q.over(29));
    near(more, kl(p, q), 1e-9);
    near(p.over(1).covariance!()[0]![0]!, 1 / (1 - 0.64));
    near(entropy(p), 0.5 * Math.log(2 * Math.PI * Math.E));
    expect(kl(arma([], [0.5], 1).over(1), multivariateNormal([0], [[1.25]]))).toBeLessThan(1e-30);
  });

  it("must be stationary", () => {
    expect(() => arma([1], [], 1)).toThrow("has no stationary process");
    expect(() => arma([0.5, 0.6], [], 1)).toThrow("has no stationary process");
    expect(() => arma([1.2, -0.5], [], 1)).not.toThrow();
  });
});

describe("a hidden Markov model", () => {
  const p = hiddenMarkov(
    [
      [0.9, 0.1],
      [0.3, 0.7],
    ],
    [bernoulli(0.2), bernoulli(0.9)],
  );
  const q = hiddenMarkov(
    [
      [0.8, 0.2],
      [0.4, 0.6],
    ],
    [bernoulli(0.2), bernoulli(0.8)],
  );

  it("sums to 1 over all sequences", () => {
    let sum = 0;
    let divergence = 0;
    for (let code = 0; code < 256; code++) {
      const sequence = Array.from({ length: 8 }, (_, t) => (code >> t) & 1);
      const log = p.logLikelihood(sequence);
      sum += Math.exp(log);
      divergence += Math.exp(log) * (log - q.logLikelihood(sequence));
    }
    near(sum, 1, 1e-13);
    expect(divergence / 8).toBeGreaterThan(0);
    // the first state's divergence, then seven steps and eight emissions at most
    const start = kl(categorical([0.75, 0.25]), categorical([2 / 3, 1 / 3]));
    expect(divergence).toBeLessThan(8 * p.klUpperBound(q) + start);
  });

  it("draws sequences that its density knows, and asks for sampling", () => {
    const window = p.over(5);
    const draws = window.samples(4000, 3);
    const ones = draws.reduce((sum, x) => sum + x[4]!, 0) / 4000;
    expect(Math.abs(ones - (0.75 * 0.2 + 0.25 * 0.9))).toBeLessThan(0.035);
    near(window.logDensity([0, 1, 0, 0, 1]), p.logLikelihood([0, 1, 0, 0, 1]));
    expect(() => kl(p, q)).toThrow("estimateKl");
    expect(() => kl(window, q.over(5))).toThrow("estimateKl");
    expect(kl(p, p)).toBe(0);
  });

  it("with states that are seen is a Markov chain", () => {
    const seen = (rows: number[][]) => hiddenMarkov(rows, [categorical([1, 0]), categorical([0, 1])]);
    const a = seen([
      [0.9, 0.1],
      [0.3, 0.7],
    ]);
    const b = seen([
      [0.8, 0.2],
      [0.4, 0.6],
    ]);
    near(a.klUpperBound(b), truth("markov_chain_rate"));
  });
});

describe("Ewens' law", () => {
  it("has the divergence of the partitions", () => {
    near(kl(ewens(5, 1.5), ewens(5, 0.6)), truth("ewens_crp n=5"), 1e-14);
    const step = 2 ** -30;
    const [one, two] = [kl(ewens(50, 2), ewens(50, 2 + step)), kl(ewens(50, 2), ewens(50, 2 + 2 * step))];
    expect(Math.abs(two / one - 4)).toBeLessThan(1e-6);
  });

  it("sums to 1 over all labellings, with its entropy", () => {
    const p = ewens(5, 1.5);
    let [sum, surprise] = [0, 0];
    for (let code = 0; code < 5 ** 5; code++) {
      const labels = Array.from({ length: 5 }, (_, i) => Math.floor(code / 5 ** i) % 5);
      const log = p.logDensity(labels);
      if (log === Number.NEGATIVE_INFINITY) continue;
      sum += Math.exp(log);
      surprise -= Math.exp(log) * log;
    }
    near(sum, 1, 1e-13);
    near(entropy(p), surprise, 1e-13);
  });

  it("draws as many blocks as it says", () => {
    const draws = ewens(20, 2).samples(3000, 1);
    const blocks = draws.reduce((total, x) => total + Math.max(...x) + 1, 0) / 3000;
    const [want, variance] = Array.from({ length: 20 }, (_, i) => 2 / (2 + i)).reduce(
      ([m, v], p) => [m! + p, v! + p * (1 - p)],
      [0, 0],
    );
    expect(Math.abs(blocks - want!)).toBeLessThan(4 * Math.sqrt(variance! / 3000));
  });
});
