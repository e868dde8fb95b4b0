import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toMarkdown, toTerminal } from "../src/index.ts";
import { displayWidth } from "../src/terminal/width.ts";
import { HOSTILE, hostileReport, SAMPLE, wideReport } from "./fixtures/sample.ts";

const golden = (name: string): string => `./fixtures/golden/${name}`;
const widest = (text: string): number => Math.max(...text.split("\n").map(displayWidth));

describe("a report on a terminal", () => {
  it("reads well at 80 columns", () =>
    expect(toTerminal(SAMPLE, { colour: false })).toMatchFileSnapshot(golden("terminal-80.txt")));

  it("reads well at 60 columns in ASCII", async () => {
    const text = toTerminal(SAMPLE, { colour: false, width: 60, ascii: true });
    await expect(text).toMatchFileSnapshot(golden("terminal-60-ascii.txt"));
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
  });

  it("reads well at 140 columns", () =>
    expect(toTerminal(SAMPLE, { colour: false, width: 140 })).toMatchFileSnapshot(
      golden("terminal-140.txt"),
    ));

  it("opens with the verdict sentence and closes with the method", () => {
    const text = toTerminal(SAMPLE, { colour: false });
    expect(text.startsWith("▲ A code tuned to January")).toBe(true);
    expect(text.indexOf("Escape 1e-4")).toBeGreaterThan(text.indexOf("! Orders of one day"));
  });

  it("shows what was asked for with its facts and the first rows of its tables, whatever it says", () => {
    const quiet = SAMPLE.sections.find(({ verdict }) => verdict.tone !== "alarm")!;
    const table = {
      caption: "Shops",
      noun: ["shop", "shops"] as const,
      columns: [{ label: "shop", align: "left" as const }],
      rows: Array.from({ length: 9 }, (_, i) => [{ kind: "text" as const, text: `shop ${i}` }]),
    };
    const section = {
      ...quiet,
      id: "asked",
      heading: "What was asked",
      facts: [{ label: "rows", value: { kind: "count" as const, value: 1234 } }],
      tables: [table],
    };
    const report = { ...SAMPLE, sections: [...SAMPLE.sections, section] };
    const parts = ["What was asked", "rows 1,234", "shop 3", "… 5 more shops"];
    const [plain, asked] = [report, { ...report, asked: ["asked"] }].map((one) => [
      toTerminal(one, { colour: false }),
      toMarkdown(one),
    ]);
    expect(plain!.join("\n")).not.toContain("What was asked");
    for (const part of parts) expect(asked![0]).toContain(part);
    expect(asked![1]).toContain("What was asked");
    expect(asked![1]).toContain("- rows: 1,234");
    expect(asked![1]).toContain("| shop 8 |");
  });

  it("counts the rows it leaves out, by verdict", () => {
    const text = toTerminal(wideReport(), { colour: false });
    expect(text).toContain("… 173 more columns: same");
    expect(text).toContain("… 22 more like these");
    expect(text.split("\n").length).toBeLessThan(90);
  });

  it("says which columns found no room, and where they are", () => {
    const at = (width: number): string => toTerminal(SAMPLE, { colour: false, width }).replace(/\s+/g, " ");
    const where = "a wider terminal or -o report.html shows all";
    expect(at(104)).toContain(`… 1 column cut (W1); ${where}`);
    expect(at(80)).toContain(`… 3 columns cut (JS, PSI, W1); ${where}`);
    expect(at(140)).not.toContain(where);
  });

  it("says with colour nothing that it does not say without", () => {
    const painted = toTerminal(SAMPLE, { colour: true });
    expect(painted).toContain("\u001b[31m▲ moved\u001b[39m");
    expect(stripVTControlCharacters(painted)).toBe(toTerminal(SAMPLE, { colour: false }));
  });

  it("sends no control character that a name carries", () => {
    for (const name of HOSTILE) {
      expect(toTerminal(hostileReport(name), { colour: false })).not.toMatch(
        /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u,
      );
    }
  });

  it("is never wider than asked, whatever the names", () => {
    const name = fc.oneof(fc.string({ unit: "grapheme", maxLength: 80 }), fc.constantFrom(...HOSTILE));
    fc.assert(
      fc.property(name, fc.integer({ min: 40, max: 200 }), fc.boolean(), (text, width, ascii) => {
        expect(widest(toTerminal(hostileReport(text), { colour: false, width, ascii }))).toBeLessThanOrEqual(
          width,
        );
      }),
      { numRuns: 200 },
    );
  });

  it("is never wider than asked for the sample, at any width", () => {
    for (let width = 40; width <= 200; width++) {
      expect(widest(toTerminal(SAMPLE, { colour: false, width }))).toBeLessThanOrEqual(width);
    }
  });
});
