import { describe, expect, it } from "vitest";
import { candidatesOf, fullLists } from "../src/top-lists.ts";
import { held } from "./oracle.ts";

describe("candidatesOf", () => {
  it("gives the likeliest first, the lower id first of equals, and none without probability", () => {
    const row = Float64Array.of(-3, -1, Number.NEGATIVE_INFINITY, -1, -2);
    expect(candidatesOf(row, 3).map(({ id }) => id)).toEqual([1, 3, 4]);
    expect(candidatesOf(row, 9).map(({ id }) => id)).toEqual([1, 3, 4, 0]);
  });

  it("reads both models' lists of one row", async () => {
    const base = held(Float32Array.of(0, Math.log(3), 9, 9), 2);
    const model = held(Float32Array.of(Math.log(3), 0, 9, 9), 2);
    const found = await fullLists(base, model, 1)(0);
    expect(found.base).toEqual([{ id: 1, text: "", logProbability: expect.closeTo(Math.log(0.75), 6) }]);
    expect(found.model).toEqual([{ id: 0, text: "", logProbability: expect.closeTo(Math.log(0.75), 6) }]);
  });
});
