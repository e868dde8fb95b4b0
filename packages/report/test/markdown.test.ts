import { describe, expect, it } from "vitest";
import { toMarkdown } from "../src/index.ts";
import { HOSTILE, hostileReport, SAMPLE, wideReport } from "./fixtures/sample.ts";

describe("a report as Markdown", () => {
  it("has sentence, facts, table, warnings and method", () =>
    expect(toMarkdown(SAMPLE)).toMatchFileSnapshot("./fixtures/golden/report.md"));

  it("counts the rows it leaves out", () =>
    expect(toMarkdown(wideReport())).toContain("… 173 more columns: same"));

  it.each(HOSTILE)("keeps %j inside its place", (name) => {
    const text = toMarkdown(hostileReport(name));
    const table = text.split("\n").filter((line) => line.startsWith("|"));
    expect(table).toHaveLength(3);
    const bars = (line: string): number => line.replace(/\\\\/g, "").replace(/\\\|/g, "").split("|").length;
    expect(bars(table[2]!)).toBe(bars(table[0]!));
    const outside = text.replace(/(`+)[^\n]*?[^`]\1(?!`)/g, "").replace(/<\/?sub>/g, "");
    expect(outside).not.toMatch(/(?<!\\)<(?!\/?sub>)/);
  });
});
