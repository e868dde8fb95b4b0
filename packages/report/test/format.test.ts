import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  alignDecimals,
  formatCell,
  formatCount,
  formatEstimate,
  formatNumber,
  formatP,
  formatQuantity,
  formatShare,
  formatTicks,
} from "../src/index.ts";
import { estimate } from "./fixtures/sample.ts";

const interval = (value: number, low: number, high: number) =>
  formatEstimate({ ...estimate(0, 0), value, low, high });

/** The number a text stands for. */
const read = (text: string): number =>
  Number(text.replaceAll(",", "").replaceAll("−", "-").replace("∞", "Infinity"));

const anyNumber = fc.double({ noNaN: true });
/** Below the numbers that round, at three digits, past the largest double. */
const readable = fc.double({ min: -1.79e308, max: 1.79e308, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe("a number", () => {
  it.each([
    [0, "0"],
    [-0, "0"],
    [0.31234, "0.312"],
    [0.3, "0.300"],
    [9.996, "10.0"],
    [0.9996, "1.00"],
    [12.34, "12.3"],
    [1234.5, "1,235"],
    [-1234567, "−1,234,567"],
    [999.96, "1,000"],
    [0.0001, "0.000100"],
    [0.00003124, "3.12e−5"],
    [-2.5e-9, "−2.50e−9"],
    [1.5e15, "1.50e15"],
    [Number.MIN_VALUE, "4.94e−324"],
    [Number.POSITIVE_INFINITY, "∞"],
    [Number.NEGATIVE_INFINITY, "−∞"],
  ])("%d is written %s", (value, text) => expect(formatNumber(value)).toBe(text));

  it("carries a sign where asked, never on zero", () => {
    expect([0.5, 0, -0.5].map((x) => formatNumber(x, { signed: true }))).toEqual(["+0.500", "0", "−0.500"]);
  });

  it("carries its unit, save the unit 1", () => {
    expect(formatQuantity(0.31234, "bits")).toBe("0.312 bits");
    expect(formatQuantity(12.3, "%")).toBe("12.3 %");
    expect(formatQuantity(0.31234, "1")).toBe("0.312");
  });

  it("loses its last zeros where asked", () => {
    const chosen = [0.01, 0.015, 100, 0, 1e-7, 2.5, 1000.4];
    expect(chosen.map((x) => formatNumber(x, { trim: true }))).toEqual([
      "0.01",
      "0.015",
      "100",
      "0",
      "1e−7",
      "2.5",
      "1,000",
    ]);
  });

  it("refuses NaN and says what to do", () => {
    expect(() => formatNumber(Number.NaN)).toThrow(
      /formatNumber: value = NaN; a missing value is a cell of kind "none"/,
    );
    expect(() => formatCell({ kind: "share", value: Number.NaN })).toThrow(/NaN/);
  });

  it("reads back within half a unit of its third digit", () => {
    fc.assert(
      fc.property(readable, (value) => {
        const back = read(formatNumber(value));
        return Math.abs(back - value) <= Math.abs(value) * 0.00501 + Number.MIN_VALUE;
      }),
    );
  });

  it("is never NaN and never a negative zero, in any form", () => {
    fc.assert(
      fc.property(anyNumber, (value) => {
        for (const text of [formatNumber(value), formatCount(value), formatShare(value), formatP(value)]) {
          expect(text).not.toMatch(/NaN|-|−0(?![.\d])|−0\.0+(?!\d)/);
        }
      }),
    );
  });
});

describe("a count, a share and a p value", () => {
  it.each([
    [0, "0"],
    [999, "999"],
    [1204118, "1,204,118"],
    [12.5, "12.5"],
  ])("count %d is written %s", (value, text) => expect(formatCount(value)).toBe(text));

  it.each([
    [0, "0 %"],
    [1, "100 %"],
    [0.6312, "63.1 %"],
    [0.05, "5.0 %"],
    [0.9994, "99.9 %"],
    [0.99951, ">99.9 %"],
    [0.00999, "1.0 %"],
    [0.003, "0.30 %"],
    [0.00012, "0.012 %"],
    [0.000009, "<0.001 %"],
    [-0.05, "−5.0 %"],
    [1.2, "120.0 %"],
  ])("share %d is written %s", (value, text) => expect(formatShare(value)).toBe(text));

  it("never calls a share all or nothing that is not", () => {
    fc.assert(
      fc.property(share, (value) => {
        if (value > 0 && value < 1)
          expect(["0 %", "0.0 %", "0.00 %", "100 %", "100.0 %"]).not.toContain(formatShare(value));
      }),
    );
  });

  it.each([
    [0, "<0.001"],
    [0.00099, "<0.001"],
    [0.0123, "0.012"],
    [0.0996, "0.10"],
    [0.5, "0.50"],
    [0.9951, ">0.99"],
    [1, "1"],
  ])("p %d is written %s", (value, text) => expect(formatP(value)).toBe(text));
});

describe("an estimate", () => {
  it.each([
    [0.312, 0.281, 0.343, "0.31 bits [0.28, 0.34]"],
    [0.312, 0.302, 0.322, "0.312 bits [0.302, 0.322]"],
    [0.01234, 0.0119, 0.0127, "0.0123 bits [0.0119, 0.0127]"],
    [1.234, 0.8, 1.7, "1.2 bits [0.8, 1.7]"],
    [0.277, 0.162, 0.467, "0.28 bits [0.16, 0.47]"],
    [0.277, 0.03, 0.62, "0.28 bits [0.03, 0.62]"],
    [0.277, 0.01, 0.63, "0.3 bits [<0.1, 0.6]"],
    [123.4, 100, 150, "123 bits [100, 150]"],
    [0.00003, 0, 0.0003, "0.00003 bits [0, 0.00030]"],
    [0.00003, 0, 0.0007, "<0.0001 bits [0, 0.0007]"],
    [0.00002, 0, 0.00006, "2.0e−5 bits [0, 6.0e−5]"],
    [-0.002, 0, 0.01, "−0.002 bits [0, 0.010]"],
    [0.5, 0.5, 0.5, "0.500 bits [0.500, 0.500]"],
    [0, 0, 0, "0 bits [0, 0]"],
    [0.5, 0.2, Number.POSITIVE_INFINITY, "0.500 bits [0.200, ∞]"],
    [Number.POSITIVE_INFINITY, 1.25, Number.POSITIVE_INFINITY, "∞ bits [1.25, ∞]"],
  ])("%d in [%d, %d] is written %s", (value, low, high, text) =>
    expect(interval(value, low, high)).toBe(text),
  );

  it("keeps low, value and high in order as written", () => {
    const sorted = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(sorted, (values) => {
        const [low = 0, value = 0, high = 0] = values.toSorted((a, b) => a - b);
        const text = formatEstimate({ ...estimate(0, 0), value, low, high }, { unit: false });
        const [v, l, h] = text.match(/[−\d.,e]*\d/g)!.map(read) as [number, number, number];
        if (/[<>]/.test(text)) return;
        expect(l).toBeLessThanOrEqual(v);
        expect(v).toBeLessThanOrEqual(h);
      }),
    );
  });
});

describe("a cell", () => {
  it("is written by its kind", () => {
    expect(formatCell({ kind: "none" })).toBe("");
    expect(formatCell({ kind: "verdict", text: "moved", tone: "alarm" })).toBe("moved");
    expect(formatCell({ kind: "bar", value: 0.5, max: 1 })).toBe("0.500");
    expect(formatCell({ kind: "bar", value: 0.5, max: 1, label: "half" })).toBe("half");
    expect(formatCell({ kind: "number", value: 2, unit: "days" }, { unit: false })).toBe("2.00");
  });
});

describe("figures below each other", () => {
  it("have their points below each other and one width", () => {
    expect(alignDecimals(["0.31", "12.5", "∞", "<0.001", "3.1e−5", ""])).toEqual([
      " 0.31  ",
      "12.5   ",
      " ∞     ",
      "<0.001 ",
      " 3.1e−5",
      "",
    ]);
  });
});

describe("ticks", () => {
  it.each([
    [
      [0, 0.05, 0.1],
      ["0", "0.05", "0.10"],
    ],
    [
      [0, 2.5, 5],
      ["0", "2.5", "5.0"],
    ],
    [
      [-1000, 0, 1000],
      ["−1,000", "0", "1,000"],
    ],
    [
      [0.1, 0.2, 0.3],
      ["0.1", "0.2", "0.3"],
    ],
    [[7], ["7.00"]],
  ])("%j are written %j", (ticks, texts) => expect(formatTicks(ticks)).toEqual(texts));
});
