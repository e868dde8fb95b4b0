import { describe, expect, it } from "vitest";
import { random } from "../../../src/random/index.ts";
import { collectCalibration, collectClassRanks } from "../../../src/score/index.ts";
import {
  collectScores,
  type ForecastKind,
  forecastBlocks,
  probabilityRow,
} from "../../../src/score/scoring/index.ts";

/** Logits of 500 rows of three classes, a label each, one of them impossible; weights from 0 to 3, and 20 clusters. */
function drawn(kind: ForecastKind) {
  const rng = random(7);
  const rows = Float64Array.from({ length: 500 }, (_, i) => i);
  const z = [0, 1, 2].map((k) =>
    rows.map((i) => (i === 50 && k === 0 ? Number.NEGATIVE_INFINITY : 4 * rng.uniform())),
  );
  const e = z.map((column) => column.map(Math.exp));
  const totals = rows.map((i) => e[0]![i]! + e[1]![i]! + e[2]![i]!);
  return {
    columns: kind === "logits" ? z : e.map((column) => column.map((x, i) => x / totals[i]!)),
    rows,
    label: Int32Array.from(rows, (i) => (i === 50 ? 0 : rng.integer(3))),
    weight: rows.map(() => rng.integer(4)),
    group: Array.from(rows, () => `g${rng.integer(20)}`),
  };
}

describe("forecastBlocks", () => {
  it.each([
    ["probs", false],
    ["probs", true],
    ["logits", true],
  ] as const)("gives collectors what %s give them row by row (weights and clusters: %s)", (kind, full) => {
    const { columns, rows, label, ...more } = drawn(kind);
    const { weight, group } = full ? more : { weight: null, group: null };
    const collectors = () => {
      const three = { classes: 3 };
      return [
        collectScores(three),
        collectCalibration(three),
        collectClassRanks({ ...three, distinct: 300 }),
      ] as const;
    };
    const row = probabilityRow(kind, 3);
    const single = collectors();
    rows.forEach((i) => {
      row.readColumns(columns, i, i);
      for (const one of single) one.add(row, label[i]!, weight?.[i], group?.[i]);
    });
    const blocked = collectors();
    const reader = forecastBlocks(probabilityRow(kind, 3));
    for (const [from, to] of [
      [0, 7],
      [7, 300],
      [300, 500],
    ] as const) {
      const block = reader.read(
        columns.map((column) => column.subarray(from, to)),
        {
          length: to - from,
          rows: rows.subarray(from, to),
          label: label.subarray(from, to),
          weight: weight?.subarray(from, to) ?? null,
          group: group?.slice(from, to) ?? null,
        },
      );
      for (const one of blocked) one.addBlock(block);
    }
    const numbers = (text: unknown): unknown =>
      JSON.parse(JSON.stringify(text), (_, x) => (typeof x === "number" ? Number(x.toPrecision(12)) : x));
    expect(numbers(blocked.map((one) => one.summary()))).toEqual(numbers(single.map((one) => one.summary())));
  });

  it.each([
    [{ label: [3] }, "label[7] = 3; labels must be whole numbers from 0 to 1"],
    [{ weight: Float64Array.of(-1) }, "weight[7] = -1; weights must be finite and ≥ 0"],
  ])("names the row of what it refuses: %o", (wrong, message) => {
    const given = { length: 1, rows: Float64Array.of(7), label: [1], weight: null, group: null, ...wrong };
    expect(() => forecastBlocks(probabilityRow("probs", 2)).read([[0.75], [0.25]], given)).toThrow(message);
  });

  it("refuses a block of other classes than are collected", () => {
    const given = { length: 1, rows: Float64Array.of(7), label: [1], weight: null, group: null };
    const block = forecastBlocks(probabilityRow("probs", 2)).read([[0.75], [0.25]], given);
    expect(() => collectScores({ classes: 3 }).addBlock(block)).toThrow(
      "a row of 2 classes; 3 are collected",
    );
  });
});
