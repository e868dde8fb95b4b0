import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { chooseCoder, decode, encode, quantise } from "../../src/coding/index.ts";
import { memorylessCoder } from "../../src/coding/memoryless-coder.ts";
import { weights } from "../../src/index.ts";
import { random } from "../../src/random/index.ts";
import { bigRans } from "./big-rans.ts";

afterAll(() => void chooseCoder("auto"));

const share = fc.oneof(
  fc.double({ min: 1e-6, max: 1, noNaN: true }),
  fc.integer({ min: -60, max: 0 }).map((e) => 2 ** e),
);
const given = fc
  .tuple(fc.array(share, { minLength: 1, maxLength: 300 }), fc.integer({ min: 9, max: 24 }))
  .chain(([q, precision]) =>
    fc.tuple(
      fc.constant(quantise(weights(q), { precision })),
      fc.array(fc.nat({ max: q.length - 1 }), { maxLength: 700, size: "max" }),
    ),
  );

describe.each(["js", "auto"] as const)("symbols come back (%s)", (twin) => {
  const choose = () => expect(chooseCoder(twin)).toBe(true);

  it("from random models, in chunks of any length", () => {
    choose();
    fc.assert(
      fc.property(given, fc.integer({ min: 1, max: 800 }), ([model, symbols], chunk) => {
        expect([...decode(encode(symbols, model, { chunk }))]).toEqual(symbols);
      }),
    );
  });

  it("from payloads that the definition writes, at every precision", () => {
    choose();
    fc.assert(
      fc.property(given, ([model, symbols]) => {
        const coder = memorylessCoder(model);
        const message =
          model.frequencies.length <= 256 ? Uint8Array.from(symbols) : Uint16Array.from(symbols);
        const want = bigRans(symbols, model.frequencies, model.precision, 1);
        expect([...coder.encode(message)]).toEqual([...want]);
        const out = message.slice().fill(0);
        expect(coder.decode(want, out)).toBe(true);
        expect(out).toEqual(message);
      }),
    );
    for (let precision = 1; precision <= 24; precision++) {
      const model = quantise([0.75, 0.25], { precision });
      const message = Uint8Array.from({ length: 300 }, (_, i) => (i * i) % 2);
      expect([...memorylessCoder(model).encode(message)]).toEqual([
        ...bigRans(message, model.frequencies, precision, 1),
      ]);
    }
  });

  it("from payloads of two states, which long chunks have", () => {
    choose();
    fc.assert(
      fc.property(given, fc.integer(), fc.integer({ min: 4096, max: 4200 }), ([model], seed, n) => {
        const stream = random(seed);
        const alphabet = model.frequencies.length;
        const message = alphabet <= 256 ? new Uint8Array(n) : new Uint16Array(n);
        for (let i = 0; i < n; i++) message[i] = stream.integer(alphabet);
        const want = bigRans(message, model.frequencies, model.precision, 2);
        const coder = memorylessCoder(model);
        expect(Buffer.compare(coder.encode(message), want)).toBe(0);
        const out = message.slice().fill(0);
        expect(coder.decode(want, out)).toBe(true);
        expect(out).toEqual(message);
        expect(coder.decode(want.subarray(0, -4), out)).toBe(false);
        expect(coder.decode(Uint8Array.of(...want, 0, 0, 0, 0), out)).toBe(false);
      }),
      { numRuns: 60 },
    );
    for (const precision of [1, 2, 7, 8, 9, 15, 16, 17, 23, 24]) {
      const model = quantise([0.75, 0.25], { precision });
      const message = Uint8Array.from({ length: 4097 }, (_, i) => (i * i) % 2);
      const want = bigRans(message, model.frequencies, precision, 2);
      expect(Buffer.compare(memorylessCoder(model).encode(message), want)).toBe(0);
    }
  });

  it("where there are none", () => {
    choose();
    expect(decode(encode([], quantise([0.5, 0.5])))).toEqual(new Uint8Array(0));
  });

  it("where there is one, and where only one can be, at no cost", () => {
    choose();
    expect([...decode(encode([1], quantise([0.5, 0.5])))]).toEqual([1]);
    const sure = quantise([0, 1, 0]);
    const length = (n: number) => encode(new Uint8Array(n).fill(1), sure).length;
    expect(length(200000) - length(5000)).toBeLessThanOrEqual(2);
    expect(decode(encode(new Uint8Array(200000).fill(1), sure))).toEqual(new Uint8Array(200000).fill(1));
  });

  it.each([65536, 70000])("over an alphabet of %i", (alphabet) => {
    choose();
    const stream = random([1, alphabet]);
    const model = quantise(weights(Float64Array.from({ length: alphabet }, (_, i) => 1 / (i + 1))));
    const symbols = Array.from({ length: 5000 }, () => stream.integer(alphabet));
    const back = decode(encode(symbols, model));
    expect(back).toEqual(alphabet === 65536 ? Uint16Array.from(symbols) : Uint32Array.from(symbols));
  });
});

describe("a model that is not stored", () => {
  const model = quantise([0.7, 0.2, 0.1]);
  const bytes = encode([0, 1, 2, 0], model, { storeModel: false });

  it("must be given", () => {
    expect([...decode(bytes, model)]).toEqual([0, 1, 2, 0]);
    expect(() => decode(bytes)).toThrow(/does not carry its model/);
  });

  it("must be the same", () => {
    expect(() => decode(bytes, quantise([0.7, 0.1, 0.2]))).toThrow(/encoded by other frequencies/);
    expect(() => decode(bytes, quantise([0.7, 0.2, 0.1], { precision: 20 }))).toThrow(/other frequencies/);
  });
});

/** Both checksums are zlib.crc32 of Python over the bytes before them. */
it("writes the bytes of its format's version 1", () => {
  const hex = Buffer.from(encode([0, 1, 2, 0, 0], quantise([0.5, 0.25, 0.25], { precision: 2 }))).toString(
    "hex",
  );
  expect(hex).toBe("72414e530100020305808010030201017839499e021c000000400000007140ff78");
});

describe("what cannot be encoded", () => {
  it.each([
    [
      () => encode([0, 3], quantise([0.5, 0.5])),
      /symbols\[1\] = 3; a symbol must be a whole number from 0 to 1/,
    ],
    [() => encode([0.5], quantise([0.5, 0.5])), /symbols\[0\] = 0.5/],
    [() => encode([0, 1], quantise([1, 0])), /symbols\[1\] = 1 has no mass/],
    [
      () => encode([0], { ...quantise([0.5, 0.5]), frequencies: Uint32Array.of(1, 2) }),
      /frequencies sum to 3; they must sum to 2\^24/,
    ],
    [() => encode([0], quantise([1]), { chunk: 2 ** 18 + 1 }), /chunk = 262145/],
  ])("%s", (act, message) => {
    expect(act).toThrow(message);
  });
});
