import { expect, it } from "vitest";
import { shortNames } from "../src/names.ts";

it.each([
  [
    ["runs/base.kld", "runs/q4.kld"],
    ["base", "q4"],
  ],
  [
    ["a/q4.kld", "b/q4.kld"],
    ["a/q4.kld", "b/q4.kld"],
  ],
  [
    ["x.kld", "x.npy"],
    ["x.kld", "x.npy"],
  ],
  [
    ["a.kld", "a.kld"],
    ["a.kld", "a.kld (2)"],
  ],
  [
    ["rows/", "q4_0.v2.kld"],
    ["rows", "q4_0.v2"],
  ],
])("%j are called %j", (names, expected) => {
  expect(shortNames(names)).toEqual(expected);
});
