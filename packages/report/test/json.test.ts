import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify, toJson } from "../src/index.ts";
import { SMALL } from "./fixtures/sample.ts";

describe("the lane's value as JSON", () => {
  it("is written with its schema first and infinity as a word", () =>
    expect(toJson(SMALL)).toMatchFileSnapshot("./fixtures/golden/report.json"));

  it("keeps the order of keys", () => {
    expect(stringify({ z: 1, a: { y: 2, b: 3 } }, 0)).toBe('{"z":1,"a":{"y":2,"b":3}}');
  });

  it("writes both infinities as words, typed arrays as lists, negative zero as zero", () => {
    const value = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, new Float64Array([0.1, 2]), -0];
    expect(stringify(value, 0)).toBe('["Infinity","-Infinity",[0.1,2],0]');
  });

  it("refuses NaN and names the place", () => {
    expect(() => stringify({ columns: [{ kl: 1 }, { kl: Number.NaN }] })).toThrow(
      "toJson: data.columns[1].kl = NaN",
    );
    expect(() => stringify({ n: 1n })).toThrow("toJson: data.n is a bigint");
  });

  it("comes back the same", () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(JSON.parse(stringify(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
