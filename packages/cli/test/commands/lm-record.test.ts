import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type MockOptions, type MockServer, mockServer } from "../../../lm/test/record/mock-server.ts";
import { relent, spawned } from "../run.ts";

const KEY = "sk-command-line-0123456789";

let folder: string;
let servers: MockServer[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "relent-lm-record-"));
  vi.stubEnv("RELENT_API_KEY", undefined);
  vi.stubEnv("OPENAI_API_KEY", KEY);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
  rmSync(folder, { recursive: true });
});

async function serve(options: MockOptions = {}): Promise<MockServer> {
  const server = await mockServer(options);
  servers.push(server);
  return server;
}

const at = (name: string): string => join(folder, name);

function prompts(count: number): string {
  writeFileSync(at("p.txt"), Array.from({ length: count }, (_, i) => `w${i % 40} w${i % 7}\n`).join(""));
  return at("p.txt");
}

const ids = (path: string): string[] =>
  readFileSync(path, "utf8")
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => String(JSON.parse(line).custom_id))
    .sort();

describe("relent lm record", () => {
  it("records, goes on, and says in one line what there is", async () => {
    const server = await serve();
    const args = [
      "lm",
      "record",
      server.url,
      "--prompts",
      prompts(5),
      "-o",
      at("a.jsonl"),
      "--max-tokens",
      "2",
      "-q",
    ];
    const { code, stdout, stderr } = await relent(...args, "--top", "3", "--seed", "0", "--rate", "600/min");
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toBe(`${at("a.jsonl")}: 5 answers, 10 tokens recorded\n`);
    expect(server.requests[0]!.body).toMatchObject({
      top_logprobs: 3,
      max_tokens: 2,
      seed: 0,
      temperature: 0,
    });
    const again = await relent(...args, "--top", "3", "--seed", "0");
    expect(again.stdout).toBe(`${at("a.jsonl")}: 5 answers (5 were there), 0 tokens recorded\n`);
    const other = await relent(...args, "--top", "4", "--seed", "0");
    expect(other.code).toBe(2);
    expect(other.stderr).toMatch(/^relent: .*a.jsonl was recorded with top 3, now it is 4; .*\n$/);
  });

  it("sends no key of OpenAI's elsewhere, but the one that is named", async () => {
    const server = await serve();
    const args = ["lm", "record", server.url, "--prompts", prompts(1), "-o"];
    await relent(...args, at("a.jsonl"));
    expect(server.requests[0]!.headers.authorization).toBe(undefined);
    await relent(...args, at("b.jsonl"), "--key-env", "OPENAI_API_KEY");
    expect(server.requests[1]!.headers.authorization).toBe(`Bearer ${KEY}`);
    vi.stubEnv("RELENT_API_KEY", "none");
    await relent(...args, at("c.jsonl"));
    expect(server.requests[2]!.headers.authorization).toBe("Bearer none");
    expect(["a", "b", "c"].filter((name) => readFileSync(at(`${name}.jsonl`), "utf8").includes(KEY))).toEqual(
      [],
    );
  });

  it.each<readonly [what: string, args: readonly string[], says: RegExp]>([
    ["no output", ["http://127.0.0.1:9", "--prompts", "p.txt"], /there is no -o FILE/],
    ["no prompts", ["http://127.0.0.1:9", "-o", "a.jsonl"], /nothing to ask; give --prompts FILE/],
    ["two outputs", ["http://127.0.0.1:9", "-o", "a", "-o", "b"], /a recording is one file/],
    [
      "prompts that are not there",
      ["http://127.0.0.1:9", "-o", "a", "--prompts", "none"],
      /none does not exist/,
    ],
    ["a key that is not there", ["http://h", "-o", "a", "--prompts", "p", "--key-env", "NONE"], /no NONE/],
    [
      "a format that is none",
      ["http://h", "--format", "smoke"],
      /--format: smoke is not known; it must be one of chat/,
    ],
    ["a rate that is none", ["http://h", "--rate", "fast"], /--rate: fast is not allowed/],
    ["a rate of nothing", ["http://h", "--rate", "0/s"], /--rate: 0\/s is not allowed/],
    ["a temperature below 0", ["http://h", "--temperature", "-1"], /--temperature: -1 is not allowed/],
    ["half a token", ["http://h", "--top", "2.5"], /--top: 2.5 is not allowed/],
    ["a model without a text", ["m.gguf", "-o", "a.kld"], /give --text FILE/],
    [
      "a model whose text is not there",
      ["m.gguf", "-o", "a.kld", "--text", "none"],
      /--text none does not exist/,
    ],
  ])("refuses %s in one line", async (_, args, says) => {
    const { code, stderr, stdout } = await relent("lm", "record", ...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(says);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });

  it("does not write over its prompts", async () => {
    const path = prompts(2);
    const { code, stderr } = await relent("lm", "record", "http://h", "--prompts", path, "-o", path);
    expect(code).toBe(2);
    expect(stderr).toMatch(/is an input and would be written over/);
  });

  it("ends with 2 and says which prompts got no answer, the others being kept", async () => {
    const server = await serve({
      fault: ({ text }) =>
        text.includes("w3 ") ? { status: 400, says: { error: { message: `no ${KEY}` } } } : undefined,
    });
    const args = ["--prompts", prompts(6), "-o", at("a.jsonl"), "--key-env", "OPENAI_API_KEY"];
    const { code, stderr } = await relent("lm", "record", server.url, ...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^relent: 1 of 6 requests got no answer \(4: .*HTTP 400: no \*\*\*\).*run the same command again/,
    );
    expect(ids(at("a.jsonl"))).toEqual(["1", "2", "3", "5", "6"]);
  });

  it("interrupted ends with 130 and a file that the same command completes", async () => {
    const server = await serve({ delay: 40 });
    const args = [
      "lm",
      "record",
      server.url,
      "--prompts",
      prompts(30),
      "-o",
      at("a.jsonl"),
      "--concurrency",
      "2",
    ];
    const outcome = await spawned(args, {
      during: async (child) => {
        for (let i = 0; i < 500 && server.requests.length < 12; i++) await wait(20);
        child.kill("SIGINT");
      },
    });
    expect([outcome.code, outcome.stdout]).toEqual([130, ""]);
    expect(outcome.stderr).toMatch(
      /^relent: interrupted; \d+ of 30 answers are in .*, run it again to go on\n$/,
    );
    const kept = ids(at("a.jsonl")).length;
    expect(kept).toBeGreaterThan(3);
    expect(kept).toBeLessThan(30);
    expect(existsSync(at("a.jsonl.lock"))).toBe(false);
    const { code, stdout } = await relent(...args);
    expect(code).toBe(0);
    expect(stdout).toContain(`30 answers (${kept} were there)`);
    expect(new Set(ids(at("a.jsonl"))).size).toBe(30);
  });
});
