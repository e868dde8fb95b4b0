import { ready } from "@relent/example-kit";
import { beforeAll, describe, expect, it } from "vitest";
import { compress } from "../src/compress.ts";
import { network } from "../src/network.ts";
import { toText } from "../src/text.ts";
import { bitsPerByte, train } from "../src/train.ts";

beforeAll(ready);

describe("the text model", () => {
  it("learns a text that repeats itself to a small part of a bit per byte", () => {
    const { alphabet, seen, unseen } = toText(
      Buffer.from("colorless green ideas sleep furiously. ".repeat(60)),
    );
    const net = network(alphabet.length, 6, 8, 32);
    const bits: number[] = [];
    const weights = train(net, { text: seen, steps: 500, batch: 64, onStep: (_, value) => bits.push(value) });
    expect(bits[0]).toBeGreaterThan(3);
    const bitsEach = bitsPerByte(net, weights, unseen, 200, 100);
    expect(bitsEach).toBeLessThan(0.5);
    const bytes = compress(net, weights, unseen);
    expect(bytes.length).toBeGreaterThan((bitsEach * unseen.length) / 8 / 1.5);
    expect(bytes.length).toBeLessThan(((bitsEach + 0.5) * unseen.length) / 8 + 60);
  });

  it("costs eight bits a byte or more where nothing can be learnt", () => {
    const noise = Uint8Array.from({ length: 5000 }, (_, i) => (Math.imul(i + 1, 2654435761) >>> 13) & 255);
    const { alphabet, seen, unseen } = toText(noise);
    const net = network(alphabet.length, 2, 4, 8);
    const weights = train(net, { text: seen, steps: 30, batch: 64 });
    expect(bitsPerByte(net, weights, unseen, 400, 100)).toBeGreaterThan(7.9);
  });

  it("needs a text that is long enough to be split", () => {
    expect(() => toText(Buffer.from("short"))).toThrow(/5 bytes/);
  });
});
