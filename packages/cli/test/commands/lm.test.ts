import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { relent, spawned } from "../run.ts";
import { recording, responses, tokenizer } from "./lm-recordings.ts";

const folder = mkdtempSync(join(tmpdir(), "relent-lm-"));
const home = process.cwd();
beforeAll(async () => {
  process.chdir(folder);
  await recording("base.kld", 0);
  await recording("near.kld", 0.05);
  await recording("far.kld", 1);
  await recording("other-text.kld", 0, 30, 7);
  responses("before.jsonl", 0);
  responses("after.jsonl", 0.1);
  tokenizer("tokenizer.json");
});
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, allowUnionTypes: true });
const valid = ajv.compile(
  JSON.parse(readFileSync(new URL("../../schema/lm.schema.json", import.meta.url), "utf8")),
);
const faults = (value: unknown): string[] =>
  valid(value) ? [] : (valid.errors ?? []).map((e) => `${e.instancePath} ${e.message}`);

interface Figure {
  readonly value: number | string;
  readonly low: number;
  readonly high: number;
  readonly unit: string;
}

interface Model {
  readonly name: string;
  readonly verdict: string;
  readonly kl: Figure;
  readonly flips: Figure;
  readonly bitsPerByte: Figure | null;
  readonly klAtLeast: Figure | null;
  readonly worstTokens: readonly { readonly token: string; readonly choices: readonly unknown[] }[];
  readonly groups: readonly { readonly by: string }[];
}

interface Result {
  readonly schema: string;
  readonly verdict: string;
  readonly models: readonly Model[];
  readonly matrix: {
    readonly names: readonly string[];
    readonly kl: readonly (readonly (Figure | null)[])[];
  };
}

/** What the command prints with `--json`, valid by its schema. */
async function json(...args: string[]): Promise<Result> {
  const { code, stdout, stderr } = await relent("lm", ...args, "--json");
  expect({ code, stderr: stderr.replaceAll(/^wrote .*\n/gm, "") }).toEqual({ code: 0, stderr: "" });
  const value = JSON.parse(stdout) as Result;
  expect(faults(value)).toEqual([]);
  return value;
}

describe("relent lm", () => {
  it("prints the verdict first, within 80 columns, and nothing on stderr", async () => {
    const { code, stdout, stderr } = await relent("lm", "base.kld", "far.kld");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^▲ `far` spends 0\.\d+ bits a token more than `base`/);
    expect(stdout).toMatch(/D\(base ‖ model\) +0\.\d+ bits \[/);
    for (const line of stdout.split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  it("compares several models in bits, each with its verdict", async () => {
    const result = await json("base.kld", "near.kld", "far.kld");
    expect(result.schema).toBe("relent/lm@1");
    expect(result.verdict).toBe("moved");
    expect(result.models.map(({ name, verdict }) => [name, verdict])).toEqual([
      ["near", "same"],
      ["far", "moved"],
    ]);
    expect(result.models[1]?.kl.unit).toBe("bits");
    expect(result.matrix).toBeNull();
  });

  it("finds nothing between a recording and itself", async () => {
    const { models } = await json("base.kld", "base.kld");
    expect(models[0]).toMatchObject({
      verdict: "same",
      kl: { value: 0, low: 0, high: 0 },
      flips: { value: 0 },
    });
  });

  it("prints another logarithm and level", async () => {
    const [bits] = (await json("base.kld", "far.kld")).models;
    const [nats] = (await json("base.kld", "far.kld", "--base", "e", "--level", "0.8")).models;
    expect(nats?.kl.unit).toBe("nats");
    expect(nats?.kl.value).toBeCloseTo(Number(bits?.kl.value) * Math.LN2, 12);
    expect(nats!.kl.high - nats!.kl.low).toBeLessThan((bits!.kl.high - bits!.kl.low) * Math.LN2);
  });

  it("lays every pair into a matrix, in both directions", async () => {
    const { matrix, models } = await json("base.kld", "near.kld", "far.kld", "--matrix");
    expect(matrix.names).toEqual(["base", "near", "far"]);
    expect(matrix.kl.map((row) => row.map((cell) => cell !== null))).toEqual([
      [false, true, true],
      [true, false, true],
      [true, true, false],
    ]);
    expect(matrix.kl[0]![2]!.value).toBe(models[1]!.kl.value);
    const turned = await json("far.kld", "near.kld");
    expect(matrix.kl[2]![1]!.value).toBeCloseTo(Number(turned.models[0]!.kl.value), 8);
  });

  it("shows texts, classes and bits a byte where the tokenizer is given", async () => {
    const [model] = (await json("base.kld", "far.kld", "--tokenizer", "tokenizer.json")).models;
    expect(model?.groups.map(({ by }) => by)).toEqual(["position", "confidence", "class"]);
    expect(model?.bitsPerByte?.unit).toBe("bits/byte");
    expect(model?.worstTokens[0]?.token).not.toMatch(/^#/);
    expect(model?.worstTokens[0]?.choices).toHaveLength(5);
    const [bare] = (await json("base.kld", "far.kld")).models;
    expect(bare?.worstTokens[0]?.token).toMatch(/^#\d+$/);
    expect(bare?.bitsPerByte).toBeNull();
  });

  it("takes the bytes of the text that was scored, and says what it took them for", async () => {
    writeFileSync("text.txt", "x".repeat(600));
    const { stdout } = await relent("lm", "before.jsonl", "after.jsonl", "--text", "text.txt");
    expect(stdout).toMatch(/per byte, model +\d\.\d+ bits\/byte/);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(
      "the 600 bytes of the text as those of the 150 tokens scored, 4.0 bytes a token",
    );
  });

  it("compares recorded responses with what is certain of them", async () => {
    const [model] = (await json("before.jsonl", "after.jsonl")).models;
    expect(Number(model?.kl.value)).toBeGreaterThanOrEqual(Number(model?.klAtLeast?.value));
    expect(Number(model?.klAtLeast?.value)).toBeGreaterThan(0.01);
    expect(model?.verdict).toBe("moved");
  });

  it("writes tokens as Parquet and takes them in place of the recordings", async () => {
    const before = await json("base.kld", "near.kld", "far.kld", "-o", "tokens.parquet");
    const after = await json("tokens.parquet");
    const figures = ({ models }: Result) => models.map(({ name, kl, flips }) => [name, kl, flips]);
    expect(figures(after)).toEqual(figures(before));
    expect(after.models[0]?.worstTokens[0]?.choices).toEqual([]);
  });

  it("writes every kind of report", async () => {
    const files = ["r.html", "r.md", "r.csv", "r.xml", "r.prom", "r.json"];
    const { code, stderr } = await relent(
      "lm",
      "base.kld",
      "near.kld",
      "far.kld",
      "--matrix",
      "--tokenizer",
      "tokenizer.json",
      ...files.flatMap((file) => ["-o", file]),
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: files.map((file) => `wrote ${file}\n`).join("") });
    const html = readFileSync("r.html", "utf8");
    expect(html).toContain("Tokens that diverge most");
    expect(html.length).toBeLessThan(1_500_000);
    expect(readFileSync("r.prom", "utf8")).toMatch(
      /relent_lm_kl\{base="base",model="far",unit="bits"\} 0\.\d+/,
    );
    expect(readFileSync("r.xml", "utf8")).toMatch(/failures="1"/);
    expect(faults(JSON.parse(readFileSync("r.json", "utf8")))).toEqual([]);
  });

  it("fails a build on a verdict or a figure of a model by name", async () => {
    const failing = [
      "moved",
      "models.far.kl.low > 0.02",
      "models.far.perplexityRatio > 1",
      "models.near.kl < 1",
    ];
    for (const condition of failing) {
      const { code, stderr } = await relent("lm", "base.kld", "near.kld", "far.kld", "--fail-on", condition);
      expect([condition, code, stderr]).toEqual([condition, 1, `failed on: ${condition}\n`]);
    }
    expect((await relent("lm", "base.kld", "near.kld", "--fail-on", "moved")).code).toBe(0);
  });

  it("prints llama.cpp's own table where that is asked for", async () => {
    const { code, stdout, stderr } = await relent("lm", "base.kld", "far.kld", "--compat", "llama.cpp");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Mean PPL\(Q\) +: +\d+\.\d{6} ± +\d+\.\d{6}$/m);
    expect(stdout).toMatch(/^Same top p: \d+\.\d{3} ± \d+\.\d{3} %$/m);
  });

  it("says that a recording was cut off and compares what there is", async () => {
    writeFileSync("short.kld", readFileSync("far.kld"));
    truncateSync("short.kld", readFileSync("far.kld").length - 2000);
    const { code, stdout } = await relent("lm", "base.kld", "short.kld");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^! short\.kld: cut off: \d+ of 270 rows are there/m);
    const compat = await relent("lm", "base.kld", "short.kld", "--compat", "llama.cpp");
    expect(compat.stderr).toMatch(/^short\.kld: cut off: /);
  });

  it.each([
    [[], "no recordings; give BASE and at least one OTHER"],
    [["base.kld"], "base.kld alone; give at least one OTHER recording"],
    [["nowhere.kld", "far.kld"], "nowhere.kld does not exist"],
    [["base.kld", "tokenizer.json"], "tokenizer.json"],
    [["empty", "far.kld"], "empty is empty"],
    [["base.kld", "before.jsonl"], "before.jsonl has a token without an id in prompt-0"],
    [["base.kld", "other-text.kld"], "came token"],
    [["base.kld", "far.kld", "--targets", "t.npy"], "--targets is for logits in .npy or safetensors"],
    [["base.kld", "far.kld", "--unseen", "0.01"], "--unseen is for recordings that hold only the likeliest"],
    [["before.jsonl", "after.jsonl", "--key", "x"], "--key is for safetensors files, and there are none"],
    [["base.kld", "far.kld", "--text", "before.jsonl"], "scores its documents from position 10 on"],
    [["base.kld", "far.kld", "--tokenizer", "nowhere.json"], "nowhere.json does not exist"],
    [["base.kld", "far.kld", "--tokenizer", "before.jsonl"], "before.jsonl is neither JSON nor a GGUF model"],
    [["base.kld", "far.kld", "--base", "1"], "--base 1; it must be a number above 1"],
    [["base.kld", "far.kld", "--floor", "x"], "--floor: x is not allowed"],
    [["base.kld", "far.kld", "--compat", "vllm"], "--compat vllm is not known; it must be llama.cpp"],
    [
      ["before.jsonl", "after.jsonl", "--compat", "llama.cpp"],
      "--compat llama.cpp needs whole distributions",
    ],
    [["base.kld", "far.kld", "--compat", "llama.cpp", "--json", "-o", "r.html"], "takes no --json, --output"],
    [["base.kld", "far.kld", "near.kld", "--compat", "llama.cpp"], "give BASE and one OTHER"],
    [["tokens.parquet", "-o", "tokens.parquet"], "tokens.parquet is an input and would be written over"],
    [["tokens.parquet", "base.kld"], "is a file of tokens and stands for all recordings"],
    [["tokens.parquet", "--matrix"], "--matrix needs the recordings"],
    [["tokens.parquet", "--unseen", "1e-9"], "--unseen needs the recordings"],
    [
      ["base.kld", "q4.kld", "--unseen", "2"],
      "--unseen: 2 is not allowed; it must be a number over 0 and under 1",
    ],
    [["base.kld", "q4.kld", "--vocabulary", "x"], "--vocabulary: x is not allowed"],
    [["base.kld", "far.kld", "-o", "r.kld"], "known are .html"],
    [["base.kld", "far.kld", "-o", "no/where.parquet"], "there is no folder no"],
    [
      ["base.kld", "far.kld", "-o", "far.parquet", "--fail-on", "models.q.kl > 1"],
      "names models.q.kl, which this result does not have",
    ],
    [["base.kld", "far.kld", "--fail-on", "drifted"], "is no condition; write moved, or PATH OP NUMBER"],
  ])("refuses %j in one line and exits with 2", async (args, message) => {
    writeFileSync("empty", "");
    const { code, stdout, stderr } = await relent("lm", ...args);
    expect(code).toBe(2);
    expect(
      stderr
        .trimEnd()
        .split("\n")
        .filter((line) => !line.startsWith("wrote")),
    ).toHaveLength(1);
    expect(stderr).toContain(message);
    if (!args.includes("--fail-on")) expect(stdout).toBe("");
  });

  it("ends with 130, one line and nothing half-written when interrupted", async () => {
    await recording("long-a.kld", 0, 2000);
    await recording("long-b.kld", 1, 2000);
    const before = readdirSync(".");
    const [a, b] = [join(folder, "long-a.kld"), join(folder, "long-b.kld")];
    const args = ["lm", a, ...Array(20).fill(b), "-o", join(folder, "r.html.new.html")];
    const outcome = await spawned(args, {
      during: async (child) => {
        await wait(1500);
        expect(child.exitCode).toBe(null);
        child.kill("SIGINT");
      },
    });
    // A signal that comes while Node still loads ends the process by itself; shells call both 130.
    const early = { code: null, signal: "SIGINT", stdout: "", stderr: "" };
    const late = {
      code: 130,
      signal: null,
      stdout: "",
      stderr: expect.stringMatching(/^relent: interrupted.*\n$/),
    };
    expect([early, late]).toContainEqual(outcome);
    expect(readdirSync(".")).toEqual(before);
  });
});
