import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as relent from "../../src/index.ts";
import { logits, type Row, weights } from "../../src/index.ts";

const {
  alphaDivergence,
  crossEntropy,
  entropy,
  hellingerSquared,
  jeffreys,
  jensenShannon,
  kl,
  renyi,
  reverseKl,
} = relent;
const { chiSquared, kolmogorovSmirnov, skewKl, totalVariation, triangular, tsallis, wasserstein1 } = relent;

const U = 2 ** -52;

/** Weights over many orders of magnitude, zeros among them. */
const weight = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 1e-3, max: 1, noNaN: true }) },
  { weight: 2, arbitrary: fc.integer({ min: -300, max: 300 }).map((e) => 2 ** e) },
  { weight: 1, arbitrary: fc.constant(0) },
);
const row = (n: number) =>
  fc.array(weight, { minLength: n, maxLength: n }).filter((x) => x.some((v) => v > 0));
const many = (count: number) =>
  fc.integer({ min: 1, max: 40 }).chain((n) => fc.tuple(...Array.from({ length: count }, () => row(n))));
const two = many(2) as fc.Arbitrary<[number[], number[]]>;
const positive = fc
  .integer({ min: 1, max: 40 })
  .chain((n) =>
    fc.tuple(
      fc.array(fc.double({ min: 1e-6, max: 1, noNaN: true }), { minLength: n, maxLength: n }),
      fc.array(fc.double({ min: 1e-6, max: 1, noNaN: true }), { minLength: n, maxLength: n }),
    ),
  );
const logitRows = fc.integer({ min: 1, max: 40 }).chain((n) => {
  const x = fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: n, maxLength: n });
  return fc.tuple(x, x);
});

const below = (a: number, b: number, slack = 64 * U): void =>
  void expect(a).toBeLessThanOrEqual(b + slack * (1 + Math.abs(b)));
const near = (a: number, b: number, slack = 64 * U): void => {
  if (!Number.isFinite(b)) expect(a).toBe(b);
  else expect(Math.abs(a - b)).toBeLessThanOrEqual(slack * (1 + Math.abs(b)));
};
const normal = (x: number[]) => {
  const total = x.reduce((a, b) => a + b, 0);
  return x.map((v) => v / total);
};

const DIVERGENCES: Record<string, (p: Row, q: Row) => number> = {
  kl,
  reverseKl,
  jeffreys,
  jensenShannon,
  hellingerSquared,
  chiSquared,
  totalVariation,
  triangular,
  wasserstein1,
  kolmogorovSmirnov,
  skew: (p, q) => skewKl(p, q, 0.3),
  renyiHalf: (p, q) => renyi(p, q, 0.5),
  renyiThree: (p, q) => renyi(p, q, 3),
  tsallis: (p, q) => tsallis(p, q, 0.7),
  alpha: (p, q) => alphaDivergence(p, q, -0.5),
  beta: (p, q) => relent.betaDivergence(p, q, 1.5),
  gamma: (p, q) => relent.gammaDivergence(p, q, 0.7),
};

describe.each(Object.entries(DIVERGENCES))("%s", (name, ask) => {
  it("is never negative and never NaN (Gibbs)", () => {
    fc.assert(
      fc.property(two, ([p, q]) => void expect(ask(weights(p), weights(q))).toBeGreaterThanOrEqual(0)),
    );
    fc.assert(
      fc.property(logitRows, ([x, y]) => void expect(ask(logits(x), logits(y))).toBeGreaterThanOrEqual(0)),
    );
  });

  it("is 0 between a row and itself", () => {
    fc.assert(fc.property(row(12), (p) => void expect(ask(weights(p), weights(p.slice()))).toBe(0)));
  });

  it("gives logits what it gives their exponentials", () => {
    fc.assert(
      fc.property(logitRows, ([x, y]) => {
        const want = ask(weights(x.map(Math.exp)), weights(y.map(Math.exp)));
        expect(Math.abs(ask(logits(x), logits(y)) - want)).toBeLessThanOrEqual(1e-11 * want + 1e-15);
      }),
    );
  });

  if (!["wasserstein1", "kolmogorovSmirnov"].includes(name)) {
    it("does not depend on the order of outcomes", () => {
      fc.assert(
        fc.property(two, ([p, q]) => {
          const back = ask(weights([...p].reverse()), weights([...q].reverse()));
          const want = ask(weights(p), weights(q));
          if (Number.isFinite(want))
            expect(Math.abs(back - want)).toBeLessThanOrEqual(256 * U * (name === "gamma" ? 1 + want : want));
          else expect(back).toBe(want);
        }),
      );
    });
  }

  if (!["wasserstein1", "kolmogorovSmirnov", "beta", "gamma"].includes(name)) {
    it("does not grow when outcomes are merged (data processing)", () => {
      const split = fc.tuple(two, fc.integer({ min: 2, max: 5 }));
      fc.assert(
        fc.property(split, ([[p, q], cells]) => {
          const merge = (x: number[]) =>
            x.reduce((sums, v, i) => {
              sums[i % cells] = sums[i % cells]! + v;
              return sums;
            }, new Array<number>(cells).fill(0));
          below(ask(weights(merge(p)), weights(merge(q))), ask(weights(p), weights(q)), 1e-12);
        }),
      );
    });
  }
});

describe("laws between measures", () => {
  it("entropy + KL = cross-entropy", () => {
    fc.assert(
      fc.property(two, ([p, q]) =>
        near(entropy(weights(p)) + kl(weights(p), weights(q)), crossEntropy(weights(p), weights(q))),
      ),
    );
    fc.assert(
      fc.property(logitRows, ([x, y]) =>
        near(entropy(logits(x)) + kl(logits(x), logits(y)), crossEntropy(logits(x), logits(y))),
      ),
    );
  });

  it("Jeffreys (PSI) = KL + reverse KL", () => {
    fc.assert(
      fc.property(two, ([p, q]) =>
        near(
          jeffreys(weights(p), weights(q)),
          kl(weights(p), weights(q)) + reverseKl(weights(p), weights(q)),
        ),
      ),
    );
  });

  it("Pinsker: 2 TV² ≤ KL", () => {
    fc.assert(
      fc.property(two, ([p, q]) =>
        below(2 * totalVariation(weights(p), weights(q)) ** 2, kl(weights(p), weights(q))),
      ),
    );
  });

  it("Jensen–Shannon ≤ log 2, TV ≤ 1, Hellinger ≤ 1, KS ≤ TV", () => {
    fc.assert(
      fc.property(two, ([p, q]) => {
        expect(jensenShannon(weights(p), weights(q))).toBeLessThanOrEqual(Math.LN2);
        expect(hellingerSquared(weights(p), weights(q))).toBeLessThanOrEqual(1);
        below(totalVariation(weights(p), weights(q)), 1);
        below(kolmogorovSmirnov(weights(p), weights(q)), totalVariation(weights(p), weights(q)));
      }),
    );
  });

  it("H² ≤ TV ≤ √2 H", () => {
    fc.assert(
      fc.property(two, ([p, q]) => {
        const h2 = hellingerSquared(weights(p), weights(q));
        const tv = totalVariation(weights(p), weights(q));
        below(h2, tv);
        below(tv, Math.sqrt(2 * h2));
      }),
    );
  });

  it("Rényi grows with the order, through KL at 1", () => {
    const orders = [0, 0.1, 0.5, 0.9, 1, 1.1, 2, 10, Number.POSITIVE_INFINITY];
    fc.assert(
      fc.property(two, ([p, q]) => {
        const values = orders.map((order) => renyi(weights(p), weights(q), order));
        for (let i = 1; i < values.length; i++) below(values[i - 1]!, values[i]!, 1e-12);
      }),
    );
  });

  it("Rényi entropy falls with the order", () => {
    const orders = [0, 0.5, 1, 2, Number.POSITIVE_INFINITY];
    fc.assert(
      fc.property(row(9), (p) => {
        const values = orders.map((order) => relent.renyiEntropy(weights(p), order));
        for (let i = 1; i < values.length; i++) below(values[i]!, values[i - 1]!, 1e-12);
      }),
    );
  });

  it("skew symmetry: (1 − α) D_α(p‖q) = α D_{1−α}(q‖p)", () => {
    fc.assert(
      fc.property(positive, fc.double({ min: 0.05, max: 0.95, noNaN: true }), ([p, q], order) => {
        const left = (1 - order) * renyi(weights(p), weights(q), order);
        const right = order * renyi(weights(q), weights(p), 1 - order);
        expect(Math.abs(left - right)).toBeLessThanOrEqual(1e-13 * (left + 1e-3));
      }),
    );
  });

  it("joint convexity of KL, TV and Jensen–Shannon", () => {
    const four = fc.integer({ min: 1, max: 12 }).chain((n) => fc.tuple(row(n), row(n), row(n), row(n)));
    fc.assert(
      fc.property(four, fc.double({ min: 1e-3, max: 0.999, noNaN: true }), ([a, b, c, d], t) => {
        const [p, q, r, s] = [a, b, c, d].map(normal) as [number[], number[], number[], number[]];
        const mix = (x: number[], y: number[]) => x.map((v, i) => t * v + (1 - t) * y[i]!);
        const sum = (x: number, y: number) => t * x + (1 - t) * y;
        for (const ask of [kl, totalVariation, jensenShannon]) {
          const mixed = ask(weights(mix(p, r)), weights(mix(q, s)));
          below(mixed, sum(ask(weights(p), weights(q)), ask(weights(r), weights(s))), 1e-12);
        }
      }),
    );
  });

  it("chain rule: KL of a joint = KL of the margin + expected KL of the conditionals", () => {
    fc.assert(
      fc.property(fc.tuple(row(12), row(12)), ([p, q]) => {
        const rows = (x: number[]) => [x.slice(0, 4), x.slice(4, 8), x.slice(8)];
        const sum = (x: number[]) => x.reduce((a, b) => a + b, 0);
        const margin = (x: number[]) => rows(x).map(sum);
        const total = sum(p);
        let want = kl(weights(margin(p)), weights(margin(q)));
        if (want < Number.POSITIVE_INFINITY) {
          rows(p).forEach((x, i) => {
            if (sum(x) > 0) want += (sum(x) / total) * kl(weights(x), weights(rows(q)[i]!));
          });
        }
        near(kl(weights(p), weights(q)), want, 1e-12);
      }),
    );
  });

  it("the n-ary Jensen–Shannon divergence of two is the binary one", () => {
    fc.assert(
      fc.property(two, fc.double({ min: 0, max: 1, noNaN: true }), ([p, q], w) => {
        const options = { weights: [w, 1 - w] };
        near(
          relent.jensenShannonOf([weights(p), weights(q)], options),
          jensenShannon(weights(p), weights(q), options),
        );
      }),
    );
  });

  it("explained terms add up to the value, and the balance balances", () => {
    fc.assert(
      fc.property(two, ([p, q]) => {
        const { value, terms, infinite, balance } = relent.explain(kl, weights(p), weights(q));
        expect(value).toBe(kl(weights(p), weights(q)));
        near(
          terms.reduce((sum, term) => sum + term.value, 0),
          value,
          1e-12,
        );
        expect(infinite.length > 0).toBe(value === Number.POSITIVE_INFINITY);
        near(balance.entropy + balance.kl, balance.crossEntropy);
      }),
    );
  });
});

describe("joint tables", () => {
  const table = fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 })
    .filter((x) => x.some((v) => v > 0));
  const of = (x: number[]) => relent.joint(weights(x), [2, 3, 2]);
  const H = (x: number[], group: (i: number) => number) => {
    const cells: number[] = [];
    x.forEach((v, i) => {
      cells[group(i)] = (cells[group(i)] ?? 0) + v;
    });
    return entropy(weights(Array.from(cells, (v) => v ?? 0)));
  };
  const [a, b, c] = [
    (i: number) => Math.floor(i / 6),
    (i: number) => Math.floor(i / 2) % 3,
    (i: number) => i % 2,
  ];

  it("agree with sums of entropies", () => {
    fc.assert(
      fc.property(table, (x) => {
        const all = H(x, (i) => i);
        const [ha, hb, hc] = [H(x, a), H(x, b), H(x, c)];
        const [hab, hac, hbc] = [
          H(x, (i) => 3 * a(i) + b(i)),
          H(x, (i) => 2 * a(i) + c(i)),
          H(x, (i) => 2 * b(i) + c(i)),
        ];
        near(relent.mutualInformation(of(x)), ha + hb - hab, 1e-13);
        near(relent.mutualInformation(of(x), { between: [[0, 2], [1]] }), hac + hb - all, 1e-13);
        near(relent.conditionalMutualInformation(of(x)), hac + hbc - all - hc, 1e-13);
        near(relent.conditionalEntropy(of(x)), hab - ha, 1e-13);
        near(relent.totalCorrelation(of(x)), ha + hb + hc - all, 1e-13);
        near(relent.dualTotalCorrelation(of(x)), hab + hac + hbc - 2 * all, 1e-13);
        near(relent.interactionInformation(of(x)), hab + hac + hbc - ha - hb - hc - all, 1e-13);
      }),
    );
  });

  it("keep the digits of near-independence: I ≈ ε²/2 for cells ¼(1 ± ε)", () => {
    const e = 2 ** -27;
    const x = [0.25 * (1 + e), 0.25 * (1 - e), 0.25 * (1 - e), 0.25 * (1 + e)];
    const got = relent.mutualInformation(relent.joint(x, [2, 2]));
    expect(Math.abs(got / (e * e * 0.5) - 1)).toBeLessThan(1e-14);
  });

  it("refuse axes they do not have", () => {
    expect(() => relent.mutualInformation(of(new Array(12).fill(1)), { between: [[0], [0]] })).toThrow(
      "axes [0, 0]",
    );
    expect(() => relent.joint([1], [2])).toThrow("has 2 cells and the row 1");
  });

  it("transfer entropy is H(Yₜ | Yₜ₋₁) when the source drives the target", () => {
    const x = "0110100110010110011010010110100110010110100101100110".split("");
    const y = ["0", ...x.slice(0, -1)];
    const pairs = new Map<string, number>();
    for (let t = 1; t < y.length; t++) pairs.set(y[t - 1]! + y[t]!, (pairs.get(y[t - 1]! + y[t]!) ?? 0) + 1);
    const cell = (key: string) => pairs.get(key) ?? 0;
    const tally = relent.joint(weights([cell("00"), cell("01"), cell("10"), cell("11")]), [2, 2]);
    near(relent.transferEntropy(x, y), relent.conditionalEntropy(tally), 1e-13);
    const count = (source: number, target: number) =>
      x.filter((next, t) => t > 0 && Number(y[t - 1]) === source && Number(next) === target).length;
    const later = relent.joint(weights([0, 0, 0, 0].map((_, k) => count(k >> 1, k & 1))), [2, 2]);
    near(relent.transferEntropy(y, x, { history: 0 }), relent.mutualInformation(later), 1e-13);
  });
});

describe("streams and shards", () => {
  const shards = fc.tuple(fc.integer({ min: 1, max: 7 }), positive);
  const pieces = (x: number[], k: number) =>
    Array.from({ length: k }, (_, s) => x.filter((_, i) => i % k === s));

  it("merged KL equals the whole", () => {
    fc.assert(
      fc.property(shards, ([k, [p, q]]) => {
        const sums = pieces(p, k).map((x, s) =>
          x.length === 0
            ? relent.emptyKlSum
            : relent.addToKlSum(relent.emptyKlSum, weights(x), weights(pieces(q, k)[s]!)),
        );
        const got = relent.klOf(sums.reduce(relent.mergeKlSums, relent.emptyKlSum));
        const want = kl(weights(p), weights(q));
        expect(Math.abs(got - want)).toBeLessThanOrEqual(32 * U * (want + 0.1));
      }),
    );
  });

  it("merged KL of near-equal logits equals the whole", () => {
    const close = fc.array(
      fc.tuple(fc.double({ min: -8, max: 8, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true })),
      {
        minLength: 2,
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(close, fc.integer({ min: 1, max: 5 }), (xs, k) => {
        const p = xs.map(([x]) => x);
        const q = xs.map(([x, z]) => x + 1e-6 * z);
        const sums = pieces(p, k).map((x, s) =>
          x.length === 0
            ? relent.emptyKlSum
            : relent.addToKlSum(relent.emptyKlSum, logits(x), logits(pieces(q, k)[s]!)),
        );
        const got = relent.klOf(sums.reduce(relent.mergeKlSums, relent.emptyKlSum));
        const want = kl(logits(p), logits(q));
        expect(Math.abs(got - want)).toBeLessThanOrEqual(1e-13 * want + 1e-31);
      }),
    );
  });

  it("merged cross-entropy and log-sum-exp equal the whole", () => {
    fc.assert(
      fc.property(fc.tuple(fc.integer({ min: 1, max: 7 }), two), ([k, [p, q]]) => {
        const sums = pieces(p, k).map((x, s) =>
          relent.addToCrossEntropySum(relent.emptyCrossEntropySum, weights(x), weights(pieces(q, k)[s]!)),
        );
        near(
          relent.crossEntropyOf(sums.reduce(relent.mergeCrossEntropySums)),
          crossEntropy(weights(p), weights(q)),
        );
        const x = p.map(Math.log);
        const parts = pieces(x, k).map((piece) => relent.addToLogSum(relent.emptyLogSum, piece));
        near(
          relent.logSumOf(parts.reduce(relent.mergeLogSums)),
          relent.logSumOf(relent.addToLogSum(relent.emptyLogSum, x)),
        );
      }),
    );
  });

  it("keep Infinity and refuse what has no mass", () => {
    const sum = relent.addToKlSum(relent.emptyKlSum, [1, 0], [0, 1]);
    expect(relent.klOf(relent.mergeKlSums(sum, relent.addToKlSum(relent.emptyKlSum, [1], [1])))).toBe(
      Infinity,
    );
    expect(() => relent.klOf(relent.emptyKlSum)).toThrow("p has no mass");
    expect(() => relent.crossEntropyOf(relent.emptyCrossEntropySum)).toThrow("p has no mass");
    for (const bad of [Number.NaN, Infinity])
      expect(() => relent.addToLogSum(relent.emptyLogSum, [0, bad])).toThrow(`addToLogSum: x[1] = ${bad}`);
  });
});
