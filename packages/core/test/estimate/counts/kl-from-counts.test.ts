import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dirichletMixtureKl } from "../../../src/estimate/counts/dirichlet/mixture-kl.ts";
import { sizeCorrection } from "../../../src/estimate/counts/size-correction.ts";
import {
  COUNT_KL_ESTIMATORS,
  type CountKlMethod,
  estimateCrossEntropy,
  estimateEntropy,
  estimateKl,
  zhangGrabchak,
} from "../../../src/estimate/index.ts";
import { counts, kl, weights } from "../../../src/index.ts";
import { gammaDraw, multinomial, type Random, random } from "../../../src/random/index.ts";
import { near } from "../fixture.ts";
import { expected } from "./count-estimates.ts";

const METHODS = Object.keys(COUNT_KL_ESTIMATORS) as CountKlMethod[];

const pairs = fc
  .array(fc.tuple(fc.nat({ max: 30 }), fc.nat({ max: 30 })), { minLength: 3, maxLength: 10 })
  .filter((cells) => cells.some(([x]) => x > 0) && cells.filter(([, y]) => y > 0).length > 2)
  .map((cells) => ({ x: cells.map(([x]) => x), y: cells.map(([, y]) => y) }));

const draw = (rng: Random, rows: number, law: readonly number[]): Float64Array =>
  multinomial(rng, rows, law, new Float64Array(law.length));

/** Shares 0.8^i against the same backwards: most of the one side's rows lie where the other has hardly any. */
const geometric = (k: number): number[] => {
  const shares = Array.from({ length: k }, (_, i) => 0.8 ** i);
  const sum = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => share / sum);
};

describe("a KL from counts", () => {
  it("is Zhang and Grabchak's by default for sides of one size, without an escape symbol", () => {
    const pair = { x: [30, 12, 5, 1], y: [20, 20, 8, 0] };
    expect(estimateKl(pair.x, pair.y).value).toBe(zhangGrabchak(pair));
    expect(estimateKl(pair.x, pair.y, { escape: 1e-4 }).value).toBe(zhangGrabchak(pair, { escape: 1e-4 }));
    expect(estimateKl(pair.x, pair.y).plugIn).toBe(Infinity);
  });

  // SciPy: sums over a grid of (log alpha, log beta) in steps of 0.15 from -24 to 16 of the double sums of Wolpert and
  // Wolf for D and D^2, weights |dA/da||dB/db|*evidence/(D*(1 + D/log K)); what lies beyond the grid is about 1e-7.
  it.each(expected.mixture)("has the posterior of a mixture of Dirichlet laws: $x against $y", (c) => {
    const { value, standardError } = dirichletMixtureKl(c, c.x.length);
    near(value, c.value, 3e-6);
    near(standardError, c.standardError, 3e-6);
  });

  it("is what is left of the cross-entropy after the entropy", () => {
    const { x, y, value } = expected.crossEntropy;
    // mpmath: sum(X/n*(digamma(m+1) - digamma(Y+1)))
    near(estimateCrossEntropy(x, y).value, value, 1e-13);
    const other = [y[0]!, y[1]!, y[2]!, y[3]! - 1, y[4]!];
    near(
      estimateKl(x, other).value,
      estimateCrossEntropy(x, other).value - estimateEntropy(x, { method: "zhang" }).value,
      1e-12,
    );
  });

  it("adds what it is told to add", () => {
    const found = estimateKl([3, 1, 0], [1, 1, 2], { method: "additive-smoothing", smoothing: 1 });
    near(found.value, kl(weights([4, 2, 1]), weights([2, 2, 3])), 1e-15);
    const wider = estimateKl([3, 1, 0], [1, 1, 2], { method: "additive-smoothing", categories: 5 });
    near(wider.value, kl(weights([3.5, 1.5, 0.5, 0.5, 0.5]), weights([1.5, 1.5, 2.5, 0.5, 0.5])), 1e-15);
  });

  it("gives another unit on request, and takes counts by kind", () => {
    const nats = estimateKl([60, 40, 50], [30, 80, 40]);
    const bits = estimateKl(counts([60, 40, 50]), counts([30, 80, 40]), { base: 2 });
    for (const key of ["value", "low", "high", "standardError", "bias", "plugIn"] as const) {
      near(bits[key]! * Math.LN2, nats[key]!, 1e-14);
    }
    expect([nats.unit, bits.unit]).toEqual(["nats", "bits"]);
    expect(bits.test).toEqual(nats.test);
  });

  it.each(METHODS)(
    "%s: the order of the cells changes nothing, nor do cells that occur on neither side",
    (method) => {
      fc.assert(
        fc.property(pairs, ({ x, y }) => {
          const options = { method, maxDraws: 0, categories: x.length + 2 };
          const a = estimateKl(x, y, options);
          for (const b of [
            estimateKl([...x].reverse(), [...y].reverse(), options),
            estimateKl([0, ...x, 0], [0, ...y, 0], options),
          ]) {
            if (Number.isFinite(a.value)) near(b.value, a.value, 1e-10, 1e-12);
            else expect(b.value).toBe(a.value);
            near(b.unseenMass!, a.unseenMass!, 1e-15);
          }
          expect(a.low).toBeLessThanOrEqual(a.high);
        }),
        { numRuns: method === "dirichlet-mixture" ? 15 : 50 },
      );
    },
  );

  it.each(METHODS)("%s comes near the truth with many rows", (method) => {
    const [p, q] = [
      [0.5, 0.3, 0.15, 0.05],
      [0.4, 0.3, 0.1, 0.2],
    ];
    const rng = random("kl");
    const found = estimateKl(draw(rng, 4e5, p), draw(rng, 4e5, q), { method });
    expect(Math.abs(found.value - kl(p, q))).toBeLessThan(0.003);
    expect([found.low < kl(p, q), kl(p, q) < found.high]).toEqual([true, true]);
  });

  it("has a mixture that needs the reference to have seen something", () => {
    const blind = estimateKl([3, 4, 5], [9, 0, 0], { method: "dirichlet-mixture" });
    expect([blind.value, blind.low, blind.high]).toEqual([Infinity, 0, Infinity]);
    const dim = estimateKl([3, 4, 5], [9, 2, 0], { method: "dirichlet-mixture" });
    expect(dim.value).toBeLessThan(Infinity);
    expect([dim.standardError, dim.high]).toEqual([Infinity, Infinity]);
    const sharp = estimateKl([3, 4, 5], [9, 2, 1], { method: "dirichlet-mixture" });
    expect(sharp.high).toBeLessThan(Infinity);
  });

  it("says where the reference is too sparse to show the ratio, and fills it in by a prior if asked", () => {
    const p = geometric(30);
    const q = [...p].reverse();
    const rng = random("reversed");
    const [x, y] = [draw(rng, 1000, p), draw(rng, 1000, q)];
    const plain = estimateKl(x, y);
    expect(plain.notes.join()).toContain("lower bound: reference too sparse in cells 0, 1, 2, 3");
    expect(plain.unseenMass).toBeGreaterThan(0.1);
    expect(plain.low).toBeLessThan(kl(p, q));
    const filled = estimateKl(x, y, { method: "dirichlet-mixture" });
    expect(filled.value).toBeGreaterThan(plain.value);
    expect(filled.high).toBeGreaterThan(kl(p, q));
    expect(filled.notes.join()).not.toContain("lower bound");
  });

  it("is closer by that prior than without it where the ratio has no bound: Dirichlet(½) against Dirichlet(½)", () => {
    const rng = random("halves");
    const law = (): number[] => {
      const shares = Array.from({ length: 100 }, () => gammaDraw(rng, 0.5));
      const sum = shares.reduce((a, b) => a + b, 0);
      return shares.map((share) => share / sum);
    };
    let [plain, filled] = [0, 0];
    for (let i = 0; i < 20; i++) {
      const [p, q] = [law(), law()];
      const [x, y] = [draw(rng, 500, p), draw(rng, 500, q)];
      const own = estimateKl(x, y, { maxDraws: 0 });
      expect(own.notes.join()).toContain("lower bound");
      plain += Math.abs(own.value - kl(p, q)) / 20;
      filled +=
        Math.abs(estimateKl(x, y, { method: "dirichlet-mixture", maxDraws: 0 }).value - kl(p, q)) / 20;
    }
    expect(filled).toBeLessThan(0.6 * plain);
  });

  it("seldom notes that where the laws are one, however sparse", () => {
    const law = Array.from({ length: 300 }, (_, i) => 1 / (i + 1));
    const sum = law.reduce((a, b) => a + b, 0);
    const p = law.map((w) => w / sum);
    const rng = random("one law");
    let noted = 0;
    for (let i = 0; i < 200; i++) {
      const found = estimateKl(draw(rng, 300, p), draw(rng, 300, p), { maxDraws: 0 });
      if (found.notes.join().includes("lower bound")) noted++;
      expect(found.unseenMass).toBeGreaterThan(0);
    }
    // About 4 % of such pairs look otherwise by chance.
    expect(noted).toBeLessThanOrEqual(20);
  });

  // f1 = 3 and f2 = 1 of n = 12: A = 2/(11*3 + 2) = 2/35; the next terms of the entropy, v = 12…20, are
  // (3/12)*sum((33/35)^(v-11)/v). Backwards: never 2/20, once 5/20, A = (5/12)/(2 + 5/12) = 5/29, v = 13…19.
  it("continues the shorter sum where sizes differ", () => {
    const [few, many] = [
      [7, 2, 1, 1, 1, 0],
      [9, 4, 5, 0, 0, 2],
    ];
    let entropy = 0;
    for (let v = 12; v <= 20; v++) entropy += (0.25 * (33 / 35) ** (v - 11)) / v;
    near(sizeCorrection({ x: few, y: many }).value, -entropy, 1e-12);
    let cross = 0;
    for (let v = 13; v <= 19; v++) cross += (0.1 * (24 / 29) ** (v - 12)) / v;
    near(sizeCorrection({ x: [9, 4, 5, 0, 0, 2], y: [7, 4, 1, 0, 0, 0] }).value, cross, 1e-12);
    expect(sizeCorrection({ x: few, y: few })).toEqual({ value: 0, error: 0 });
  });

  it("is about 0 on average for one law, sparse and of unlike sizes, where Zhang and Grabchak's leans high", () => {
    const law = Array.from({ length: 200 }, (_, i) => 1 / (i + 1));
    const sum = law.reduce((a, b) => a + b, 0);
    const p = law.map((w) => w / sum);
    const rng = random("sizes");
    let [plain, ours, inside] = [0, 0, 0];
    for (let i = 0; i < 300; i++) {
      const [x, y] = [draw(rng, 1000, p), draw(rng, 20_000, p)];
      const found = estimateKl(x, y, { maxDraws: 0 });
      plain += zhangGrabchak({ x, y }) / 300;
      ours += found.value / 300;
      if (found.low === 0) inside++;
    }
    expect(plain).toBeGreaterThan(0.008);
    expect(Math.abs(ours)).toBeLessThan(0.003);
    expect(inside / 300).toBeGreaterThan(0.93);
  });

  it("says when a method and the default cannot both be right", () => {
    const law = Array.from({ length: 300 }, (_, i) => 1 / (i + 1));
    const sum = law.reduce((a, b) => a + b, 0);
    const p = law.map((w) => w / sum);
    const rng = random("apart");
    const [x, y] = [draw(rng, 500, p), draw(rng, 500, p)];
    for (const method of ["additive-smoothing", "dirichlet-mixture"] as const) {
      expect(estimateKl(x, y, { method, maxDraws: 0 }).notes.join()).toContain("Zhang–Grabchak gives");
    }
    expect(estimateKl(x, y, { maxDraws: 0 }).notes.join()).not.toContain("Zhang–Grabchak gives");
  });

  it("brings the test of equal laws along, exact where counts are few", () => {
    expect(estimateKl([500, 500], [520, 480]).test!.method).toBe("χ², 1 degree of freedom");
    expect(estimateKl([9, 1], [2, 8]).test!.method).toMatch(/^count permutation, \d+ draws$/);
    expect(estimateKl([9, 1], [2, 8], { maxDraws: 0 }).test).toBeUndefined();
  });

  it.each<readonly [string, () => unknown, RegExp]>([
    ["probabilities", () => estimateKl([0.5, 0.5], [0.5, 0.5]), /estimateKl: p\[0\] = 0.5 is not whole/],
    ["different lengths", () => estimateKl([1, 2], [1, 2, 3]), /estimateKl: p has 2 outcomes and q has 3/],
    ["an empty side", () => estimateKl([1, 2], [0, 0]), /q has no mass/],
    ["what is no data", () => estimateKl("p" as never, [1, 2]), /p is string; it must be counts or/],
    [
      "two kinds",
      () => estimateKl([1, 2], { logDensity: () => 0 } as never),
      /both sides must be of one kind/,
    ],
    [
      "an unknown method",
      () => estimateKl([1, 2], [1, 2], { method: "knn" as never }),
      /one of zhang-grabchak/,
    ],
    [
      "an escape of 1",
      () => estimateKl([1, 2], [1, 2], { escape: 1 }),
      /escape = 1; it must be between 0 and 1/,
    ],
    ["nothing to add", () => estimateKl([1, 2], [1, 2], { smoothing: 0 }), /smoothing = 0/],
    ["too few categories", () => estimateKl([1, 2, 0], [1, 2, 0], { categories: 2 }), /categories = 2/],
  ])("refuses %s", (_, call, said) => {
    expect(call).toThrow(said);
  });
});
