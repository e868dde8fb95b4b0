import { describe, expect, it } from "vitest";
import { places, worstRows, worstStretch } from "../../src/estimate/places.ts";
import { makeTable, randomRows } from "../make-table.ts";

const rows = randomRows(6, 30, 1);
const table = makeTable(rows);
const names = { at: (row: number) => `t${row}`, of: (id: number) => `#${id}` };
const options = { per: Math.LN2, worst: 5, windows: 2, windowTokens: 10 };

describe("places", () => {
  it("finds the rows that diverge most, the worst first", () => {
    const sorted = Array.from(table.divergence.kl.keys()).sort(
      (a, b) => table.divergence.kl[b]! - table.divergence.kl[a]! || a - b,
    );
    expect(worstRows(table, 7)).toEqual(sorted.slice(0, 7));
    expect(worstRows(table, 1000)).toEqual(sorted);
  });

  it("finds the stretch that diverges most", () => {
    expect(worstStretch([0, 1, 2, 3, 4], Float64Array.of(1, 0, 5, 5, 0), 2)).toEqual([2, 3]);
    expect(worstStretch([4, 7], Float64Array.of(0, 0, 0, 0, 0, 0, 0, 0), 5)).toEqual([4, 7]);
    expect(worstStretch([0, 1, 2], Float64Array.of(1, 2, Number.POSITIVE_INFINITY), 2)).toEqual([1, 2]);
  });

  it("shows both models' choices at the tokens shown", async () => {
    const lists = async (row: number) => ({
      base: [{ id: 3, text: "", logProbability: Math.log(rows[row]!.p[3]!) }],
      model: [{ id: null, text: "x", logProbability: Math.log(0.25) }],
    });
    const { worstTokens, windows } = await places(table, options, names, lists);
    const [worst] = worstTokens;
    expect(worst?.baseChoices).toEqual([
      { token: "#3", probability: expect.closeTo(rows[worst!.row]!.p[3]!, 14) },
    ]);
    expect(worst?.choices).toEqual([{ token: "x", probability: 0.25 }]);
    expect(worst?.kl).toBeCloseTo(Math.max(...table.divergence.kl) / Math.LN2, 14);
    expect(worst?.probability).toBeCloseTo(rows[worst!.row]!.q[rows[worst!.row]!.target]!, 14);
    expect(windows).toHaveLength(2);
    expect(windows[0]?.tokens).toHaveLength(10);
    expect(new Set(windows[0]?.tokens.map(({ document }) => document)).size).toBe(1);
  });

  it("shows no choices where the recordings are not at hand", async () => {
    const { worstTokens } = await places(table, options, names, undefined);
    expect(worstTokens[0]).toMatchObject({ baseChoices: [], choices: [] });
  });
});
