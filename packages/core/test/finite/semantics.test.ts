import { describe, expect, it } from "vitest";
import * as relent from "../../src/index.ts";
import { counts, logits, logProbs, probs, RelentError, type Row, weights } from "../../src/index.ts";

type Two = (p: Row, q: Row) => number;

/** Each measure of two rows: what it is for disjoint rows, and for a zero in q alone. */
const TWO: Record<string, { readonly ask: Two; readonly disjoint: number; readonly zeroInQ: number }> = {
  kl: { ask: relent.kl, disjoint: Infinity, zeroInQ: Infinity },
  reverseKl: { ask: relent.reverseKl, disjoint: Infinity, zeroInQ: Math.LN2 },
  crossEntropy: { ask: relent.crossEntropy, disjoint: Infinity, zeroInQ: Infinity },
  jeffreys: { ask: relent.jeffreys, disjoint: Infinity, zeroInQ: Infinity },
  jensenShannon: { ask: relent.jensenShannon, disjoint: Math.LN2, zeroInQ: 0.21576155433883548 },
  jensenShannonDistance: {
    ask: relent.jensenShannonDistance,
    disjoint: Math.sqrt(Math.LN2),
    zeroInQ: Math.sqrt(0.21576155433883548),
  },
  skewKl: { ask: (p, q) => relent.skewKl(p, q, 0.5), disjoint: Math.LN2, zeroInQ: -0.5 * Math.log(0.75) },
  renyiHalf: { ask: (p, q) => relent.renyi(p, q, 0.5), disjoint: Infinity, zeroInQ: Math.LN2 },
  renyiTwo: { ask: (p, q) => relent.renyi(p, q, 2), disjoint: Infinity, zeroInQ: Infinity },
  renyiInfinity: { ask: (p, q) => relent.renyi(p, q, Infinity), disjoint: Infinity, zeroInQ: Infinity },
  tsallisTwo: { ask: (p, q) => relent.tsallis(p, q, 2), disjoint: Infinity, zeroInQ: Infinity },
  alphaDivergence: {
    ask: (p, q) => relent.alphaDivergence(p, q, 0.5),
    disjoint: 4,
    zeroInQ: 4 * (1 - Math.SQRT1_2),
  },
  betaDivergence: { ask: (p, q) => relent.betaDivergence(p, q, 2), disjoint: 1, zeroInQ: 0.25 },
  gammaDivergence: {
    ask: (p, q) => relent.gammaDivergence(p, q, 1),
    disjoint: Infinity,
    zeroInQ: 0.5 * Math.LN2,
  },
  totalVariation: { ask: relent.totalVariation, disjoint: 1, zeroInQ: 0.5 },
  hellingerSquared: { ask: relent.hellingerSquared, disjoint: 1, zeroInQ: 1 - Math.SQRT1_2 },
  hellinger: { ask: relent.hellinger, disjoint: 1, zeroInQ: Math.sqrt(1 - Math.SQRT1_2) },
  bhattacharyya: { ask: relent.bhattacharyya, disjoint: Infinity, zeroInQ: 0.5 * Math.LN2 },
  chiSquared: { ask: relent.chiSquared, disjoint: Infinity, zeroInQ: Infinity },
  neymanChiSquared: { ask: relent.neymanChiSquared, disjoint: Infinity, zeroInQ: 1 },
  triangular: { ask: relent.triangular, disjoint: 2, zeroInQ: 2 / 3 },
  leCam: { ask: relent.leCam, disjoint: 1, zeroInQ: 1 / 3 },
  itakuraSaito: { ask: relent.itakuraSaito, disjoint: Infinity, zeroInQ: Infinity },
  wasserstein1: { ask: relent.wasserstein1, disjoint: 1, zeroInQ: 0.5 },
  cramer: { ask: relent.cramer, disjoint: 1, zeroInQ: 0.25 },
  energy: { ask: relent.energy, disjoint: 2, zeroInQ: 0.5 },
  kolmogorovSmirnov: { ask: relent.kolmogorovSmirnov, disjoint: 1, zeroInQ: 0.5 },
  fDivergence: {
    ask: (p, q) => relent.fDivergence(p, q, (t) => Math.abs(t - 1) / 2),
    disjoint: 1,
    zeroInQ: 0.5,
  },
  generalizedKl: { ask: relent.generalizedKl, disjoint: Infinity, zeroInQ: Infinity },
};

const ONE: Record<string, (p: Row) => number> = {
  entropy: relent.entropy,
  renyiEntropy: (p) => relent.renyiEntropy(p, 2),
  tsallisEntropy: (p) => relent.tsallisEntropy(p, 2),
  minEntropy: relent.minEntropy,
  perplexity: relent.perplexity,
};

function fault(run: () => unknown): RelentError {
  try {
    run();
  } catch (error) {
    if (error instanceof RelentError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

const third = [0.2, 0.3, 0.5];

it("asks every measure of rows that has a name", () => {
  const asked = [...Object.keys(TWO), ...Object.keys(ONE)];
  const missing = relent.MEASURES.filter(
    ({ name, inputs }) => inputs !== "joint" && !asked.some((key) => key.startsWith(name)),
  );
  expect(missing).toEqual([]);
});

describe.each(Object.entries(TWO))("%s", (name, { ask, disjoint, zeroInQ }) => {
  it("is what its definition says for disjoint rows", () => {
    const got = ask([1, 0], [0, 1]);
    if (Number.isFinite(disjoint)) expect(got).toBeCloseTo(disjoint, 14);
    else expect(got).toBe(disjoint);
  });

  it("is what its definition says where q alone is 0", () => {
    const got = ask([0.5, 0.5], [0, 1]);
    if (Number.isFinite(zeroInQ)) expect(got).toBeCloseTo(zeroInQ, 14);
    else expect(got).toBe(zeroInQ);
  });

  it("is exactly 0 for bitwise equal rows", () => {
    if (name === "crossEntropy") return expect(ask(third, third)).toBe(relent.entropy(third));
    expect(ask(third, third.slice())).toBe(0);
    expect(ask(logits(third), logits(third.slice()))).toBe(0);
  });

  it("takes an outcome without mass in both as if it were absent", () => {
    const [p, q] = [
      [0.25, 0.75],
      [0.5, 0.5],
    ];
    const padded = ask([0.25, 0, 0.75], [0.5, 0, 0.5]);
    const ordered = ["wasserstein1", "cramer", "energy"].includes(name);
    if (name === "itakuraSaito") expect(padded).toBe(Infinity);
    else if (!ordered) expect(padded).toBeCloseTo(ask(p, q), 15);
  });

  it("takes -Infinity among log-probabilities as no mass", () => {
    expect(
      ask(logProbs([Math.log(0.25), -Infinity, Math.log(0.75)]), probs([0.5, 0.125, 0.375])),
    ).toBeCloseTo(ask([0.25, 0, 0.75], [0.5, 0.125, 0.375]), 13);
  });

  it("takes weights and counts as their normalisation", () => {
    if (name === "generalizedKl") return expect(ask(counts([5, 3, 2]), counts([2, 5, 3]))).toBeGreaterThan(2);
    const want = ask([0.5, 0.25, 0.25], [0.25, 0.5, 0.25]);
    expect(ask(counts([2, 1, 1]), weights([0.5, 1, 0.5]))).toBeCloseTo(want, 14);
  });

  it("keeps weights near both ends of the range", () => {
    if (name === "generalizedKl") return;
    const want = ask(weights([1, 2, 3]), weights([2, 1, 3]));
    for (const scale of [2 ** -1070, 2 ** 1022]) {
      const scaled = (x: number[]) => weights(x.map((value) => value * scale));
      expect(ask(scaled([0.25, 0.5, 0.75].map((v) => v * 4)), weights([2, 1, 3]))).toBeCloseTo(
        want,
        scale < 1 ? 13 : 13,
      );
    }
  });

  it.each([
    ["NaN", [0.5, Number.NaN, 0.5], "q[1] = NaN is not a number", 1],
    ["negative", [0.5, 0.7, -0.2], "q[2] = -0.2 is negative; ", 2],
    ["infinite", [0.5, Infinity, 0.5], "q[1] = Infinity is infinite", 1],
  ])("refuses %s numbers with index and value", (_, q, message, index) => {
    const error = fault(() => ask(third, q as number[]));
    expect(error.code).toBe("invalid-argument");
    expect(error.message).toContain(message);
    expect(error.message).toMatch(/^\w+: /);
    expect(error.index).toBe(index);
    expect(error.value).toEqual((q as number[])[index as number]);
  });

  it("refuses what has no mass, no outcomes, other lengths, another sum", () => {
    if (name !== "generalizedKl") {
      expect(fault(() => ask(third, [0.2, 0.3, 0.6])).message).toMatch(
        /q sums to 1\.1, not 1; pass weights\(q\)/,
      );
    }
    expect(fault(() => ask(weights([0, 0]), [0.5, 0.5])).message).toContain("p has no mass");
    expect(fault(() => ask([], [])).message).toContain("p is empty");
    expect(fault(() => ask(third, [0.5, 0.5])).message).toContain("p has 3 outcomes and q has 2");
    expect(fault(() => ask(logits([-Infinity, -Infinity]), [0.5, 0.5])).message).toContain("p has no mass");
    expect(fault(() => ask(logits([0, Infinity]), [0.5, 0.5])).message).toContain("p[1] = Infinity");
    expect(fault(() => ask(counts([1, 2.5]), [0.5, 0.5])).message).toContain("p[1] = 2.5 is not whole");
  });
});

describe.each(Object.entries(ONE))("%s", (_, ask) => {
  it("ignores outcomes without mass", () => {
    expect(ask([0.25, 0, 0.75])).toBe(ask([0.25, 0.75]));
    expect(ask(logits([0, -Infinity, 1]))).toBe(ask(logits([0, 1])));
  });

  it("refuses what no distribution can be", () => {
    expect(fault(() => ask([0.5, -0.5, 1])).message).toContain("p[1] = -0.5 is negative");
    expect(fault(() => ask([0.5, 0.6])).message).toContain("sums to 1.1");
    expect(fault(() => ask([])).message).toContain("is empty");
    expect(fault(() => ask(weights([0]))).message).toContain("no mass");
    expect(fault(() => ask([0.5, Number.NaN, 0.5]))).toMatchObject({ index: 1, value: Number.NaN });
    expect(fault(() => ask(weights([1, Infinity]))).message).toContain("p[1] = Infinity is infinite");
    expect(fault(() => ask(logits([0, Infinity]))).message).toContain("p[1] = Infinity is infinite");
    expect(fault(() => ask(logits([-Infinity, -Infinity]))).message).toContain("no mass");
  });
});

describe.each(relent.MEASURES.filter(({ inputs }) => inputs === "joint"))("$name", ({ name, measure }) => {
  const shape = [2, 2, 2];
  const ask = (row: Row) => (measure as (table: unknown) => number)(relent.joint(row, shape));
  const some = [3, 1, 0, 2, 0, 0, 5, 4];

  it("takes weights, counts, logits and log-probabilities as one distribution", () => {
    const want = ask(weights(some));
    expect(ask(counts(some))).toBe(want);
    expect(ask(some.map((x) => x / 15))).toBeCloseTo(want, 14);
    expect(ask(logits(some.map(Math.log)))).toBeCloseTo(want, 14);
    expect(ask(logProbs(some.map((x) => Math.log(x / 15))))).toBeCloseTo(want, 14);
  });

  it("is 0 of a table with one cell of mass", () => {
    expect(ask([0, 0, 1, 0, 0, 0, 0, 0])).toBe(0);
  });

  it("refuses what no distribution can be, with index and value", () => {
    const at = (value: number) => some.map((x, i) => (i === 6 ? value : x));
    expect(fault(() => ask(weights(at(Number.NaN))))).toMatchObject({ index: 6, value: Number.NaN });
    expect(fault(() => ask(weights(at(-1)))).message).toContain("table[6] = -1 is negative");
    expect(fault(() => ask(weights(at(Infinity)))).message).toContain("table[6] = Infinity is infinite");
    expect(fault(() => ask(counts(at(0.5)))).message).toContain("table[6] = 0.5 is not whole");
    expect(fault(() => ask(logits(at(Infinity)))).message).toContain("table[6] = Infinity is infinite");
    expect(fault(() => ask(weights(new Array(8).fill(0)))).message).toContain("table has no mass");
    expect(fault(() => ask(logits(new Array(8).fill(-Infinity)))).message).toContain("table has no mass");
    expect(fault(() => ask(new Array(8).fill(0.25))).message).toContain("table sums to 2,");
  });

  it("refuses what is no joint table", () => {
    const bare = measure as (table: unknown) => number;
    expect(fault(() => bare([[0.5, 0.5]])).message).toMatch(`${name}: the table is object; pass joint(`);
  });
});

describe("fDivergence of a bare function, where q alone is 0", () => {
  it.each<[string, (t: number) => number, Two]>([
    ["t log t", (t) => (t === 0 ? 0 : t * Math.log(t)), relent.kl],
    ["-log t", (t) => -Math.log(t), relent.reverseKl],
    ["(t − 1)²", (t) => (t - 1) ** 2, relent.chiSquared],
    ["(t − 1)²/(t + 1)", (t) => (t - 1) ** 2 / (t + 1), relent.triangular],
    ["|t − 1|/2", (t) => Math.abs(t - 1) / 2, relent.totalVariation],
    ["1 − √t", (t) => 1 - Math.sqrt(t), relent.hellingerSquared],
  ])("f = %s takes f(t)/t to its limit", (_, f, named) => {
    const [p, q] = [
      [0.5, 0.5],
      [1, 0],
    ];
    const want = named(p!, q!);
    if (want === Infinity) expect(relent.fDivergence(p!, q!, f)).toBe(Infinity);
    else expect(relent.fDivergence(p!, q!, f)).toBeCloseTo(want, 14);
  });
});

describe("inputs", () => {
  it("takes Float32Array, Float64Array and arrays alike", () => {
    const p = [0.25, 0.75];
    const q = [0.5, 0.5];
    const want = relent.kl(p, q);
    expect(relent.kl(Float32Array.from(p), Float64Array.from(q))).toBe(want);
    expect(relent.kl(Float64Array.from(p), Float32Array.from(q))).toBe(want);
  });

  it("allows the sum of Float32Array probabilities the rounding of 2⁻²³", () => {
    const p = Float32Array.from({ length: 1000 }, () => 1 / 1000);
    expect(relent.entropy(p)).toBeCloseTo(Math.log(1000), 12);
    expect(() => relent.entropy([...p].map((value) => value * (1 + 1e-6)))).toThrow("sums to");
  });

  it("reads strided and offset rows, and leaves masked outcomes out", () => {
    const table = [9, 1, 9, 3, 9, 4];
    expect(relent.kl(weights(table, { offset: 1, stride: 2 }), weights([1, 3, 4]))).toBe(0);
    expect(relent.kl(weights([1, 7, 3], { mask: [1, 0, 1] }), weights([1, 0, 3]))).toBe(0);
    expect(relent.entropy(probs([0.5, 0.25, 0.25], { mask: [false, true, true] }))).toBe(Math.LN2);
    expect(() => relent.kl(weights([1, 7], { mask: [1] }), weights([1, 3]))).toThrow("a mask of 1 entries");
  });

  it("measures a batch row by row, against a batch or one row, into the caller's array", () => {
    const X = [1, 2, 3, 4, 5, 6];
    const p = weights(X, { cols: 2 });
    const one = (i: number, y: number[]) => relent.kl(weights(X.slice(2 * i, 2 * i + 2)), weights(y));
    expect([...relent.kl(p, weights([1, 1]))]).toEqual([0, 1, 2].map((i) => one(i, [1, 1])));
    const out = new Float64Array(3);
    expect(relent.kl(p, weights([2, 1, 4, 3, 6, 5], { cols: 2 }), { out })).toBe(out);
    expect(out[1]).toBe(one(1, [4, 3]));
    expect([...relent.entropy(weights([9, 1, 2, 9, 3, 4], { cols: 2, offset: 1, rowStride: 3 }))]).toEqual([
      relent.entropy(weights([1, 2])),
      relent.entropy(weights([3, 4])),
    ]);
    expect(() => relent.kl(p, weights([1, 1, 1, 1], { cols: 2 }))).toThrow("p has 3 rows and q has 2");
    expect(() => relent.kl(p, weights([1, 1]), { out: new Float64Array(2) })).toThrow("out has 2 places");
    expect(() => weights(X, { cols: 4 })).toThrow("do not divide into rows");
  });

  it("names the row of a batch that is wrong", () => {
    const batch = (x: number[]) => probs(x, { cols: 2 });
    const good = batch([0.5, 0.5, 0.5, 0.5]);
    expect(fault(() => relent.kl(good, batch([0.5, 0.5, 0.5, Number.NaN])))).toMatchObject({ index: 1 });
    expect(() => relent.kl(good, batch([0.5, 0.5, 0.5, Number.NaN]))).toThrow("kl: q[1][1] = NaN");
    expect(() => relent.kl(batch([0.5, 0.5, 0.5, 0.6]), good)).toThrow("kl: p[1] sums to 1.1");
    expect(() => relent.entropy(weights([1, 1, 0, 0], { cols: 2 }))).toThrow("p[1] has no mass");
  });

  it("refuses a batch where one row is asked for", () => {
    const batch = weights([1, 2, 3, 4], { cols: 2 }) as never;
    const message = "is a batch of 2 rows; pass one row, without cols";
    expect(() => relent.explain(relent.kl, batch, [0.5, 0.5])).toThrow(`kl: p ${message}`);
    expect(() => relent.jensenShannonOf([[0.5, 0.5], batch])).toThrow(`rows[1] ${message}`);
    expect(() => relent.joint(batch, [2, 1])).toThrow(`row ${message}`);
    expect(() => relent.addToKlSum(relent.emptyKlSum, [1, 1], batch)).toThrow(`q ${message}`);
  });

  it("names the function and what to pass when it gets no array", () => {
    expect(() => relent.kl(3 as never, [1])).toThrow("kl: p is number; pass an array of probabilities");
  });

  it.each([1, 0.5, 0, -2, Number.NaN, Infinity])("refuses base %s", (base) => {
    expect(() => relent.kl(third, third, { base })).toThrow(`kl: base = ${base}`);
  });

  it("asks an object that answers for itself", () => {
    const family = {
      [relent.answer]: (measure: string, others: readonly unknown[]) =>
        measure === "kl" ? others.length : 0,
    };
    expect(relent.kl(family, family)).toBe(1);
    expect(() => relent.kl([1] as never, family)).toThrow("p is an array and q a family");
  });
});

it("finds nothing between rows of one outcome, whatever their logits", () => {
  const [p, q] = [logits([8.000000000005716]), logits([-29.99999999996897])];
  for (const measure of [relent.kl, relent.totalVariation, relent.jensenShannon, relent.hellingerSquared])
    expect(measure(p, q)).toBe(0);
});
