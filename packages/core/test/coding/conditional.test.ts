import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bayesianMixture,
  codeLength,
  conditionalModel,
  decode,
  decodeWith,
  encode,
  encodeWith,
  krichevskyTrofimov,
  type Predict,
  quantise,
} from "../../src/coding/index.ts";
import { logits, weights } from "../../src/index.ts";

/** Depends on all that came before, as a recurrent network does. */
const remembers =
  (alphabet: number): Predict =>
  (past) => {
    let state = 1;
    for (const symbol of past) state = (state * 31 + symbol) % 9973;
    return weights(Float64Array.from({ length: alphabet }, (_, i) => 1 + ((state * (i + 3)) % 17)));
  };

const given = fc
  .integer({ min: 1, max: 300 })
  .chain((alphabet) =>
    fc.tuple(fc.constant(alphabet), fc.array(fc.nat({ max: alphabet - 1 }), { maxLength: 60 })),
  );

describe("symbols that a function foretells", () => {
  it("come back", () => {
    fc.assert(
      fc.property(given, fc.integer({ min: 1, max: 70 }), ([alphabet, symbols], chunk) => {
        const bytes = encodeWith(symbols, remembers(alphabet), { alphabet, chunk });
        expect([...decodeWith(bytes, remembers(alphabet))]).toEqual(symbols);
      }),
    );
  });

  it("cost the sum of their surprisals", () => {
    const predict: Predict = (past) => (past.length % 2 === 0 ? [0.75, 0.25] : logits([0, -Infinity]));
    const symbols = Uint8Array.from({ length: 400 }, (_, i) => (i % 4 === 0 ? 1 : 0));
    const { entropy, kl, quantiser, coder } = codeLength(symbols, conditionalModel(predict, { alphabet: 2 }));
    expect(entropy + kl).toBeCloseTo(100 * 2 + 100 * Math.log2(4 / 3), 9);
    expect(Math.abs(quantiser)).toBeLessThan(1e-3);
    expect(coder).toBeLessThan(64);
  });

  it("are bytes when nothing is said of the alphabet", () => {
    const uniform: Predict = () => new Float64Array(256).fill(1 / 256);
    expect([...decodeWith(encodeWith([7, 255], uniform), uniform)]).toEqual([7, 255]);
  });

  it("may be mixed with a model that learns", () => {
    const parts = [
      conditionalModel(remembers(4), { alphabet: 4 }),
      krichevskyTrofimov({ alphabet: 4, order: 2 }),
    ];
    const symbols = Array.from({ length: 300 }, (_, i) => i % 3);
    const model = bayesianMixture(parts);
    const bytes = encode(symbols, model);
    expect([...decode(bytes, model)]).toEqual(symbols);
    expect(bytes.length).toBeLessThan(encode(symbols, parts[0]!).length);
    expect(() => decode(bytes)).toThrow(/does not carry its model \(conditional\)/);
  });
});

describe("what goes wrong", () => {
  const certain: Predict = () => [1, 0];

  it.each([
    [() => encodeWith([0, 1], certain, { alphabet: 2 }), /symbols\[1\] = 1 has no mass/],
    [() => encodeWith([0], certain, { alphabet: 3 }), /2 probabilities after 0 symbols; the alphabet has 3/],
    [() => encodeWith([0], () => [0.5, 0.6], { alphabet: 2 }), /q sums to 1.1/],
    [() => decodeWith(encode([0], quantise([1])), certain), undefined],
  ])("%s", (act, message) => {
    if (message === undefined) expect([...(act() as Uint8Array)]).toEqual([0]);
    else expect(act).toThrow(message);
  });

  it("a decoder whose function differs is found out", () => {
    const symbols = Array.from({ length: 200 }, (_, i) => (i * i) % 5);
    const bytes = encodeWith(symbols, remembers(5), { alphabet: 5 });
    const other: Predict = () => [0.3, 0.3, 0.2, 0.1, 0.1];
    expect(() => decodeWith(bytes, other)).toThrow(/chunk 0 does not decode to its end/);
  });
});
