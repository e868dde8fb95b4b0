import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crc32, decode, encode, krichevskyTrofimov, quantise } from "../../src/coding/index.ts";
import { RelentError } from "../../src/error.ts";
import { drawMessage, MODEL } from "./zipf-source.ts";

const message = drawMessage(1000);
const model = quantise(MODEL, { precision: 12 });
const sound = encode(message, model, { chunk: 300 });
const header = encode([], model, { chunk: 300 }).length + 1;

function failure(bytes: Uint8Array): RelentError {
  try {
    decode(bytes);
  } catch (error) {
    return error as RelentError;
  }
  throw new Error("it decodes");
}

describe("damage is found", () => {
  it("wherever a byte changes", () => {
    fc.assert(
      fc.property(fc.nat({ max: sound.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const bytes = sound.slice();
        bytes[at]! ^= flip;
        const error = failure(bytes);
        expect(error).toBeInstanceOf(RelentError);
        expect(error.code).toBe("unreadable");
        expect(error.message).toMatch(at < header ? /^decode: the header / : /^decode: chunk [0-3] /);
      }),
      { numRuns: 400 },
    );
  });

  it("wherever the bytes end", () => {
    for (let length = 0; length < sound.length; length++) {
      const error = failure(sound.subarray(0, length));
      expect(error.code).toBe("unreadable");
      if (length > header) expect(error.message).toMatch(/^decode: chunk [0-3] (ends too soon|at byte)/);
    }
  });

  it("by the chunk it is in", () => {
    const starts = [header];
    while (starts.length < 4) {
      const at = starts.at(-1)!;
      const words = (sound[at]! & 127) + (sound[at]! > 127 ? 128 * sound[at + 1]! : 0);
      starts.push(at + (sound[at]! > 127 ? 2 : 1) + 4 * words + 4);
    }
    starts.forEach((at, chunk) => {
      const bytes = sound.slice();
      bytes[at + 20]! ^= 1;
      expect(failure(bytes).message).toContain(`chunk ${chunk} at byte ${at} `);
      expect(failure(bytes).index).toBe(chunk);
    });
  });

  it("where chunks change places", () => {
    const even = encode(new Uint8Array(600), quantise([0.5, 0.5]), { chunk: 300 });
    const length = (even.length - encode([], quantise([0.5, 0.5]), { chunk: 300 }).length - 1) / 2;
    const at = even.length - 2 * length;
    const swapped = even.slice();
    swapped.set(even.subarray(at + length), at);
    swapped.set(even.subarray(at, at + length), at + length);
    expect(failure(swapped).message).toContain("chunk 0");
  });

  it("where something follows", () => {
    expect(failure(Uint8Array.of(...sound, 0)).message).toContain("1 bytes follow the last chunk");
  });

  it("where it is no message at all", () => {
    expect(failure(new TextEncoder().encode("hello")).message).toContain('does not begin with "rANS"');
    const later = sound.slice();
    later[4] = 2;
    expect(failure(later).message).toContain("is of version 2");
  });
});

it("a model of another kind is not taken", () => {
  const bytes = encode([0, 1], quantise([0.5, 0.5]), { storeModel: false });
  expect(() => decode(bytes, krichevskyTrofimov({ alphabet: 2 }))).toThrow(
    /says of its model "given", the one given is adaptive/,
  );
});

/** zlib.crc32(bytes(range(256))), and with 7 before it, in Python. */
it("checksums are those of zlib", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  expect(crc32(bytes)).toBe(0x29058c73);
  expect(crc32(bytes.subarray(100), crc32(bytes.subarray(0, 100)))).toBe(0x29058c73);
});
