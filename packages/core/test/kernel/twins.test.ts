import "./relaxed-simd.ts";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { klGradient } from "../../src/finite/gradient/index.ts";
import {
  crossEntropy,
  entropy,
  heap,
  jensenShannon,
  kl,
  logits,
  logProbs,
  probs,
  weights,
} from "../../src/index.ts";
import { chooseTwin, compiled, deterministic, type Twin } from "../../src/kernel/engine.ts";
import { generalizedKlTerms } from "../../src/kernel/generalized-kl.ts";
import { quickKlTerms } from "../../src/kernel/quick-kl.ts";
import { quickKlLogitsGradient } from "../../src/kernel/quick-kl-logits-gradient.ts";
import { quickLabelLoss, quickLogSoftmax } from "../../src/kernel/quick-rows.ts";

const U = 2 ** -52;
const has = (twin: Twin) => chooseTwin(twin);
/** Plain SIMD and plain JavaScript are everywhere. */
const TWINS = (["js", "simd", "relaxed"] as const).filter(has);
chooseTwin("auto");
afterAll(() => void chooseTwin("auto"));

/** Both ways to a figure, the twin at hand and plain JavaScript. */
function both<T>(twin: Twin, ask: () => T): [got: T, want: T] {
  chooseTwin(twin);
  const got = ask();
  chooseTwin("js");
  const want = ask();
  chooseTwin(twin);
  return [got, want];
}

const close = (got: number, want: number, bound: number): void => {
  if (Number.isFinite(want))
    expect(Math.abs(got - want)).toBeLessThanOrEqual(bound * Math.abs(want) + 1e-300);
  else expect(got).toBe(want);
};

const weight = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: 1e-6, max: 1, noNaN: true }) },
  { weight: 1, arbitrary: fc.integer({ min: -60, max: 60 }).map((e) => 2 ** e) },
);
const sparse = fc.oneof({ weight: 4, arbitrary: weight }, { weight: 3, arbitrary: fc.constant(0) });
const pairOf = (one: fc.Arbitrary<number>) =>
  fc.integer({ min: 16, max: 700 }).chain((n) => {
    const row = fc
      .array(one, { minLength: n, maxLength: n, size: "max" })
      .filter((x) => x.some((v) => v > 0));
    return fc.tuple(row, row);
  });
const logit = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: -12, max: 12, noNaN: true }) },
  { weight: 1, arbitrary: fc.constant(-Infinity) },
);
const logitPair = (one: fc.Arbitrary<number>) =>
  fc.integer({ min: 32, max: 600 }).chain((n) => {
    const row = fc.array(one, { minLength: n, maxLength: n, size: "max" });
    return fc.tuple(row, row);
  });
const few = { numRuns: 40 };

it("plain SIMD runs on this engine", () => {
  expect(TWINS).toContain("simd");
});

/** The logits of discrete.json rounded to single precision; truths by mpmath at 900 digits. */
const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), "utf8"));
const given: { name: string; x: number[]; y: number[] }[] = read("discrete").logits;
const singles: { name: string; kl: string; entropy: string; cross_entropy: string }[] =
  read("logits-f32").logits;

describe.each(TWINS)("twin %s", (twin) => {
  beforeAll(() => void chooseTwin(twin));

  it("gives the sums of the plain formula to a few ulps, term by term", () => {
    fc.assert(
      fc.property(pairOf(weight), fc.constantFrom(1, 0.3, 7), ([x, y], scale) => {
        const [p, q] = [Float64Array.from(x), Float64Array.from(y)];
        const want = { g: 0, p: 0, d: 0 };
        const got = { g: 0, p: 0, d: 0 };
        generalizedKlTerms(p, q, scale, want);
        expect(quickKlTerms(p, q, scale, got)).toBe(twin !== "js");
        if (twin === "js") return;
        close(got.g, want.g, 32 * U);
        close(got.p, want.p, 32 * U);
        expect(Math.abs(got.d - want.d)).toBeLessThanOrEqual(64 * U * (want.p + Math.abs(want.d)));
      }),
      few,
    );
  });

  it("keeps every term's digits, whatever the ratio and wherever between two powers of two", () => {
    if (twin === "js") return;
    for (let mantissa = 1; mantissa < 2; mantissa += 1 / 16) {
      for (let ratio = 0.3; ratio < 3.4; ratio *= 1.013) {
        const [p, q] = [new Float64Array(32).fill(mantissa), new Float64Array(32).fill(mantissa * ratio)];
        const term = { g: 0, p: 0, d: 0 };
        quickKlTerms(p, q, 1, term);
        const truth = { g: 0, p: 0, d: 0 };
        generalizedKlTerms(p, q, 1, truth);
        close(term.g, truth.g, 16 * U);
        quickKlTerms(Float32Array.from(p), Float32Array.from(q), 1, term, true);
        generalizedKlTerms(Float32Array.from(p), Float32Array.from(q), 1, truth);
        close(term.g, truth.g, 16 * 2 ** -24);
      }
    }
  });

  it("agrees on KL, entropy and cross-entropy of f64 rows, zeros among them", () => {
    fc.assert(
      fc.property(pairOf(sparse), ([x, y]) => {
        const [p, q] = [weights(Float64Array.from(x)), weights(Float64Array.from(y))];
        for (const ask of [
          () => kl(p, q),
          () => jensenShannon(p, q),
          () => crossEntropy(p, q),
          () => entropy(p),
        ]) {
          const [got, want] = both(twin, ask);
          close(got, want, 64 * U);
        }
      }),
      few,
    );
  });

  it("agrees on KL of f32 rows to 2e-7 of the sum of its terms", () => {
    fc.assert(
      fc.property(pairOf(sparse), ([x, y]) => {
        const [p, q] = [weights(Float32Array.from(x)), weights(Float32Array.from(y))];
        const [got, want] = both(twin, () => kl(p, q));
        close(got, want, 8e-7);
      }),
      few,
    );
  });

  it("agrees on KL of f32 logits, masks among them, and on its gradient", () => {
    fc.assert(
      fc.property(logitPair(logit), ([x, y]) => {
        const mask = x.map((v, i) => v === -Infinity && i > 0);
        const a = Float32Array.from(x, (v, i) => (i === 0 ? 1 : v));
        const b = Float32Array.from(y, (v, i) => (mask[i] ? -Infinity : v === -Infinity ? -3 : v));
        const [got, want] = both(twin, () => kl(logits(a), logits(b)));
        close(got, want, 1e-6);
        for (const ask of [() => entropy(logits(a)), () => crossEntropy(logits(a), logits(b))]) {
          const [quick, careful] = both(twin, ask);
          close(quick, careful, 1e-6);
        }
        const [slope, truth] = both(twin, () => klGradient(logits(a), logits(b)));
        slope.forEach((g, i) => void expect(Math.abs(g - truth[i]!)).toBeLessThanOrEqual(1e-6));
        const grad = new Float32Array(a.length);
        const found = quickKlLogitsGradient(a, b, grad);
        if (found === undefined) return;
        close(found, want, 3e-6);
        const [p, q] = [a, b].map((z) => {
          const e = Array.from(z, (v) => Math.exp(v - 12));
          const s = e.reduce((sum, v) => sum + v, 0);
          return e.map((v) => v / s);
        }) as [number[], number[]];
        grad.forEach(
          (g, i) =>
            void expect(Math.abs(g - (q[i]! - p[i]!))).toBeLessThanOrEqual(2e-6 * (p[i]! + q[i]!) + 1e-9),
        );
      }),
      few,
    );
  });

  it("gives log-softmax and the loss of a label with its gradient, also where the label is almost sure", () => {
    const x = Float32Array.from({ length: 256 }, (_, i) => 3 * Math.sin(i * i));
    for (const boost of [0, 5, 25, 60]) {
      const z = x.slice(0, 256 - (boost % 4));
      z[9] = boost;
      const others = Array.from(z).reduce((sum, v, i) => (i === 9 ? sum : sum + Math.exp(v)), 0);
      const logSum = Math.log(others + Math.exp(boost));
      const out = new Float32Array(z.length);
      expect(quickLogSoftmax(z, out)).toBe(twin !== "js");
      if (twin === "js") return;
      out.forEach((v, i) => void expect(Math.abs(v - (z[i]! - logSum))).toBeLessThan(1e-5));
      const loss = quickLabelLoss(z, 9, out)!;
      close(loss, Math.log1p(others * Math.exp(-boost)), 1e-6);
      close(out[9]!, -others / (others + Math.exp(boost)), 1e-6);
      close(out[30]!, Math.exp(z[30]! - logSum), 1e-5);
      close(quickLabelLoss(z, 30)!, logSum - z[30]!, 1e-6);
    }
  });

  it("gives Infinity for a lost outcome, and the finite figure for one that only q has", () => {
    const x = Float32Array.from({ length: 64 }, (_, i) => Math.sin(i));
    const y = x.map((v) => v + 0.25);
    const lost = y.slice();
    lost[17] = -Infinity;
    expect(kl(logits(x), logits(lost))).toBe(Infinity);
    expect(crossEntropy(logits(x), logits(lost))).toBe(Infinity);
    const sure = x.slice();
    sure[5] = 40;
    const [small, exact] = both(twin, () => entropy(logits(sure)));
    close(small, exact, 1e-12);
    const rare = x.slice();
    rare[17] = -300;
    expect(kl(logits(rare), logits(lost))).toBe(Infinity);
    const [got, want] = both(twin, () => kl(logits(lost), logits(x)));
    close(got, want, 1e-6);
    const far = x.slice();
    far[3] = -95;
    const [near, truth] = both(twin, () => kl(logits(far), logits(y)));
    close(near, truth, 1e-6);
    const p = Float64Array.from({ length: 40 }, (_, i) => 1 + (i % 3));
    const q = p.slice();
    q[5] = 0;
    expect(kl(weights(p), weights(q))).toBe(Infinity);
    expect(kl(weights(q), weights(p))).toBeGreaterThan(0);
    expect(kl(weights(q), weights(q.slice()))).toBe(0);
  });

  it("is exactly 0 for bitwise equal rows and never negative", () => {
    const x = Float32Array.from({ length: 4096 }, (_, i) => 5 * Math.sin(i * i));
    expect(kl(logits(x), logits(x.slice()))).toBe(0);
    const p = Float32Array.from({ length: 4096 }, (_, i) => 1 + Math.abs(Math.sin(i)));
    expect(kl(weights(p), weights(p.slice()))).toBe(0);
    expect(kl(weights(Float64Array.from(p)), weights(Float64Array.from(p)))).toBe(0);
    expect(kl(logits(x), logits(x.map((v) => v + 2)))).toBeLessThan(1e-13);
  });

  it("keeps subnormals, tiny and huge weights, and odd lengths right", () => {
    for (const extra of [5e-324, 1e-310, 1e-290, 1e-200, 1e200, 1e290]) {
      for (const n of [17, 33, 64]) {
        const p = Float64Array.from({ length: n }, (_, i) => 1 + i);
        const q = p.map((v) => v * v);
        q[7] = extra;
        const [got, want] = both(twin, () => kl(weights(p), weights(q)));
        close(got, want, 64 * U);
        const [back, forth] = both(twin, () => kl(weights(q), weights(p)));
        close(back, forth, 64 * U);
      }
    }
  });

  it("measures f32 weights too small for f32 arithmetic in f64", () => {
    const p = Float32Array.from({ length: 64 }, (_, i) => 1e-28 * (1 + (i % 5)));
    const q = p.map((v) => v * (1 + 2 ** -20));
    q[3] = q[3]! * (1 + 2 ** -18);
    const [got, want] = both(twin, () => kl(weights(p), weights(q)));
    expect(want).toBeGreaterThan(0);
    close(got, want, 1e-13);
  });

  it("refuses NaN, negative and infinite numbers wherever they stand, rows without mass, and other sums", () => {
    const fine = new Float64Array(50).fill(1 / 50);
    for (const at of [0, 1, 7, 31, 48, 49]) {
      for (const [value, what] of [
        [Number.NaN, "is not a number"],
        [-0.25, "is negative"],
        [Infinity, "is infinite"],
      ] as const) {
        const bad = fine.slice();
        bad[at] = value;
        expect(() => kl(fine, bad)).toThrow(`kl: q[${at}] = ${value} ${what}`);
        expect(() => kl(bad, fine)).toThrow(`kl: p[${at}] = ${value} ${what}`);
        expect(() => kl(weights(Float32Array.from(bad)), weights(Float32Array.from(fine)))).toThrow(
          `p[${at}]`,
        );
        expect(() => entropy(bad)).toThrow(`entropy: p[${at}] = ${value} ${what}`);
        expect(() => crossEntropy(fine, bad)).toThrow(`q[${at}] = ${value} ${what}`);
      }
      const row = new Float32Array(64).fill(0.5);
      for (const value of [Number.NaN, Infinity]) {
        const bad = row.slice();
        bad[at] = value;
        expect(() => kl(logits(row), logits(bad))).toThrow(`q[${at}] = ${value}`);
        expect(() => kl(logits(bad), logits(row))).toThrow(`p[${at}] = ${value}`);
      }
    }
    expect(() => kl(weights(new Float64Array(64)), weights(fine))).toThrow("p has 64 outcomes");
    expect(() => kl(weights(new Float64Array(50)), fine)).toThrow("p has no mass");
    expect(() => kl(logits(new Float32Array(64).fill(-Infinity)), logits(new Float32Array(64)))).toThrow(
      "p has no mass",
    );
    expect(() =>
      kl(
        fine,
        fine.map((v) => 2 * v),
      ),
    ).toThrow(/q sums to (2|1\.9999)/);
    expect(() => kl(logProbs(new Float32Array(64).fill(-1)), logits(new Float32Array(64)))).toThrow(
      "exponentials of p sum to",
    );
    expect(() => kl(logits(new Float32Array(64)), logProbs(new Float32Array(64).fill(-1)))).toThrow(
      "exponentials of q sum to",
    );
  });

  it.each(singles)("measures the f32 logits $name to 2e-7 of mpmath", ({ name, ...truth }) => {
    const { x, y } = given.find((one) => one.name === name)!;
    const [p, q] = [logits(Float32Array.from(x)), logits(Float32Array.from(y))];
    const got = { kl: kl(p, q), entropy: entropy(p), cross_entropy: crossEntropy(p, q) };
    for (const figure of ["kl", "entropy", "cross_entropy"] as const) {
      const want = Number(truth[figure]);
      expect(Math.abs(got[figure] - want), `${figure}: ${got[figure]}`).toBeLessThanOrEqual(2e-7 * want);
    }
  });

  it("holds KL between near-equal rows to 1e-14 (f64) and 2e-7 (f32)", () => {
    const truths: { n: number; eps: number; single: boolean; kl: string }[] = JSON.parse(
      readFileSync(new URL("../fixtures/near-equal.json", import.meta.url), "utf8"),
    );
    for (const { n, eps, single, kl: text } of truths) {
      let state = BigInt(n);
      const next = () => {
        state = (state * 1664525n + 1013904223n) % 4294967296n;
        return Number(state);
      };
      const make = () => (single ? new Float32Array(n) : new Float64Array(n));
      const [p, q] = [make(), make()];
      for (let i = 0; i < n; i++) {
        const a = (next() + 1) / 2 ** 32;
        p[i] = a;
        q[i] = a * (1 + eps * (next() / 2 ** 31 - 1));
      }
      const error = Math.abs(kl(weights(p), weights(q)) / Number(text) - 1);
      expect(error, `n = ${n}, ε = ${eps}, ${single ? "f32" : "f64"}`).toBeLessThanOrEqual(
        single ? 2e-7 : 1e-14,
      );
    }
  });

  it("holds KL of near-equal f32 logits to 2e-7: 131,072 of them, KL 5e-9", () => {
    const n = 131072;
    const x = Float32Array.from({ length: n }, (_, i) => 6 * Math.sin(i * 1.1) * Math.cos(i * i));
    const y = x.map((v, i) => v + 1e-4 * Math.sin(i * 7.3 + 1));
    const [got, want] = both(twin, () => kl(logits(x), logits(y)));
    expect(want).toBeGreaterThan(1e-9);
    close(got, want, 2e-7);
  });

  it("measures what lives in the heap as it measures a copy, and batches row by row", () => {
    const scope = heap.scope();
    const p = heap.f64(300);
    const q = heap.f64(300);
    p.forEach((_, i) => {
      p[i] = 1 + (i % 7);
      q[i] = 1 + ((i * i) % 5);
    });
    expect(kl(weights(p), weights(q))).toBe(kl(weights(p.slice()), weights(q.slice())));
    const rows = kl(weights(p, { cols: 100 }), weights(q, { cols: 100 }));
    expect([...rows]).toEqual(
      [0, 100, 200].map((s) => kl(weights(p.slice(s, s + 100)), weights(q.slice(s, s + 100)))),
    );
    expect([...kl(weights(p, { cols: 100 }), weights(q.slice(0, 100)))][0]).toBe(rows[0]);
    scope.free();
  });

  it("writes gradients in place where out lies in the heap, and beside their inputs where the two overlap", () => {
    if (twin === "js") return;
    const scope = heap.scope();
    const rows = Array.from({ length: 3 }, () => heap.f32(128)) as [Float32Array, Float32Array, Float32Array];
    const [x, y, out] = rows;
    x.forEach((_, i) => {
      x[i] = 3 * Math.sin(i * i);
      y[i] = x[i]! + Math.cos(i);
    });
    const own = new Float32Array(128);
    expect(quickKlLogitsGradient(x, y, out)).toBe(quickKlLogitsGradient(x.slice(), y.slice(), own));
    expect(out).toEqual(own);
    expect(quickLabelLoss(x, 5, out)).toBe(quickLabelLoss(x.slice(), 5, own));
    expect(out).toEqual(own);
    expect([quickLogSoftmax(x, out), quickLogSoftmax(x.slice(), own)]).toEqual([true, true]);
    expect(out).toEqual(own);
    quickKlLogitsGradient(x, y.slice(), own);
    quickKlLogitsGradient(x, y, y);
    expect(y).toEqual(own);
    scope.free();
  });

  it("keeps the laws: Gibbs, H + KL = CE, data processing under merging", () => {
    fc.assert(
      fc.property(pairOf(sparse), ([x, y]) => {
        const [p, q] = [Float64Array.from(x), Float64Array.from(y)];
        const value = kl(weights(p), weights(q));
        expect(value).toBeGreaterThanOrEqual(0);
        const sum = entropy(weights(p)) + value;
        const cross = crossEntropy(weights(p), weights(q));
        if (Number.isFinite(cross)) expect(Math.abs(sum - cross)).toBeLessThanOrEqual(64 * U * cross);
        else expect(sum).toBe(cross);
        const merge = (z: Float64Array) => {
          const out = new Float64Array(Math.ceil(z.length / 2));
          z.forEach((v, i) => {
            out[i >> 1] = out[i >> 1]! + v;
          });
          return out;
        };
        expect(kl(weights(merge(p)), weights(merge(q)))).toBeLessThanOrEqual(value * (1 + 64 * U) + U);
      }),
      few,
    );
  });
});

describe("the heap", () => {
  it("hands out zeroed, aligned views, and takes them back last in first out", () => {
    const scope = heap.scope();
    const first = heap.f32(3);
    const second = heap.f64(5);
    expect([first.byteOffset % 16, second.byteOffset % 16]).toEqual([0, 0]);
    second.fill(7);
    expect([...first]).toEqual([0, 0, 0]);
    scope.free();
    const again = heap.scope();
    expect([...heap.f64(5)]).toEqual([0, 0, 0, 0, 0]);
    again[Symbol.dispose]();
  });

  it("refuses over-use and a late reservation", () => {
    expect(() => heap.f64(2 ** 40)).toThrow("heap.f64");
    expect(() => heap.f64(-1)).toThrow("n = -1");
    expect(() => heap.reserve(1000)).toThrow("the heap is in use");
  });
});

describe("deterministic", () => {
  it("refuses relaxed SIMD from then on", () => {
    chooseTwin("auto");
    deterministic();
    expect(compiled()?.kind).toBe("simd");
  });
});

it("bare typed arrays are probabilities of the same rules", () => {
  const p = new Float64Array(100).fill(0.01);
  expect(kl(p, probs(p))).toBe(0);
  expect(entropy(p)).toBeCloseTo(Math.log(100), 14);
});

it.skipIf(!TWINS.includes("relaxed"))("both binaries work side by side in one memory", () => {
  const p = Float64Array.from({ length: 100 }, (_, i) => 1 + (i % 7));
  const q = Float64Array.from({ length: 100 }, (_, i) => 1 + (i % 5));
  const ask = (twin: Twin) => {
    chooseTwin(twin);
    return kl(weights(p), weights(q));
  };
  const first = [ask("simd"), ask("relaxed")];
  expect([ask("simd"), ask("relaxed")]).toEqual(first);
  close(first[1]!, first[0]!, 16 * U);
});
