import { expect, it } from "vitest";
import { readSettings } from "../src/index.ts";

it("reads the options of a command, with what is left out", () => {
  expect(readSettings(["--data", "a.csv", "--write"], { steps: 30 }, "a table")).toEqual({
    data: "a.csv",
    steps: 30,
    write: true,
  });
  expect(readSettings(["--steps", "5"], { steps: 30 }).steps).toBe(5);
});

it.each([
  [["--steps", "many"], /--steps many: it must be a whole number above 0/],
  [["--steps", "0"], /--steps 0/],
  [["--epochs", "3"], /--epochs/],
  [["--data", "a.csv"], /--data/],
])("refuses %j", (args, message) => {
  expect(() => readSettings(args, { steps: 30 })).toThrow(message);
});
