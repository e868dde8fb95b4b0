import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toCsv } from "../src/index.ts";
import { HOSTILE, hostileReport, SAMPLE } from "./fixtures/sample.ts";

/** A reader of RFC 4180, for tests alone. */
function parse(text: string): string[][] {
  const rows: string[][] = [[]];
  const token = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy;
  while (token.lastIndex < text.length) {
    const match = token.exec(text);
    if (match === null) throw new Error(`no field at ${token.lastIndex}`);
    rows.at(-1)?.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

describe("the overview as CSV", () => {
  it("has one header, full numbers, and three fields an estimate", () =>
    expect(toCsv(SAMPLE)).toMatchFileSnapshot("./fixtures/golden/report.csv"));

  it("has as many fields in every line as in its header", () => {
    const [header, ...rows] = parse(toCsv(SAMPLE));
    expect(rows).toHaveLength(SAMPLE.overview.rows.length);
    for (const row of rows) expect(row).toHaveLength(header!.length);
  });

  it("gives every number back to the last bit", () => {
    const [header, first] = parse(toCsv(SAMPLE));
    const cell = SAMPLE.overview.rows[0]![2]!;
    const { value, low, high } = (cell as Extract<typeof cell, { kind: "estimate" }>).estimate;
    const at = header!.indexOf("Extra bits");
    expect(first!.slice(at, at + 3).map(Number)).toEqual([value, low, high]);
  });

  it("gives every name back", () => {
    const names = fc.oneof(fc.string({ unit: "binary", maxLength: 30 }), fc.constantFrom(...HOSTILE));
    fc.assert(
      fc.property(names, (name) => {
        expect(parse(toCsv(hostileReport(name)))[1]![0]).toBe(name);
      }),
    );
  });
});
