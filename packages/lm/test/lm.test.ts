import { describe, expect, it } from "vitest";
import { compareModels, compareTables, lmReport, openRecording, tabulateModels } from "../src/index.ts";
import { makeTable, randomRows } from "./make-table.ts";
import { fixture, held, inFolder, planes, put } from "./oracle.ts";

const VOCABULARY = 2048;
const NATS = { logarithm: { base: Math.E, unit: "nats" } };

interface Expected {
  readonly llama_semantics_from_logits: {
    readonly mean_ppl_q: readonly [number, number];
    readonly mean_ppl_base: readonly [number, number];
    readonly ln_ppl_ratio: readonly [number, number];
    readonly kld_mean: readonly [number, number];
    readonly dp_mean: readonly [number, number];
    readonly dp_rms: readonly [number, number];
    readonly same_top: readonly [number, number];
    readonly kld: Readonly<Record<string, number>>;
  };
  readonly exact_f64_kld_mean: number;
}

describe("compareModels on a real model and its Q4_0", () => {
  /** What llama.cpp 0.5.0 gave for them, in doubles (see `oracle.ts`). */
  const { llama_semantics_from_logits: llama, exact_f64_kld_mean } = JSON.parse(
    fixture("real-expected.json").toString(),
  ) as Expected;

  const compared = inFolder(async (folder) => {
    const base = await openRecording(put(folder, "base.kld", fixture("real-base.kld.gz")));
    const logits = planes(fixture("real-q4_0-logits.f32.planes.gz"));
    const model = { ...held(logits, VOCABULARY), name: "q4_0.kld" };
    const result = await compareModels(base, [model], NATS);
    if (base.kind === "full") await base.close();
    return result;
  });

  it("gives llama.cpp's figures, with errors that take chunks as the evidence", async () => {
    const [m] = (await compared).models;
    expect(m?.name).toBe("q4_0");
    expect(Math.abs(m!.kl.value - exact_f64_kld_mean)).toBeLessThan(2e-6);
    expect(m?.perplexity?.value).toBeCloseTo(llama.mean_ppl_q[0], 4);
    expect(m?.basePerplexity?.value).toBeCloseTo(llama.mean_ppl_base[0], 4);
    expect(m?.extraSurprisal?.value).toBeCloseTo(llama.ln_ppl_ratio[0], 6);
    expect(m?.probabilityChange?.value).toBeCloseTo(llama.dp_mean[0], 6);
    expect(m?.rootMeanSquareChange?.value).toBeCloseTo(llama.dp_rms[0], 6);
    expect(m?.sameTop?.value).toBeCloseTo(llama.same_top[0], 12);
    expect(m?.kl.independentError).toBeCloseTo(llama.kld_mean[1], 6);
    expect(m?.extraSurprisal?.independentError).toBeCloseTo(llama.ln_ppl_ratio[1], 6);
    expect(m?.kl.clusters).toBe(4);
  });

  it("gives its percentiles", async () => {
    const { percentiles } = (await compared).models[0]!;
    const of = (percent: number): number => percentiles.find((one) => one.percent === percent)!.kl.value;
    const names = {
      0: "min",
      1: "p1",
      10: "p10",
      50: "median",
      90: "p90",
      99: "p99",
      99.9: "p99.9",
      100: "max",
    };
    for (const [percent, name] of Object.entries(names)) {
      expect(Math.abs(of(Number(percent)) - llama.kld[name]!), name).toBeLessThan(2e-5);
    }
  });
});

describe("compareTables", () => {
  const table = makeTable(randomRows(30, 10, 1));

  it("speaks of several models by the closest and the farthest", async () => {
    const near = makeTable(randomRows(30, 10, 0.01), { model: "near" });
    const { sentence, verdict } = await compareTables([{ table }, { table: near }]);
    expect(verdict).toBe("moved");
    expect(sentence).toMatch(
      /^1 of 2 models is surely above the floor of 0\.01 bits a token \(`model`\); `near` is closest to `base` with \S+ bits a token, `model` farthest with \S+ bits\.$/,
    );
  });

  it("puts a name in front of the warnings that only some models have", async () => {
    const noted = makeTable(randomRows(30, 10, 1), { model: "noted", notes: ["a note"] });
    const { warnings } = await compareTables([{ table }, { table: noted }], { notes: ["said first"] });
    expect(warnings[0]).toBe("said first");
    expect(warnings).toContain("`noted`: a note");
  });

  it("refuses no tables, tables of two bases, and settings that make no sense", async () => {
    const other = makeTable(randomRows(3, 3, 1), { base: "another" });
    await expect(compareTables([])).rejects.toThrow("0 tables");
    await expect(compareTables([{ table }, { table: other }])).rejects.toThrow("bases base and another");
    await expect(compareTables([{ table }], { level: 1 })).rejects.toThrow(
      "level = 1; it must be between 0 and 1",
    );
    await expect(compareTables([{ table }], { floor: 0 })).rejects.toThrow("floor = 0");
    const unit = { logarithm: { base: 1, unit: "x" } };
    await expect(compareTables([{ table }], unit)).rejects.toThrow("base = 1");
  });

  it("stops where it is asked to", async () => {
    const signal = AbortSignal.abort();
    await expect(compareTables([{ table }], { signal })).rejects.toMatchObject({ code: "interrupted" });
  });

  it("refuses to compare nothing", async () => {
    const base = held(new Float32Array(4), 2);
    await expect(tabulateModels(base, [])).rejects.toThrow("0 models beside the base");
  });
});

describe("lmReport", () => {
  const table = makeTable(randomRows(30, 40, 1), { noiseFloor: 1e-6 });
  const lists = async () => ({
    base: [{ id: 1, text: " one", logProbability: -0.5 }],
    model: [{ id: 2, text: "two\n", logProbability: -0.25 }],
  });

  it("shows one model by its figures and its text", async () => {
    const report = lmReport(await compareTables([{ table, lists }]));
    expect(report.overview.rows[0]?.[0]).toEqual({ kind: "text", text: "D(base ‖ model)" });
    const [section] = report.sections;
    expect(section?.charts.map(({ kind }) => kind)).toEqual([
      "text",
      "text",
      "text",
      "lines",
      "lines",
      "lines",
      "lines",
    ]);
    const [text] = section!.charts;
    const tokens = text?.kind === "text" ? text.tokens : [];
    expect(tokens).toHaveLength(40);
    expect(tokens[0]?.details?.at(-1)).toMatch(/^model: "two\\n" 77\.9 %$/);
    expect(tokens.some(({ marked }) => marked)).toBe(true);
  });

  it("sorts several models, the farthest first", async () => {
    const near = makeTable(randomRows(30, 40, 0.1), { model: "near" });
    const report = lmReport(await compareTables([{ table: near }, { table }]));
    expect(report.overview.rows.map(([name]) => name)).toEqual([
      { kind: "link", text: "model", section: "model-2" },
      { kind: "link", text: "near", section: "model-1" },
    ]);
    expect(report.checks.map(({ outcome }) => outcome)).toEqual(["passed", "failed"]);
  });

  it("draws a matrix where there is one, and keeps the text out of the JSON", async () => {
    const { models } = await compareTables([{ table }]);
    const { kl } = models[0]!;
    const matrix = {
      names: ["base", "model"],
      kl: [
        [null, kl],
        [kl, null],
      ],
    };
    const report = lmReport(await compareTables([{ table }], { matrix }));
    expect(report.charts.at(-1)).toMatchObject({
      kind: "matrix",
      values: [
        [null, kl.value],
        [kl.value, null],
      ],
    });
    expect(JSON.stringify(report.data)).not.toContain("windows");
  });
});
