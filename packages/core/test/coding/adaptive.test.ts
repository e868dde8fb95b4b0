import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bayesianMixture,
  codeLength,
  decode,
  encode,
  krichevskyTrofimov,
  type SequentialModel,
} from "../../src/coding/index.ts";
import { logGamma } from "../../src/scalar/index.ts";
import { drawMessage } from "./zipf-source.ts";

const small = fc.integer({ min: 1, max: 6 }).chain((alphabet) =>
  fc.record({
    alphabet: fc.constant(alphabet),
    symbols: fc.array(fc.nat({ max: alphabet - 1 }), { maxLength: 300, size: "max" }),
    order: fc.integer({ min: 0, max: 3 }),
    step: fc.integer({ min: 1, max: 20 }),
  }),
);

/** −log₂ of what the model gives the whole message, before rounding. */
function exactBits(model: SequentialModel, symbols: readonly number[]): number {
  const { entropy, kl } = codeLength(symbols, model);
  return entropy + kl;
}

/** −log₂ of the Dirichlet evidence of each context's symbols, by Γ functions. */
function evidenceBits(symbols: readonly number[], alphabet: number, order: number, a: number): number {
  const contexts = new Map<string, number[]>();
  const padded = [...new Array<number>(order).fill(0), ...symbols];
  symbols.forEach((symbol, i) => {
    const context = padded.slice(i, i + order).join();
    const seen = contexts.get(context) ?? new Array<number>(alphabet).fill(0);
    seen[symbol]!++;
    contexts.set(context, seen);
  });
  let nats = 0;
  for (const seen of contexts.values()) {
    const n = seen.reduce((sum, count) => sum + count, 0);
    nats += logGamma(n + alphabet * a) - logGamma(alphabet * a);
    for (const count of seen) nats -= logGamma(count + a) - logGamma(a);
  }
  return nats / Math.LN2;
}

describe("the Krichevsky–Trofimov model", () => {
  it("gives symbols back, from the header alone", () => {
    fc.assert(
      fc.property(small, fc.integer({ min: 1, max: 400 }), ({ alphabet, symbols, order, step }, chunk) => {
        const model = krichevskyTrofimov({ alphabet, order, pseudoCount: 1 / step });
        expect([...decode(encode(symbols, model, { chunk }))]).toEqual(symbols);
      }),
    );
  });

  it("costs −log₂ of the evidence", () => {
    fc.assert(
      fc.property(small, ({ alphabet, symbols, order, step }) => {
        const model = krichevskyTrofimov({ alphabet, order, pseudoCount: 1 / step });
        const want = evidenceBits(symbols, alphabet, order, 1 / step);
        expect(Math.abs(exactBits(model, symbols) - want)).toBeLessThan(1e-9 * (1 + want));
      }),
    );
  });

  it("stays within (k − 1)/2 · log₂ N + k of the best frequencies", () => {
    const symbols = drawMessage(20000);
    const { kl, quantiser, coder } = codeLength(symbols, krichevskyTrofimov());
    expect(kl).toBeLessThan((255 / 2) * Math.log2(20000) + 256);
    expect(Math.abs(quantiser)).toBeLessThan(1);
    expect(coder).toBeLessThan(64);
    expect(decode(encode(symbols, krichevskyTrofimov()))).toEqual(symbols);
  });

  it("goes on when its counts are full", () => {
    const model = krichevskyTrofimov({ alphabet: 65536, pseudoCount: 1 / 256 });
    const symbols = Uint16Array.from({ length: 70000 }, (_, i) => (i * i) % 300);
    expect(decode(encode(symbols, model))).toEqual(symbols);
  });

  it.each([
    [() => krichevskyTrofimov({ order: 4 }), /order = 4; it must be a whole number from 0 to 3/],
    [() => krichevskyTrofimov({ alphabet: 65537 }), /alphabet = 65537/],
    [() => krichevskyTrofimov({ pseudoCount: 0.3 }), /pseudoCount = 0.3; it must be 1\/m/],
    [() => krichevskyTrofimov({ pseudoCount: 0 }), /pseudoCount = 0/],
  ])("%s", (act, message) => {
    expect(act).toThrow(message);
  });
});

describe("a Bayesian mixture", () => {
  const orders = (alphabet: number) => [0, 1, 2].map((order) => krichevskyTrofimov({ alphabet, order }));

  it("gives symbols back, from the header alone, nested too", () => {
    fc.assert(
      fc.property(small, fc.option(fc.integer({ min: 1, max: 32 })), ({ alphabet, symbols }, bits) => {
        const inner = bayesianMixture(orders(alphabet), bits === null ? {} : { switchBits: bits });
        const model = bayesianMixture([inner, krichevskyTrofimov({ alphabet, order: 3 })]);
        expect([...decode(encode(symbols, model))]).toEqual(symbols);
      }),
    );
  });

  it("costs −log₂ of the mean evidence of its models", () => {
    fc.assert(
      fc.property(small, ({ alphabet, symbols }) => {
        const each = orders(alphabet).map((model) => exactBits(model, symbols));
        const least = Math.min(...each);
        const mean = each.reduce((sum, bits) => sum + 2 ** (least - bits), 0) / each.length;
        const want = least - Math.log2(mean);
        expect(Math.abs(exactBits(bayesianMixture(orders(alphabet)), symbols) - want)).toBeLessThan(
          1e-8 * (1 + want),
        );
      }),
    );
  });

  it("follows a message whose best model changes, if it may switch", () => {
    const half = 3000;
    const noise = drawMessage(2 * half).map((symbol) => symbol % 4);
    const symbols = [...noise].map((symbol, i) => (i < half ? i % 4 : symbol));
    const bits = (model: SequentialModel) => codeLength(symbols, model).bits;
    const parts = [0, 3].map((order) => krichevskyTrofimov({ alphabet: 4, order, pseudoCount: 1 / 8 }));
    const switching = bits(bayesianMixture(parts, { switchBits: 10 }));
    expect(switching).toBeLessThan(bits(bayesianMixture(parts)));
    expect(switching).toBeLessThan(Math.min(...parts.map(bits)));
  });

  it.each([
    [() => bayesianMixture([]), /number of models = 0/],
    [
      () => bayesianMixture([krichevskyTrofimov(), krichevskyTrofimov({ alphabet: 2 })]),
      /models\[1\] has an alphabet of 2/,
    ],
    [() => bayesianMixture([krichevskyTrofimov()], { switchBits: 0 }), /switchBits = 0/],
  ])("%s", (act, message) => {
    expect(act).toThrow(message);
  });
});
