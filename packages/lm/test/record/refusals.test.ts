import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { record } from "../../src/record/record.ts";
import type { RecordOptions } from "../../src/record/record-types.ts";
import { type Fault, type MockOptions, type MockServer, mockServer } from "./mock-server.ts";

const KEY = "sk-secret-0123456789-abcdefgh";

let folder: string;
let servers: MockServer[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "relent-refusals-"));
  servers = [];
});

afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  rmSync(folder, { recursive: true });
});

async function asking(served: MockOptions, more: Partial<RecordOptions> = {}): Promise<RecordOptions> {
  const server = await mockServer(served);
  servers.push(server);
  const prompts = [1, 2, 3].map((i) => ({ id: `q${i}`, prompt: `w${i}` }));
  const output = join(folder, "a.jsonl");
  return { url: server.url, prompts, output, maxTokens: 2, retries: 1, concurrency: 1, ...more };
}

const sentBy = (): number => servers.reduce((sum, { requests }) => sum + requests.length, 0);

describe("a server that never answers is given up in one line", () => {
  it.each<[Fault, RegExp, tries: number]>([
    [
      { status: 200, retryAfter: "0", says: "<!DOCTYPE html><title>Welcome</title>" },
      /HTTP 200, and the answer is no whole JSON \(text\/html: <!DOCTYPE html>.*\) \(2 tries\)$/,
      6,
    ],
    [
      { status: 404, says: { error: { message: "The model gpt does not exist" } } },
      /HTTP 404: The model gpt/,
      1,
    ],
    [
      { status: 302, location: "https://elsewhere/v1" },
      /HTTP 302 to https:\/\/elsewhere\/v1; give that address/,
      1,
    ],
    [
      { status: 200, says: { error: { message: "no capacity", code: 503 } } },
      /an error as an answer: no capacity \(2/,
      6,
    ],
    [
      { status: 200, says: { error: { message: "bad key", code: 401 } } },
      /an error as an answer: bad key$/,
      1,
    ],
    [{ status: 200, says: { choices: [] } }, /the answer to q\d: choices is empty/, 3],
    [{ status: 200, says: [] }, /the answer to q\d: is no object/, 3],
    ["hang up", /the connection broke off \(ECONNRESET\) \(2 tries\)$/, 6],
  ])("%j", async (fault, says, tries) => {
    const options = await asking({ fault: () => fault });
    await expect(record(options)).rejects.toThrow(says);
    expect(sentBy()).toBe(tries);
  });

  it("nor does one that is not there", async () => {
    const options = await asking({});
    await servers.pop()!.close();
    await expect(record({ ...options, retries: 0 })).rejects.toThrow(
      /nothing listens there; is the server running\? \(ECONNREFUSED\)$/,
    );
  });

  it("nor does one of http: at https:", async () => {
    const options = await asking({});
    await expect(record({ ...options, url: options.url.replace("http:", "https:") })).rejects.toThrow(
      "the server does not speak TLS",
    );
  });
});

describe("a key", () => {
  it("that a server repeats is not shown, also where the message is cut through it", async () => {
    const message = `${"x".repeat(190)}${KEY}`;
    const options = await asking(
      { fault: () => ({ status: 401, says: { error: { message } } }) },
      { key: KEY },
    );
    const failure = await record(options).catch((error: Error) => error.message);
    expect(failure).toContain("x***");
    expect(failure).not.toContain(KEY.slice(0, 6));
  });
});

describe("a file", () => {
  it("without answers binds nobody: a first try may have gone to a wrong address", async () => {
    const wrong = await asking({ fault: () => ({ status: 404 }) });
    await expect(record(wrong)).rejects.toThrow("HTTP 404");
    expect(readFileSync(wrong.output, "utf8").trimEnd().split("\n")).toHaveLength(1);
    const right = await asking({}, { top: 3 });
    expect(await record(right)).toMatchObject({ answers: 3, before: 0 });
    expect(readFileSync(right.output, "utf8")).toContain(`"endpoint":"${right.url}/v1/chat/completions"`);
    expect(readFileSync(right.output, "utf8")).not.toContain(wrong.url);
  });

  it.each([
    ["none/a.jsonl", "its folder does not exist"],
    ["folder", "it is a folder"],
  ])("that cannot be written, %s, is said in words, and leaves nothing behind", async (name, why) => {
    mkdirSync(join(folder, "folder"));
    const output = join(folder, name);
    await expect(record(await asking({}, { output }))).rejects.toMatchObject({
      code: "unwritable",
      message: `record: ${output} cannot be written: ${why}`,
    });
    expect(existsSync(`${output}.lock`)).toBe(false);
    expect(sentBy()).toBe(0);
  });

  it("of others is left as it is", async () => {
    const output = join(folder, "mine.txt");
    writeFileSync(output, "my only copy\n");
    await expect(record(await asking({}, { output }))).rejects.toThrow("was not recorded by relent");
    expect(readFileSync(output, "utf8")).toBe("my only copy\n");
  });
});
