import { toTerminal } from "@relent/report";
import { describe, expect, it } from "vitest";
import { verify, verifyReport } from "../../src/index.ts";
import { recordingOf, textsAlone } from "./provider.ts";

const prompts = 60;
const reference = recordingOf("reference.jsonl", prompts);
const rounded = recordingOf("rounded.jsonl", prompts, { noise: 0.2, salt: 1 });

describe("the report of a verification", () => {
  it("opens with the verdict and draws the way of the evidence to the line that decides", async () => {
    const result = await verify(reference, rounded);
    const report = verifyReport(result);
    expect(report.sentence).toBe(result.sentence);
    expect(report.tone).toBe("alarm");
    const [chart] = report.charts;
    if (chart?.kind !== "lines") throw new Error("no chart of lines");
    const [different, , guide] = chart.lines;
    expect(different!.points).toHaveLength(prompts + 1);
    expect(guide).toMatchObject({ name: "decides at 20", mark: "guide" });
    expect(guide!.points[0]![1]).toBeCloseTo(Math.log10(20), 12);
    expect(different!.points.at(-1)![1]).toBeGreaterThan(Math.log10(20));
  });

  it("lists the prompts that differ most, the most first", async () => {
    const { overview } = verifyReport(await verify(reference, rounded));
    const shown = overview.rows.map(([, differs]) =>
      differs?.kind === "number" ? differs.value : Number.NaN,
    );
    expect(shown).toHaveLength(20);
    expect(shown).toEqual(shown.toSorted((a, b) => b - a));
  });

  it("says where the tolerance comes from, in the terminal too", async () => {
    const self = recordingOf("again.jsonl", prompts, { batchNoise: 0.01, run: 1 });
    const report = verifyReport(await verify(reference, rounded, { self }));
    const text = toTerminal(report, { width: 100, colour: false });
    expect(text).toContain("does not serve the model that");
    expect(report.facts.map(({ label }) => label)).toContain("reference again");
    expect(report.facts.find(({ label }) => label === "tolerance")?.description).toBe(
      "reference against itself",
    );
  });

  it("has a section for every piece of evidence, and none for what there is not", async () => {
    const sampled = { sampled: true, samples: 4 };
    const both = await verify(
      recordingOf("a", 10, sampled),
      recordingOf("b", 10, { ...sampled, run: 1, batchNoise: 0.01 }),
    );
    expect(verifyReport(both).sections.map(({ id }) => id)).toEqual(["probabilities", "texts", "equality"]);
    const nothing = await verify(textsAlone(reference), textsAlone(reference));
    expect(verifyReport(nothing).sections).toEqual([]);
    expect(verifyReport(nothing).charts).toEqual([]);
  });

  it.each([
    [0.2, "failed"],
    [0, "skipped"],
  ])("tells a build server: noise %d is %s", async (noise, outcome) => {
    const candidate = recordingOf("candidate", prompts, { noise, salt: 1, batchNoise: 0.005 });
    expect(verifyReport(await verify(reference, candidate)).checks).toMatchObject([
      { name: "same model", outcome },
    ]);
  });
});
