import { describe, expect, it } from "vitest";
import { calibrationOf } from "../../src/estimate/calibration.ts";
import { settingsOf } from "../../src/settings.ts";
import { makeTable, type Row } from "../make-table.ts";

/** Forty documents of twenty tokens whose first choice has p = ¾, and came with `hits` in twenty. */
const rowsOf = (hits: number): Row[] =>
  Array.from({ length: 800 }, (_, i) => ({
    document: Math.floor(i / 20),
    target: i % 20 < hits ? 0 : 1,
    p: [0.75, 0.25],
    q: [0.5, 0.5],
  }));

describe("calibrationOf", () => {
  it("finds no error where the first choice comes as often as it says", () => {
    const table = makeTable(rowsOf(15));
    const { reliability, split } = calibrationOf(table, table.baseSays, settingsOf())!;
    expect(reliability.bins.map(({ forecast, outcome }) => [forecast, outcome])).toEqual([[0.75, 0.75]]);
    expect(reliability.expectedCalibrationError.plugIn).toBe(0);
    // −¾·log₂ ¾ − ¼·log₂ ¼, all of it uncertainty
    expect(split?.score).toBeCloseTo(0.8112781244591328, 12);
    expect(split?.uncertainty.plugIn).toBeCloseTo(0.8112781244591328, 12);
    expect(split?.calibration.plugIn).toBeCloseTo(0, 12);
  });

  it("says how much an overconfident model wastes", () => {
    const table = makeTable(rowsOf(10));
    const { reliability, split } = calibrationOf(table, table.baseSays, settingsOf())!;
    expect(reliability.expectedCalibrationError.plugIn).toBeCloseTo(0.25, 12);
    // D(½ ‖ ¾) = −½·log₂(4·¾·¼) bits
    expect(split?.calibration.plugIn).toBeCloseTo(-0.5 * Math.log2(0.75), 12);
  });

  it("takes a probability that rounding put above 1 as 1, and leaves unknown tokens out", () => {
    const table = makeTable(rowsOf(20));
    table.baseSays.confidence.fill(1.00004);
    expect(calibrationOf(table, table.baseSays, settingsOf())?.reliability.bins[0]?.forecast).toBe(1);
    table.target.fill(-1);
    expect(calibrationOf(table, table.baseSays, settingsOf())).toBeNull();
  });
});
