import { FORMATS, toTerminal } from "@relent/report";
import { describe, expect, it } from "vitest";
import { compareTables, lmReport } from "../src/index.ts";
import type { TokenTable } from "../src/token-table.ts";
import { makeTable, type Row, randomRows } from "./make-table.ts";

const unknown = (table: TokenTable): TokenTable => {
  for (const says of [table.baseSays, table.modelSays]) {
    says.surprisal.fill(Number.NaN);
    says.entropy.fill(Number.NaN);
  }
  table.target.fill(-1);
  return table;
};

const LOST: readonly Row[] = [
  { document: 0, target: 1, p: [0.5, 0.5], q: [1, 0] },
  { document: 1, target: 0, p: [0.5, 0.5], q: [0.25, 0.75] },
];

const EDGES: Readonly<Record<string, TokenTable>> = {
  "one token": makeTable(randomRows(1, 1, 1)),
  "two tokens of one document": makeTable(randomRows(1, 2, 1)),
  "one long document": makeTable(randomRows(1, 300, 1)),
  "documents of one token": makeTable(randomRows(30, 1, 1)),
  "two equal models": makeTable(randomRows(5, 5, 0)),
  "an infinite divergence": makeTable(LOST),
  "only infinite divergences": makeTable([LOST[0]!, { ...LOST[0]!, document: 1 }]),
  "one document with an infinite divergence": makeTable(LOST.map((row) => ({ ...row, document: 0 }))),
  "a base that held the text for impossible": makeTable(LOST.map((row) => ({ ...row, p: row.q, q: row.p }))),
  "both holding it for impossible": makeTable([{ ...LOST[0]!, p: [1, 0] }, LOST[1]!]),
  "no known text": unknown(makeTable(randomRows(3, 9, 1))),
  "a text of blanks": makeTable(randomRows(3, 9, 1), { texts: Array(27).fill(" \n") }),
  "tokens of control characters": makeTable(randomRows(3, 9, 1), {
    texts: Array(27).fill("\u0000\u001b[31m<b>"),
  }),
  "every token clipped": (() => {
    const table = makeTable(randomRows(3, 9, 1));
    table.baseSays.censored.fill(1);
    table.modelSays.censored.fill(1);
    return table;
  })(),
};

describe.each(Object.entries(EDGES))("%s", (_, table) => {
  it("is reported in every format, without a NaN", async () => {
    const report = lmReport(await compareTables([{ table }]));
    for (const [extension, { render }] of Object.entries(FORMATS)) {
      expect(String(render(report)), extension).not.toMatch(/\bNaN\b|undefined/);
    }
    const terminal = toTerminal(report, { colour: false, width: 80 });
    expect(terminal).not.toMatch(/\bNaN\b|undefined/);
    for (const line of terminal.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });

  it("has figures that lie within their intervals and their bounds", async () => {
    const { models } = await compareTables([{ table }]);
    for (const [name, figure] of Object.entries(models[0]!)) {
      if (typeof figure !== "object" || figure === null || !("standardError" in figure)) continue;
      expect(figure.low, name).toBeLessThanOrEqual(figure.value);
      expect(figure.high, name).toBeGreaterThanOrEqual(figure.value);
      expect(figure.standardError, name).toBeGreaterThanOrEqual(0);
    }
  });
});
