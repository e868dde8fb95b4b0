import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  clusteredMean,
  effectiveSampleSize,
  estimateKlFromLogRatios,
  estimateKlFromRows,
  estimateReverseKlFromLogRatios,
  klBySampling,
  paretoShape,
} from "../../../src/estimate/index.ts";
import { exponential, normal as gaussian } from "../../../src/family/index.ts";
import { kl, logits } from "../../../src/index.ts";
import { normalDraw, type Random, random } from "../../../src/random/index.ts";
import { near } from "../fixture.ts";

interface Case {
  readonly scale: number;
  readonly logRatios: number[];
  readonly k1: string;
  readonly k1Se: string;
  readonly k2: string;
  readonly k3: string;
  readonly k3Se: string;
  readonly cv: string;
  readonly cvSe: string;
  readonly lam: string;
  readonly reverse: string;
  readonly reverseSe: string;
}

const fixture: {
  readonly pareto: { k: number; logWeights: number[]; shape: number }[];
  readonly logRatios: Case[];
} = JSON.parse(readFileSync(new URL("./fixtures/ratios.json", import.meta.url), "utf8"));

/** Φ(x; mean, sd) as a sampler. */
const normal = (mean: number, sd: number) => ({
  sample: (rng: Random): number => mean + sd * normalDraw(rng),
  logDensity: (x: number): number =>
    -0.5 * ((x - mean) / sd) ** 2 - Math.log(sd) - 0.5 * Math.log(2 * Math.PI),
});

describe("KL from log-ratios", () => {
  // mpmath, 40 digits: means of the terms, s.e. = sqrt(Σ(term − mean)²/(n(n−1)))
  it.each(fixture.logRatios)("is the mean of its terms, at log-ratios of size $scale", (c) => {
    const k1 = estimateKlFromLogRatios(c.logRatios, { method: "k1" });
    near(k1.value, c.k1, 1e-14);
    near(k1.standardError, c.k1Se, 1e-13);
    near(estimateKlFromLogRatios(c.logRatios, { method: "k2" }).value, c.k2, 1e-14);
    const k3 = estimateKlFromLogRatios(c.logRatios, { method: "k3" });
    near(k3.value, c.k3, 1e-14);
    near(k3.standardError, c.k3Se, 1e-13);
  });

  // mpmath: each term −log r + λ(r − 1) with λ = −cov(r, −log r)/var(r) over the other draws
  it.each(fixture.logRatios)("takes the control variate of least variance, at size $scale", (c) => {
    const best = estimateKlFromLogRatios(c.logRatios);
    near(best.value, c.cv, 1e-12);
    near(best.standardError, c.cvSe, 1e-10);
    expect(best.method).toContain(`λ ≈ ${Number(c.lam).toPrecision(4)}`);
  });

  it.each(fixture.logRatios)("is weighted for the direction against the draws, at size $scale", (c) => {
    const reverse = estimateReverseKlFromLogRatios(c.logRatios);
    near(reverse.value, c.reverse, 1e-12);
    near(reverse.standardError, c.reverseSe, 1e-10);
    expect(reverse.notes[0]).toMatch(/^effective sample size .* of 9 draws$/);
  });

  it("has the sampled law first: draws of N(0, 1) against N(1, 2) give D(N(0, 1) ‖ N(1, 2))", () => {
    const [q, p] = [normal(0, 1), normal(1, 2)];
    const rng = random(1);
    const logRatios = Float64Array.from({ length: 40_000 }, () => {
      const x = q.sample(rng);
      return p.logDensity(x) - q.logDensity(x);
    });
    // log(σ₂/σ₁) + (σ₁² + (μ₁ − μ₂)²)/(2σ₂²) − ½, both ways
    const forward = Math.log(2) + 2 / 8 - 0.5;
    for (const method of ["k1", "control-variate"] as const) {
      const found = estimateKlFromLogRatios(logRatios, { method });
      expect(Math.abs(found.value - forward)).toBeLessThan(4 * found.standardError);
      expect(found.standardError).toBeLessThan(0.01);
    }
    const [k1, best] = (["k1", "control-variate"] as const).map(
      (method) => estimateKlFromLogRatios(logRatios, { method }).standardError,
    );
    expect(best).toBeLessThanOrEqual(k1!);
  });

  it("of the other direction by weights, where the sampled law is the wider", () => {
    const [q, p] = [normal(1, 2), normal(0, 1)];
    const rng = random(2);
    const logRatios = Float64Array.from({ length: 40_000 }, () => {
      const x = q.sample(rng);
      return p.logDensity(x) - q.logDensity(x);
    });
    const found = estimateReverseKlFromLogRatios(logRatios);
    expect(Math.abs(found.value - (Math.log(2) + 2 / 8 - 0.5))).toBeLessThan(4 * found.standardError);
    expect(found.standardError).toBeLessThan(0.01);
  });

  it("warns where r has a heavy tail, and not where r is not averaged", () => {
    const q = normal(0, 1);
    const against = (p: ReturnType<typeof normal>): Float64Array => {
      const rng = random(3);
      return Float64Array.from({ length: 20_000 }, () => {
        const x = q.sample(rng);
        return p.logDensity(x) - q.logDensity(x);
      });
    };
    const heavy = against(normal(0, 2));
    expect(estimateKlFromLogRatios(heavy, { method: "k3" }).notes.join()).toMatch(
      /tail index of r: 0\.[6-9]/,
    );
    expect(estimateKlFromLogRatios(heavy, { method: "k1" }).notes).toEqual([]);
    expect(estimateKlFromLogRatios(against(normal(0.2, 1))).notes).toEqual([]);
  });

  it("says that k2 is biased, and by how much", () => {
    const { notes, value } = estimateKlFromLogRatios([-1, -1, 0.5, -2], { method: "k2" });
    const k3 = estimateKlFromLogRatios([-1, -1, 0.5, -2], { method: "k3" }).value;
    expect(notes[0]).toContain(`it lies ${(value - k3).toPrecision(2)} nats`);
  });

  it("is Infinity where the other law excludes a draw, which is named", () => {
    const found = estimateKlFromLogRatios([0.1, -Infinity, 0.2, -Infinity]);
    expect(found).toMatchObject({ value: Infinity, low: Infinity, high: Infinity, standardError: 0 });
    expect(found.notes[0]).toBe("the other law has no mass at 2 of 4 draws, first at 1");
  });

  it("leaves the control variate out where r does not average 1", () => {
    const rng = random(6);
    const logRatios = Float64Array.from({ length: 2000 }, () => -0.5 + 0.1 * rng.uniform());
    const found = estimateKlFromLogRatios(logRatios);
    expect(found.value).toBe(estimateKlFromLogRatios(logRatios, { method: "k1" }).value);
    expect(found.notes[0]).toMatch(/^r averages 0\.638, not 1: .*; averaged without control variate$/);
    expect(estimateKlFromLogRatios(logRatios, { method: "k3" }).notes[0]).toMatch(/^r averages 0\.638/);
  });

  it("in bits is that in nats by log 2", () => {
    const l = fixture.logRatios[0]!.logRatios;
    const [nats, bits] = [estimateKlFromLogRatios(l), estimateKlFromLogRatios(l, { unit: "bits" })];
    for (const field of ["value", "low", "high", "standardError"] as const) {
      near(bits[field], nats[field] / Math.LN2, 1e-15);
    }
    expect(bits.unit).toBe("bits");
  });

  it("keeps its interval at or above 0, not its value", () => {
    const found = estimateKlFromLogRatios([0.1, 0.2, 0.15, 0.12], { method: "k1" });
    expect(found.value).toBeLessThan(0);
    expect(found).toMatchObject({ low: 0, high: 0 });
  });

  it("takes the error of clusters or blocks when told", () => {
    const l = Array.from({ length: 60 }, (_, i) => Math.sin(i * i) + (i % 2 === 0 ? 0.5 : 0));
    const ids = l.map((_, i) => Math.floor(i / 6));
    const clustered = estimateKlFromLogRatios(l, { method: "k1", clusters: ids });
    near(
      clustered.standardError,
      clusteredMean(
        l.map((x) => -x),
        ids,
      ).standardError,
      1e-14,
    );
    expect(clustered.notes.join()).toMatch(/too few documents: 10 clusters/);
    expect(estimateKlFromLogRatios(l, { blockLength: 6 }).method).toContain("blocks of 6");
    expect(estimateKlFromLogRatios(l, { blockLength: "auto" }).method).toContain("block bootstrap");
    expect(() => estimateKlFromLogRatios(l, { blockLength: 6, clusters: ids })).toThrow("both given");
  });

  it("fits the control variate on the other clusters", () => {
    const { logRatios } = fixture.logRatios[0]!;
    const ids = logRatios.map((_, i) => i % 4);
    const x = logRatios.map(Math.expm1);
    const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
    const terms = logRatios.map((l, i) => {
      const others = [...logRatios.keys()].filter((j) => ids[j] !== ids[i]);
      const [xMean, yMean] = [mean(others.map((j) => x[j]!)), mean(others.map((j) => -logRatios[j]!))];
      const cross = others.reduce((sum, j) => sum + (x[j]! - xMean) * (-logRatios[j]! - yMean), 0);
      const square = others.reduce((sum, j) => sum + (x[j]! - xMean) ** 2, 0);
      return -l - (cross / square) * x[i]!;
    });
    const found = estimateKlFromLogRatios(logRatios, { clusters: ids });
    near(found.value, mean(terms), 1e-12);
    near(found.standardError, clusteredMean(terms, ids).standardError, 1e-12);
  });

  it("of one draw has no error", () => {
    expect(estimateKlFromLogRatios([-0.5], { method: "k1" })).toMatchObject({
      value: 0.5,
      standardError: Infinity,
      low: 0,
      high: Infinity,
    });
  });

  it("refuses what no log-ratio of a draw can be", () => {
    expect(() => estimateKlFromLogRatios([])).toThrow("empty");
    expect(() => estimateKlFromLogRatios([0, Number.NaN], { method: "k1" })).toThrow("logRatios[1] = NaN");
    expect(() => estimateKlFromLogRatios([Infinity], { method: "k1" })).toThrow("logRatios[0] = Infinity");
    expect(() => estimateKlFromLogRatios([0, 710])).toThrow("logRatios[1] = 710");
    expect(estimateKlFromLogRatios([-710, 710], { method: "k1" }).value).toBe(0);
    expect(() => estimateReverseKlFromLogRatios([-Infinity])).toThrow("every log-ratio is -Infinity");
    expect(() => estimateKlFromLogRatios([0], { method: "k4" as "k1" })).toThrow("method = k4");
    expect(() => estimateKlFromLogRatios([0], { unit: "1" as "bits" })).toThrow("unit = 1");
  });
});

describe("the tail index", () => {
  // ArviZ 0.22: psislw(log_weights)[1], and _gpdfit of the exceedances of the same tail
  it.each(fixture.pareto)("is that of PSIS, at shape $k", ({ logWeights, shape }) => {
    near(paretoShape(logWeights)!, shape, 1e-9);
  });

  it("does not see the scale of the weights", () => {
    const { logWeights, shape } = fixture.pareto[1]!;
    near(paretoShape(logWeights.map((l) => l + 2000))!, shape, 1e-8);
  });

  it("is unknown from few draws or ties", () => {
    expect(paretoShape([1, 2, 3, 4, 5])).toBeUndefined();
    expect(paretoShape(new Float64Array(1000))).toBeUndefined();
  });

  it("has beside it the number of draws that the weights are worth", () => {
    expect(effectiveSampleSize([3, 3, 3, 3])).toBe(4);
    expect(effectiveSampleSize([900, -900])).toBe(1);
    expect(effectiveSampleSize([-Infinity])).toBe(0);
  });
});

describe("KL from rows", () => {
  const rng = random(5);
  const draw = (n: number): Float64Array => Float64Array.from({ length: n }, () => normalDraw(rng));
  const [p, q] = [logits(draw(120), { cols: 4 }), logits(draw(120), { cols: 4 })];
  const ids = Array.from({ length: 30 }, (_, i) => i % 7);

  it("is the clustered mean of the exact divergences", () => {
    const wanted = clusteredMean(kl(p, q), ids, { range: [0, Infinity] });
    const found = estimateKlFromRows(p, q, { clusters: ids });
    for (const field of ["value", "low", "high", "standardError"] as const)
      expect(found[field]).toBe(wanted[field]);
  });

  it("has less error than k1 on tokens drawn from p", () => {
    const logRatios: number[] = [];
    for (let row = 0; row < 30; row++) {
      const weights = [0, 1, 2, 3].map((j) => Math.exp(p.data[4 * row + j]!));
      const others = [0, 1, 2, 3].map((j) => Math.exp(q.data[4 * row + j]!));
      const total = weights.reduce((a, b) => a + b);
      const other = others.reduce((a, b) => a + b);
      const u = rng.uniform() * total;
      const pick = [0, 1, 2].findIndex((j) => weights.slice(0, j + 1).reduce((a, b) => a + b) >= u);
      logRatios.push(Math.log(others.at(pick)! / other) - Math.log(weights.at(pick)! / total));
    }
    const k1 = estimateKlFromLogRatios(logRatios, { method: "k1" });
    expect(estimateKlFromRows(p, q).standardError).toBeLessThan(k1.standardError);
  });

  it("names the rows that are infinite", () => {
    const cut = logits([0, 0, 0, -Infinity], { cols: 2 });
    const found = estimateKlFromRows(logits([0, 0, 0, 0], { cols: 2 }), cut);
    expect(found.value).toBe(Infinity);
    expect(found.notes[0]).toBe("infinite in 1 of 2 rows: 1");
  });
});

describe("KL by sampling", () => {
  it("finds that of two normal laws", () => {
    const found = klBySampling(normal(0, 1), normal(0.5, 1.5), { draws: 20_000 });
    // log(σ₂/σ₁) + (σ₁² + (μ₁ − μ₂)²)/(2σ₂²) − ½
    const truth = Math.log(1.5) + 1.25 / 4.5 - 0.5;
    expect(Math.abs(found.value - truth)).toBeLessThan(4 * found.standardError);
    expect(found.standardError).toBeLessThan(0.005);
    expect(found.n).toBe(20_000);
  });

  it("is repeatable by its seed", () => {
    const run = (seed: number) => klBySampling(normal(0, 1), normal(1, 1), { draws: 500, seed });
    expect(run(4)).toEqual(run(4));
    expect(run(4).value).not.toBe(run(5).value);
  });

  const uniform = (high: number) => ({
    sample: (rng: Random): readonly number[] => [high * rng.uniform()],
    logDensity: ([x]: readonly number[]): number => (x! >= 0 && x! <= high ? -Math.log(high) : -Infinity),
  });

  it("is Infinity where q has no density, and names the point", () => {
    const found = klBySampling(uniform(2), uniform(1), { draws: 100 });
    expect(found).toMatchObject({ value: Infinity, low: Infinity, high: Infinity });
    expect(found.notes[0]).toMatch(/^q has no density at \[1\.\d+\], which p drew$/);
  });

  it("is right where q has mass that p excludes: the ratio then averages less than 1", () => {
    near(klBySampling(uniform(1), uniform(2), { draws: 100 }).value, Math.LN2, 1e-14);
    const half = { ...normal(0, 1), sample: (rng: Random) => Math.abs(normalDraw(rng)) };
    const folded = {
      ...half,
      logDensity: (x: number) => (x < 0 ? -Infinity : half.logDensity(x) + Math.LN2),
    };
    // D(|N(0, 1)| ‖ N(1/4, 1)) = log 2 + 1/32 − √(2/π)/4
    const found = klBySampling(folded, normal(0.25, 1), { draws: 10_000 });
    expect(Math.abs(found.value - (Math.LN2 + 1 / 32 - Math.sqrt(2 / Math.PI) / 4))).toBeLessThan(
      4 * found.standardError,
    );
  });

  it("takes the families as they are, also where their supports differ", () => {
    // ½ log 2π + E[x²]/2 − 1, E[x²] = 2 under the exponential law
    const truth = 0.5 * Math.log(2 * Math.PI);
    const found = klBySampling(exponential(1), gaussian(0, 1), { draws: 20_000 });
    expect(Math.abs(found.value - truth)).toBeLessThan(4 * found.standardError);
    const back = klBySampling(gaussian(0, 1), exponential(1), { draws: 100 });
    expect(back.value).toBe(Infinity);
    expect(back.notes[0]).toMatch(/^q has no density at -/);
  });

  it("takes k1 where q cannot be drawn from, for the same reason", () => {
    const { logDensity } = normal(1, 1);
    expect(klBySampling(normal(0, 1), { logDensity }, { draws: 100 }).method).toMatch(/^mean of −log r;/);
    expect(klBySampling(normal(0, 1), normal(1, 1), { draws: 100 }).method).toMatch(/λ ≈/);
  });

  it("refuses laws that contradict themselves", () => {
    const broken = { sample: () => 0.5, logDensity: () => -Infinity };
    expect(() => klBySampling(broken, normal(0, 1), { draws: 1 })).toThrow(
      "log p = -Infinity at its own draw 0.5",
    );
    expect(() => klBySampling(normal(0, 1), { logDensity: () => Number.NaN }, { draws: 1 })).toThrow(
      "log q = NaN",
    );
    const { logDensity } = normal(0, 1);
    expect(() => klBySampling({ logDensity } as ReturnType<typeof normal>, normal(0, 1))).toThrow(
      "no method sample",
    );
    expect(() => klBySampling(normal(0, 1), normal(0, 1), { draws: 0 })).toThrow("draws = 0");
  });
});
