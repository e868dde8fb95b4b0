import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { digits, order, pick, readImages, split } from "../src/index.ts";

const folder = mkdtempSync(join(tmpdir(), "relent-images-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("rendered digits", () => {
  it("are the same for the same seed and grey between 0 and 1", () => {
    const some = digits(50, 7);
    expect(digits(50, 7)).toEqual(some);
    expect(digits(50, 8).pixels).not.toEqual(some.pixels);
    expect(some.pixels.every((grey) => grey >= 0 && grey <= 1)).toBe(true);
  });

  it("are told apart by the nearest of 500 others nearly always", () => {
    const known = digits(500, 1, { noise: 0 });
    const asked = digits(100, 2, { noise: 0 });
    const area = known.size ** 2;
    let right = 0;
    for (let i = 0; i < 100; i++) {
      let best = Number.POSITIVE_INFINITY;
      let label = -1;
      for (let j = 0; j < 500; j++) {
        let distance = 0;
        for (let k = 0; k < area; k++) {
          distance += (asked.pixels[i * area + k]! - known.pixels[j * area + k]!) ** 2;
        }
        if (distance < best) [best, label] = [distance, known.labels[j]!];
      }
      if (label === asked.labels[i]) right++;
    }
    expect(right).toBeGreaterThan(80);
  });
});

describe("pictures from files", () => {
  it("are read from gzipped CSV, the greatest grey being 1", () => {
    const path = join(folder, "four.csv.gz");
    writeFileSync(path, gzipSync("0,16,8,4,3\n16,0,0,0,1\n"));
    expect(readImages(path)).toEqual({
      size: 2,
      classes: 4,
      pixels: Float32Array.of(0, 1, 0.5, 0.25, 1, 0, 0, 0),
      labels: Int32Array.of(3, 1),
    });
  });

  it("are read from IDX with the labels beside", () => {
    const path = join(folder, "t-images-idx3-ubyte");
    const pixels = [0, 255, 51, 0, 0, 0, 0, 255];
    writeFileSync(path, Buffer.from([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, ...pixels]));
    writeFileSync(join(folder, "t-labels-idx1-ubyte"), Buffer.from([0, 0, 8, 1, 0, 0, 0, 2, 9, 1]));
    expect(readImages(path)).toEqual({
      size: 2,
      classes: 10,
      pixels: Float32Array.of(0, 1, 0.2, 0, 0, 0, 0, 1),
      labels: Int32Array.of(9, 1),
    });
    writeFileSync(path, readFileSync(path).subarray(0, 20));
    expect(() => readImages(path)).toThrow(/20 bytes; 2 pictures of 2 × 2 need 24/);
  });

  it("are refused when a row is no square and a label", () => {
    const path = join(folder, "bad.csv");
    writeFileSync(path, "1,2,3\n");
    expect(() => readImages(path)).toThrow(/square/);
    writeFileSync(path, "0,1,2,3,4\n0,1,2,x,4\n");
    expect(() => readImages(path)).toThrow(/row 2/);
    writeFileSync(path, "0,1,2,3,4\n0,1,2,,4\n");
    expect(() => readImages(path)).toThrow(/row 2/);
  });

  it("are refused when what ends the rows is no label", () => {
    const path = join(folder, "bad.csv");
    writeFileSync(path, "a,b,c,d,label\n0,1,2,3,4\n0,1,2,3,0.5\n");
    expect(() => readImages(path)).toThrow(/row 3 ends with 0.5/);
    writeFileSync(path, "7,1,2,3,0\n3,1,2,3,0\n");
    expect(() => readImages(path)).toThrow(/all its labels are 0.*the label is last/);
  });
});

describe("a split", () => {
  it("puts every picture into one of its two parts", () => {
    const all = digits(30, 3);
    const [some, rest] = split(all, 0.7, 1);
    expect([some.labels.length, rest.labels.length]).toEqual([21, 9]);
    const sum = (labels: Int32Array) => labels.reduce((a, b) => a + b, 0);
    expect(sum(some.labels) + sum(rest.labels)).toBe(sum(all.labels));
    expect([...order(5, 1)].sort()).toEqual([0, 1, 2, 3, 4]);
    expect(pick(all, [4]).labels[0]).toBe(all.labels[4]);
  });
});
