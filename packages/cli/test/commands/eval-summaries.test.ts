import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { random } from "@relent/core/random";
import { afterAll, describe, expect, it } from "vitest";
import { relent } from "../run.ts";

const place = mkdtempSync(join(tmpdir(), "relent-summaries-"));
afterAll(() => rmSync(place, { recursive: true }));

/** Forecasts that are right, one row a line. */
function rows(n: number, seed: string): string[] {
  const rng = random(seed);
  return Array.from({ length: n }, () => {
    const p = 0.05 + 0.9 * rng.uniform();
    return `${rng.uniform() < p ? 1 : 0},${p.toFixed(6)}`;
  });
}

const file = (name: string, lines: readonly string[]): string => {
  const path = join(place, name);
  writeFileSync(path, `y,p\n${lines.join("\n")}\n`);
  return path;
};

const [MAY, JUNE] = [rows(400, "may"), rows(300, "june")];
const ASKED = ["--label", "y", "--prob", "p", "--no-recalibrate", "--segments", "none"];

async function figures(...args: string[]): Promise<Record<string, { value: number }>> {
  const { code, stdout, stderr } = await relent("eval", ...args, "--json");
  expect(`${code}${stderr.replaceAll(/wrote .*\n/g, "")}`).toBe("0");
  return JSON.parse(stdout);
}

describe("relent eval --save-summary", () => {
  it("adds up to what one table of all rows gives", async () => {
    const [may, june] = [join(place, "may.json"), join(place, "june.json")];
    await figures(file("may.csv", MAY), ...ASKED, "--save-summary", may);
    await figures(file("june.csv", JUNE), ...ASKED, "--after", may, "--save-summary", june);
    const merged = await figures(may, june, "--no-recalibrate");
    const whole = await figures(file("both.csv", [...MAY, ...JUNE]), ...ASKED);
    for (const name of ["logLoss", "brier", "rocAuc", "calibration", "accuracy"]) {
      expect(merged[name]!.value, name).toBeCloseTo(whole[name]!.value, 12);
    }
    expect(readFileSync(may, "utf8").startsWith('{"schema":"relent/eval-summary@1"')).toBe(true);
  });

  it("refuses tables beside summaries, summaries of other forecasts, and what is none", async () => {
    const may = join(place, "first.json");
    const table = file("t.csv", MAY);
    await figures(table, ...ASKED, "--save-summary", may);
    const said = async (...args: string[]): Promise<string> => {
      const { code, stderr } = await relent("eval", ...args);
      return `${code} ${stderr}`;
    };
    expect(await said(may, table, ...ASKED)).toContain("2 relent: ");
    expect(await said(may, table, ...ASKED)).toContain("is no summary, as");
    expect(await said(table, ...ASKED, "--after", table)).toContain("the text is not JSON");
    expect(await said(table, ...ASKED, "--save-summary", table)).toContain(
      "is an input and would be written over",
    );
  });
});
