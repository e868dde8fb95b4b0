import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  codeLength,
  conditionalModel,
  decode,
  encode,
  krichevskyTrofimov,
  quantise,
} from "../../src/coding/index.ts";
import { counts, crossEntropy, entropy, logProbs, probs } from "../../src/index.ts";
import { drawMessage, MODEL } from "./zipf-source.ts";

interface Oracle {
  per_symbol: { H_emp: number; H_emp_Q: number; KL: number };
}
const oracle: Oracle = JSON.parse(
  readFileSync(new URL("../fixtures/compression.json", import.meta.url), "utf8"),
);

const N = 1e6;
const message = drawMessage(N);

describe("a million symbols of the reference source", () => {
  const model = quantise(MODEL);
  const spent = codeLength(message, model);

  it("have the reference's entropy, cross-entropy and divergence", () => {
    const { H_emp, H_emp_Q, KL } = oracle.per_symbol;
    expect(spent.entropy / N).toBeCloseTo(H_emp, 6);
    expect((spent.entropy + spent.kl) / N).toBeCloseTo(H_emp_Q, 6);
    expect(spent.kl / N).toBeCloseTo(KL, 6);
  });

  it("take no more than 0.01 % above N·H(P̂, Q), checksums and chunk lengths included", () => {
    const header = 8 * encode([], model).length;
    const crossEntropyBits = spent.entropy + spent.kl;
    expect(spent.bits - header - crossEntropyBits).toBeLessThan(1e-4 * crossEntropyBits);
    expect(Math.abs(spent.coder)).toBeLessThan(4 * 128);
    expect(Math.abs(spent.quantiser)).toBeLessThan(1);
  });

  it("are made again from the bytes", () => {
    const bytes = encode(message, model);
    expect(8 * bytes.length).toBe(spent.bits);
    expect(Buffer.compare(Buffer.from(decode(bytes)), message)).toBe(0);
  });

  it.each([12, 14, 16, 20])(
    "lose under 64 bits a chunk and state to the coder at precision %i",
    (precision) => {
      const { coder } = codeLength(message, quantise(MODEL, { precision }));
      expect(coder).toBeGreaterThan(0);
      expect(coder).toBeLessThan(4 * 128);
    },
  );
});

const model = fc
  .array(fc.double({ min: 1e-6, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 })
  .map((x) => {
    const total = x.reduce((sum, value) => sum + value, 0);
    return x.map((value) => value / total);
  });
const pair = model.chain((q) =>
  fc.tuple(fc.constant(q), fc.array(fc.nat({ max: q.length - 1 }), { maxLength: 400 })),
);

describe("the parts", () => {
  it("add up to the bits exactly", () => {
    fc.assert(
      fc.property(
        pair,
        fc.integer({ min: 6, max: 24 }),
        fc.integer({ min: 1, max: 500 }),
        (given, precision, chunk) => {
          const [q, symbols] = given;
          const { bits, entropy, kl, quantiser, coder, frame } = codeLength(
            symbols,
            quantise(q, { precision }),
            { chunk },
          );
          expect(entropy + kl + quantiser + coder + frame).toBe(bits);
        },
      ),
    );
  });

  it("are N times the measures of core", () => {
    fc.assert(
      fc.property(pair, ([q, symbols]) => {
        fc.pre(symbols.length > 0);
        const occurrences = q.map((_, i) => symbols.filter((symbol) => symbol === i).length);
        const spent = codeLength(symbols, quantise(q));
        const n = symbols.length;
        expect(spent.entropy / n).toBeCloseTo(entropy(counts(occurrences), { base: 2 }), 10);
        const cross = crossEntropy(counts(occurrences), probs(q), { base: 2 });
        expect((spent.entropy + spent.kl) / n).toBeCloseTo(cross, 10);
      }),
    );
  });

  it("add up for models that change as they go too", () => {
    const text = message.subarray(0, 3000);
    for (const one of [krichevskyTrofimov({ order: 1 }), conditionalModel(() => MODEL)]) {
      const { bits, entropy, kl, quantiser, coder, frame } = codeLength(text, one);
      expect(entropy + kl + quantiser + coder + frame).toBe(bits);
      expect(coder).toBeLessThan(64);
      expect(Math.abs(quantiser)).toBeLessThan(0.1);
    }
  });

  it("are the same for a model given by a function and given once", () => {
    const text = message.subarray(0, 3000);
    const once = codeLength(text, quantise(MODEL));
    const asked = codeLength(
      text,
      conditionalModel(() => MODEL),
    );
    expect(asked.kl / once.kl).toBeCloseTo(1, 9);
  });
});

it("is Infinity where a symbol that occurs has no mass, and its rest is finite", () => {
  expect(codeLength([0, 1], quantise([1, 0]))).toEqual({
    bits: Infinity,
    entropy: 2,
    kl: Infinity,
    quantiser: 0,
    coder: 0,
    frame: 0,
  });
});

it("is finite for a log-probability below the least number", () => {
  const { kl, quantiser, bits } = codeLength([1, 1], quantise(logProbs([0, -2000])));
  expect(kl).toBeCloseTo(2 * 1074, 9);
  expect(quantiser).toBeCloseTo(2 * (24 - 1074), 9);
  expect(bits).toBeLessThan(1000);
});

it("of nothing is a header", () => {
  const { entropy, kl, quantiser, coder, bits, frame } = codeLength([], quantise([0.5, 0.5]));
  expect([entropy, kl, quantiser, coder]).toEqual([0, 0, 0, 0]);
  expect(bits).toBe(frame);
});
