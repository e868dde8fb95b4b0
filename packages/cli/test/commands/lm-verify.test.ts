import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { normalDraw, random } from "@relent/core/random";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { relent } from "../run.ts";
import { promptLogprobs, recording } from "./lm-recordings.ts";

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, allowUnionTypes: true });
const valid = ajv.compile(
  JSON.parse(readFileSync(new URL("../../schema/lm-verify.schema.json", import.meta.url), "utf8")),
);

/** What does not hold, in words; empty for a valid value. */
const faults = (value: unknown): string[] =>
  valid(value) ? [] : (valid.errors ?? []).map((e) => `${e.instancePath} ${e.message}`);

const PROMPTS = 60;

/** What a made-up server answers to a prompt: one token out of eight, its logits moved by `noise`. */
function body(prompt: string, noise: number): object {
  const shape = random(prompt);
  const weights = random(`${prompt} weights`);
  const logits = Array.from({ length: 8 }, () => 2 * normalDraw(shape) + noise * normalDraw(weights));
  const total = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
  const top_logprobs = logits
    .map((logit, i) => ({ token: `t${i}`, logprob: logit - total, bytes: null }))
    .toSorted((a, b) => b.logprob - a.logprob);
  return {
    object: "chat.completion",
    choices: [
      {
        index: 0,
        message: { role: "assistant", content: top_logprobs[0]!.token },
        logprobs: { content: [{ ...top_logprobs[0]!, top_logprobs }] },
        finish_reason: "stop",
      },
    ],
  };
}

/** A recording of the server's answers, as a batch of chat completions. */
const answers = (noise: number): string =>
  Array.from({ length: PROMPTS }, (_, i) =>
    JSON.stringify({
      custom_id: String(i + 1),
      response: { status_code: 200, body: body(`question ${i + 1}`, noise) },
    }),
  ).join("\n");

let folder = "";
let server: Server;
let url = "";
let asked = 0;
let authorised: string | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "relent-lm-verify-"));
  for (const [name, noise] of [
    ["reference", 0],
    ["near", 0.02],
    ["far", 0.5],
  ] as const) {
    writeFileSync(join(folder, `${name}.jsonl`), `${answers(noise)}\n`);
  }
  const prompts = Array.from({ length: PROMPTS }, (_, i) => `question ${i + 1}`);
  writeFileSync(join(folder, "prompts.txt"), `${prompts.join("\n")}\n`);
  server = createServer((request, response) => {
    asked++;
    authorised = request.headers.authorization;
    let text = "";
    request.on("data", (part) => {
      text += String(part);
    });
    request.on("end", () => {
      const { messages } = JSON.parse(text) as { messages: { content: string }[] };
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(body(messages.at(-1)!.content, 0.5)));
    });
  });
  await new Promise<void>((done) => {
    server.listen(0, "127.0.0.1", done);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await new Promise((done) => {
    server.close(done);
  });
});

/** Until requests that a decision overtook have come in. */
const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 100));

const at = (name: string): string => join(folder, name);
const verify = (...args: string[]) => relent("lm", "verify", ...args);
const between = (a: string, b: string): string[] => ["--reference", at(a), "--candidate", at(b)];

describe("relent lm verify", () => {
  it("says that a provider serves another model, and exits 1 where that is asked for", async () => {
    const { code, stdout, stderr } = await verify(
      ...between("reference.jsonl", "far.jsonl"),
      "--fail-on",
      "different",
    );
    expect(stdout).toContain("does not serve the model that");
    expect(stderr).toContain("failed on: different");
    expect(code).toBe(1);
  });

  it("says that few prompts decide nothing", async () => {
    const { code, stdout } = await verify(
      ...between("reference.jsonl", "near.jsonl"),
      "--fail-on",
      "different",
    );
    expect(stdout).toContain("is undecided");
    expect(code).toBe(0);
  });

  it("says that it is the same model where the tolerance is wide enough for the prompts", async () => {
    const { stdout } = await verify(...between("reference.jsonl", "near.jsonl"), "--tolerance", "0.15");
    expect(stdout).toContain("serves the same model");
  });

  it.each([
    ["far.jsonl", []],
    ["near.jsonl", ["--tolerance", "0.15", "--alpha", "0.1"]],
    ["near.jsonl", ["--self", "near.jsonl"]],
    ["reference.jsonl", []],
  ])("prints JSON that keeps its schema: %s %o", async (candidate, options) => {
    const given = options.map((option) => (option.endsWith(".jsonl") ? at(option) : option));
    const { stdout } = await verify(...between("reference.jsonl", candidate), ...given, "--json");
    expect(faults(JSON.parse(stdout))).toEqual([]);
  });

  it("writes a report with the path of the evidence", async () => {
    const [html, prom, xml] = ["out.html", "out.prom", "out.xml"].map(at);
    await verify(
      ...between("reference.jsonl", "far.jsonl"),
      ...[html!, prom!, xml!].flatMap((path) => ["-o", path]),
    );
    expect(readFileSync(html!, "utf8")).toContain("log₁₀ of wealth");
    expect(readFileSync(prom!, "utf8")).toMatch(/relent_lm_verify_verdict\{.*verdict="different"\} 1/);
    expect(readFileSync(xml!, "utf8")).toContain('name="same model"');
  });

  it("asks an endpoint no more than it takes, with the key of the environment and nowhere else", async () => {
    process.env.RELENT_TEST_KEY = "a-key-that-nobody-prints";
    asked = 0;
    const output = at("live.json");
    const { stdout, stderr } = await verify(
      "--reference",
      at("reference.jsonl"),
      "--candidate",
      url,
      "--prompts",
      at("prompts.txt"),
      "--key-env",
      "RELENT_TEST_KEY",
      "--concurrency",
      "2",
      "-o",
      output,
      "--json",
    );
    const result = JSON.parse(stdout);
    expect(faults(result)).toEqual([]);
    expect(result.verdict).toBe("different");
    expect(asked).toBeLessThan(PROMPTS);
    await settled();
    expect(result.requests.sent).toBe(asked);
    expect(authorised).toBe("Bearer a-key-that-nobody-prints");
    expect(stdout + stderr + readFileSync(output, "utf8")).not.toContain("a-key-that-nobody-prints");
  });

  it("sends each of two endpoints the key of its own option alone", async () => {
    process.env.RELENT_API_KEY = "a-key-for-one-endpoint";
    await verify(
      ...["--reference", url, "--candidate", url, "--prompts", at("prompts.txt"), "--budget", "2"],
    );
    delete process.env.RELENT_API_KEY;
    expect(authorised).toBeUndefined();
  });

  it("keeps to a budget between two endpoints", async () => {
    await settled();
    asked = 0;
    const { stdout } = await verify(
      ...["--reference", url, "--candidate", url, "--prompts", at("prompts.txt")],
      ...["--budget", "10", "--json"],
    );
    expect(asked).toBe(10);
    expect(JSON.parse(stdout).verdict).toBe("undecided");
  });

  it("compares a whole recording with what a server listed of the same text, as JSON that keeps its schema", async () => {
    await recording(at("whole.kld"), 0);
    await recording(at("other.kld"), 1.5);
    await relent("lm", "pack", at("other.kld"), "--top", "24", "-o", at("other.rlm"));
    for (const [name, from] of [
      ["listed", "whole.kld"],
      ["far-listed", "other.kld"],
    ] as const) {
      writeFileSync(at(`${name}.jsonl`), await promptLogprobs(at(from)));
    }
    const same = await verify(...between("whole.kld", "listed.jsonl"), "--tolerance", "0.3", "--json");
    expect(faults(JSON.parse(same.stdout))).toEqual([]);
    expect(JSON.parse(same.stdout)).toMatchObject({ verdict: "same", decidedBy: "probabilities" });
    for (const whole of ["other.kld", "other.rlm"]) {
      const { stdout, code } = await verify(
        ...between("listed.jsonl", whole),
        "--json",
        "--fail-on",
        "different",
      );
      expect(JSON.parse(stdout)).toMatchObject({ verdict: "different", prompts: { unit: "prompt" } });
      expect(code).toBe(1);
    }
    const back = await verify(...between("whole.kld", "far-listed.jsonl"), "-o", at("whole.html"));
    expect(back.stdout).toContain("does not serve the model that");
    expect(readFileSync(at("whole.html"), "utf8")).toContain("whole.kld");
    const lost = await verify(...between("whole.kld", "far.jsonl"));
    expect(lost.stderr).toMatch(
      /^relent: far\.jsonl has a token without an id in 1; beside whole distributions/,
    );
    expect(lost.code).toBe(2);
  });

  it("compares sampled texts where there are no log-probabilities, and says that it could do no more", async () => {
    const said = (name: string, shift: number): void => {
      const rng = random(name);
      const lines = Array.from({ length: PROMPTS }, (_, i) => {
        const texts = Array.from({ length: 6 }, () => `answer ${"abc"[(rng.integer(2) + shift) % 3]} ${i}`);
        return JSON.stringify({ custom_id: String(i + 1), texts });
      });
      writeFileSync(at(`${name}.jsonl`), `${lines.join("\n")}\n`);
    };
    said("texts", 0);
    said("again", 0);
    said("others", 1);
    const only = "Only the test of sampled texts could be used";
    const json = await verify(...between("texts.jsonl", "others.jsonl"), "--json", "-o", at("texts.html"));
    const result = JSON.parse(json.stdout);
    expect(faults(result)).toEqual([]);
    expect(result).toMatchObject({ verdict: "different", decidedBy: "texts", probabilities: null });
    expect(result.texts).toMatchObject({ tolerance: 0.01, prompts: PROMPTS });
    expect(result.sentence).toContain(only);
    expect(readFileSync(at("texts.html"), "utf8")).toContain(only);
    const same = await verify(...between("texts.jsonl", "again.jsonl"), "--text-tolerance", "0.2");
    expect(same.stdout.replaceAll(/\s+/g, " ")).toContain(only);
    expect(same.stdout).toContain("serves the same model as");
    const mixed = await verify(...between("reference.jsonl", "again.jsonl"));
    expect(mixed.stdout).toContain("is undecided");
    expect(mixed.code).toBe(0);
  });

  it.each([
    [["--reference", "missing.jsonl", "--candidate", "missing.jsonl"], "missing.jsonl does not exist"],
    [["--candidate", "x.jsonl"], "required option '--reference <FILE|URL>' not specified"],
    [["--reference", "http://127.0.0.1:1", "--candidate", "x.jsonl"], "is an endpoint; give --prompts"],
    [["--reference", "a.jsonl", "--candidate", "b.jsonl", "--budget", "5"], "--budget is for endpoints"],
    [
      ["--reference", "a.jsonl", "--candidate", "b.jsonl", "--matrix"],
      "--matrix is an option of relent lm alone",
    ],
    [
      ["--reference", "a.jsonl", "--candidate", "b.jsonl", "--tolerance", "1"],
      "--tolerance: 1 is not allowed",
    ],
    [["--reference", "a.jsonl", "--candidate", "b.jsonl", "--fail-on", "moved"], "different, or undecided"],
    [
      ["--reference", "a.jsonl", "--candidate", "http://x", "--prompts", "p.txt", "--key-env", "NO_SUCH_KEY"],
      "--key-env: the environment has no NO_SUCH_KEY",
    ],
    [
      ["--reference", "a.jsonl", "--candidate", "http://x", "--prompts", "p.txt", "--format", "telepathy"],
      "--format: telepathy is not known",
    ],
  ])("says in one line what is wrong with %o", async (args, message) => {
    const given = args.map((arg) => {
      if (arg === "a.jsonl") return at("reference.jsonl");
      return arg === "p.txt" ? at("prompts.txt") : arg;
    });
    const { code, stderr } = await verify(...given);
    expect(stderr).toContain(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(code).toBe(2);
  });

  it("writes nothing over an input", async () => {
    const before = readFileSync(at("far.jsonl"), "utf8");
    writeFileSync(at("far.json"), before);
    const { code, stderr } = await verify(...between("reference.jsonl", "far.json"), "-o", at("far.json"));
    expect(stderr).toContain("is an input and would be written over");
    expect(code).toBe(2);
    expect(readFileSync(at("far.json"), "utf8")).toBe(before);
    expect(existsSync(at("nothing.html"))).toBe(false);
  });
});
