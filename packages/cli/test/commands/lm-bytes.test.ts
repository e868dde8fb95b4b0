import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeGguf } from "../../../lm/test/text/gguf-file.ts";
import { relent } from "../run.ts";
import { recording, tokenizer } from "./lm-recordings.ts";

const valid = new Ajv2020({ strict: true, strictTypes: false, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(new URL("../../schema/lm-bytes.schema.json", import.meta.url), "utf8")),
);

const folder = mkdtempSync(join(tmpdir(), "relent-lm-bytes-"));
const before = process.cwd();

/** Prompts that a server scored, cut into these tokens, each of the probability that its turn says. */
function scored(path: string, cut: readonly string[], p: (document: number) => number): void {
  const lines = Array.from({ length: 40 }, (_, i) =>
    JSON.stringify({
      custom_id: `d${i}`,
      response: {
        body: {
          object: "text_completion",
          choices: [
            {
              index: 0,
              text: cut.join(""),
              logprobs: {
                tokens: cut,
                token_logprobs: cut.map((_, j) => (j === 0 ? null : Math.log(p(i)))),
                top_logprobs: cut.map((token, j) => (j === 0 ? null : { [token]: Math.log(p(i)) })),
              },
            },
          ],
        },
      },
    }),
  );
  writeFileSync(path, `${lines.join("\n")}\n`);
}

beforeAll(async () => {
  process.chdir(folder);
  scored("words.jsonl", ["The", " quick", " fox"], (i) => 0.2 + 0.001 * i);
  scored("parts.jsonl", ["Th", "e", " qu", "ick", " fox"], (i) => 0.2 + 0.002 * i);
  await recording("base.kld", 0);
  await recording("far.kld", 2);
  tokenizer("tokenizer.json");
});

afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

describe("relent lm --per-byte", () => {
  it("compares models that cut the same text into other tokens", async () => {
    const { code, stdout } = await relent("lm", "words.jsonl", "parts.jsonl", "--per-byte");
    expect(code).toBe(0);
    expect(stdout).toContain("`parts` spends");
    expect(stdout.replaceAll(/\s+/g, " ")).toContain("bits a byte more than `words` on the same text");
  });

  it("prints a result as its schema says, and fails on what is worse", async () => {
    const args = ["lm", "words.jsonl", "parts.jsonl", "--per-byte", "--json", "--fail-on", "worse"];
    const { code, stdout } = await relent(...args, "-o", "r.html");
    const result = JSON.parse(stdout) as { verdict: string; models: { bytes: number }[] };
    expect(valid(result), JSON.stringify(valid.errors)).toBe(true);
    expect(result).toMatchObject({ verdict: "worse", models: [{ bytes: 400 }] });
    expect(code).toBe(1);
    expect(readFileSync("r.html", "utf8")).toContain("parts against words, by bytes");
  });

  it("compares whole recordings with their tokenizer", async () => {
    const args = ["lm", "base.kld", "far.kld", "--per-byte", "--tokenizer", "tokenizer.json", "--json"];
    const { code, stdout } = await relent(...args);
    expect(code).toBe(0);
    expect(valid(JSON.parse(stdout)), JSON.stringify(valid.errors)).toBe(true);
  });

  it("reads the vocabulary of a GGUF model", async () => {
    const { model } = JSON.parse(readFileSync("tokenizer.json", "utf8")) as {
      model: { vocab: Record<string, number> };
    };
    const tokens: string[] = [];
    for (const [token, id] of Object.entries(model.vocab)) tokens[id] = token;
    writeGguf("model.gguf", { "tokenizer.ggml.model": "gpt2", "tokenizer.ggml.tokens": tokens });
    const args = ["lm", "base.kld", "far.kld", "--per-byte", "--json", "--tokenizer"];
    const [gguf, json] = [await relent(...args, "model.gguf"), await relent(...args, "tokenizer.json")];
    expect(gguf).toEqual(json);
    expect(JSON.parse(gguf.stdout)).toMatchObject({ models: [{ nextByteKl: { unit: "bits" } }] });
  });

  it.each([
    [["words.jsonl"], "words.jsonl alone"],
    [["base.kld", "far.kld"], "base.kld holds numbers of tokens alone; give its tokenizer"],
    [
      ["base.kld", "words.jsonl", "--tokenizer", "tokenizer.json"],
      "score no document's text whole and alike",
    ],
    [["words.jsonl", "parts.jsonl", "--matrix"], "--per-byte compares texts, and --matrix is of tokens"],
    [["words.jsonl", "parts.jsonl", "-o", "t.parquet"], "and -o t.parquet is of tokens"],
    [["words.jsonl", "parts.jsonl", "--fail-on", "moved"], "write worse, or PATH OP NUMBER"],
    [["base.kld", "far.kld", "--tokenizer", "tokenizer.json,nowhere.json"], "nowhere.json does not exist"],
  ])("refuses %j in one line", async (args, message) => {
    const { code, stderr, stdout } = await relent("lm", ...args, "--per-byte");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });

  it("takes several tokenizers only by bytes", async () => {
    const args = ["base.kld", "far.kld", "--tokenizer", "tokenizer.json,tokenizer.json"];
    const { code, stderr } = await relent("lm", ...args);
    expect(code).toBe(2);
    expect(stderr).toContain("2 tokenizers; token by token all models share one");
  });
});
