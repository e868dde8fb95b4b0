import { describe, expect, it } from "vitest";
import { type ColumnResult, diffProfiles, diffReport } from "../../src/index.ts";
import { profile, textColumn, texts, values } from "../compare/made.ts";

const then = texts("data/then.csv", { country: { FR: 9000, DE: 3000 }, luck: { a: 6000, b: 6000 } });
const now = texts("data/now.csv", { country: { FR: 6000, DE: 6000 }, luck: { a: 6000, b: 6000 } });
const result = diffProfiles(now, then, [
  { name: "old", type: "integer", verdict: "only in reference", reason: "missing from current" },
]);
const report = diffReport(result);

describe("the report of a comparison", () => {
  it("opens with the sentence and is of the verdict's tone", () => {
    expect(report.sentence).toBe(result.sentence);
    expect(report.tone).toBe("alarm");
    expect(report.title).toBe("now.csv against then.csv");
    expect(diffReport(diffProfiles(then, then)).tone).toBe("calm");
    const few = texts("few", { x: { a: 20, b: 20 } });
    expect(diffReport(diffProfiles(few, few)).tone).toBe("unsure");
  });

  it("has one row and one section a column, in the order of the result", () => {
    const names = result.columns.map((c) => c.name);
    expect(names).toEqual(["country", "old", "luck"]);
    expect(report.sections.map((s) => s.heading)).toEqual(names);
    expect(report.overview.rows.length).toBe(3);
    report.overview.rows.forEach((row, i) => {
      expect(row.length).toBe(report.overview.columns.length);
      expect(row[0]).toEqual({ kind: "link", text: names[i], section: report.sections[i]!.id });
      const verdicts = row.filter((cell) => cell.kind === "verdict");
      expect(verdicts).toEqual([
        { kind: "verdict", text: result.columns[i]!.verdict, tone: expect.any(String) },
      ]);
    });
  });

  it("shows figures with their units", () => {
    const [country] = report.sections;
    const estimates = country!.facts.flatMap((f) => (f.value.kind === "estimate" ? [f.value.estimate] : []));
    expect(estimates.length).toBeGreaterThanOrEqual(6);
    for (const e of estimates) expect(["bits", "nats", "1"]).toContain(e.unit);
    const fact = country!.facts.find((f) => f.label === "PSI")!;
    expect(fact.value).toMatchObject({ kind: "estimate", estimate: { unit: "nats" } });
  });

  it("draws each column's shares, and all intervals against the floor", () => {
    const [chart] = report.charts;
    if (chart?.kind !== "intervals") throw new Error("no intervals");
    expect(chart.rows.map((r) => r.label)).toEqual(["country", "luck"]);
    expect(chart.mark?.value).toBe(0.01);
    const [shares] = report.sections[0]!.charts;
    if (shares?.kind !== "paired-shares") throw new Error("no shares");
    expect(shares.cells.map((c) => [c.label, c.reference, c.current])).toEqual([
      ["FR", 0.75, 0.5],
      ["DE", 0.25, 0.5],
    ]);
    expect(shares.rows).toEqual([12_000, 12_000]);
  });

  it("fails a check for each finding, and passes the rest", () => {
    expect(report.checks.map((c) => [c.name, c.outcome])).toEqual([
      ["country", "failed"],
      ["old", "failed"],
      ["luck", "passed"],
    ]);
    for (const check of report.checks) {
      expect(check.message).not.toContain("`");
      expect(check.message.length).toBeGreaterThan(10);
    }
  });

  it("counts verdicts, and measures columns and rows", () => {
    const moved = report.facts.find((f) => f.label === "moved")!;
    expect(moved.value).toEqual({ kind: "count", value: 1 });
    const of = (name: string, column: string) =>
      report.metrics.find((m) => m.name === name && m.labels.column === column)?.value;
    expect(of("relent_diff_kl_bits", "country")).toBe(result.columns[0]!.kl!.value);
    expect(of("relent_diff_moved", "country")).toBe(1);
    expect(of("relent_diff_moved", "luck")).toBe(0);
    expect(report.metrics.filter((m) => m.name === "relent_diff_rows").map((m) => m.value)).toEqual([
      12_000, 12_000,
    ]);
    for (const m of report.metrics) {
      expect(m.name).toMatch(/^[a-z_]+$/);
      expect(m.value).not.toBeNaN();
    }
  });

  it("carries the result itself", () => {
    expect(report.data).toBe(result);
  });

  it("says why a column was not compared", () => {
    const skipped = profile("t", 10, [
      [
        { ...textColumn("tags"), type: "nested", count: { kind: "skipped", reason: "INTEGER[]: lists" } },
        { count: { kind: "skipped" } },
      ],
      [textColumn("x"), { count: values({ a: 10 }) }],
    ]);
    const made = diffReport(diffProfiles(skipped, skipped));
    const section = made.sections.find((s) => s.heading === "tags")!;
    expect(section.sentence).toBe("Not compared: INTEGER[]: lists.");
    expect(section.verdict).toEqual({ text: "skipped", tone: "muted" });
    expect(made.checks.find((c) => c.name === "tags")!.outcome).toBe("skipped");
  });

  it("has a tone for every verdict", () => {
    const verdicts: readonly ColumnResult["verdict"][] = [
      "moved",
      "same",
      "too few rows",
      "skipped",
      "only in reference",
      "only in current",
      "type changed",
    ];
    for (const verdict of verdicts) {
      const made = diffReport({ ...result, columns: [{ ...result.columns[0]!, verdict }] });
      expect(["alarm", "calm", "unsure", "muted"]).toContain(made.sections[0]!.verdict.tone);
    }
  });
});
