import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { record } from "../../src/record/record.ts";
import type { RecordOptions } from "../../src/record/record-types.ts";
import { openResponses } from "../../src/responses/open-responses.ts";
import { compareTop } from "../../src/truncated/compare-top.ts";
import { type Fault, type MockOptions, type MockServer, mockServer } from "./mock-server.ts";
import { toyContinuation, toyScores } from "./toy-model.ts";

const KEY = "sk-secret-0123456789-abcdefgh";

let folder: string;
let servers: MockServer[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "relent-record-"));
  servers = [];
});

afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  rmSync(folder, { recursive: true });
});

async function serve(options: MockOptions = {}): Promise<MockServer> {
  const server = await mockServer(options);
  servers.push(server);
  return server;
}

const prompts = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ id: `q${i}`, prompt: `w${i % 40} w7 w30` }));

const options = (server: MockServer, more: Partial<RecordOptions> = {}): RecordOptions => ({
  url: server.url,
  prompts: prompts(12),
  output: join(folder, "a.jsonl"),
  maxTokens: 3,
  top: 5,
  retries: 6,
  ...more,
});

const lines = (name = "a.jsonl"): string[] => readFileSync(join(folder, name), "utf8").split("\n");

const idsOf = (name?: string): string[] =>
  lines(name)
    .slice(1, -1)
    .map((line) => JSON.parse(line).custom_id);

const sorted = (list: readonly string[]): string[] => [...list].sort();

/** Retries wait half a second and more; servers that say 0 seconds are asked again at once. */
const soon = { status: 503, retryAfter: "0" };

describe("recording an endpoint", () => {
  it.each(["chat", "completions", "llama-server"] as const)(
    "in the format %s is read back as it was said",
    async (format) => {
      const server = await serve();
      const result = await record(options(server, { format }));
      expect(result).toMatchObject({ answers: 12, before: 0, tokens: 36, failures: [] });
      const recording = await openResponses(result.output);
      for (const { id, prompt } of prompts(12)) {
        const { tokens } = recording.contents.find((one) => one.id === id)!;
        const places = toyContinuation(prompt, 3, 1);
        expect(tokens.map(({ text, logProbability }) => [text, logProbability])).toEqual(
          places.map(([first]) => [first!.text, first!.logprob]),
        );
        expect(tokens.map(({ candidates }) => candidates.map((one) => one.logProbability))).toEqual(
          places.map((place) => place.slice(0, 5).map(({ logprob }) => logprob)),
        );
      }
    },
  );

  it.each([
    ["completions", 0],
    ["vllm-prompt", 1],
  ] as const)(
    "in the format %s scores the prompt, with tokens outside the list kept out of it",
    async (format, maxTokens) => {
      const server = await serve();
      const { output } = await record(options(server, { format, maxTokens }));
      const recording = await openResponses(output);
      for (const { id, prompt } of prompts(12)) {
        const { tokens } = recording.contents.find((one) => one.id === id)!;
        toyScores(prompt, 1).forEach(({ token, place }, i) => {
          expect(tokens[i]!.logProbability).toBe(place === null ? null : token.logprob);
          const listed = tokens[i]!.candidates.map(({ logProbability }) => logProbability);
          const top = place?.slice(0, 5).map(({ logprob }) => logprob) ?? [];
          expect(top.slice(0, listed.length)).toEqual(listed);
          expect(listed.length).toBeGreaterThanOrEqual(place === null ? 0 : 4);
        });
      }
    },
  );

  it("takes texts alone of a server that gives no log-probabilities, ten a prompt, and resumes them", async () => {
    const silent = (text: string): string => {
      const { choices, ...rest } = JSON.parse(text) as { choices: object[] };
      return JSON.stringify({ ...rest, choices: choices.map((one) => ({ ...one, logprobs: null })) });
    };
    const server = await serve({ dress: silent });
    const asked = options(server, { texts: true, prompts: prompts(2) });
    expect(await record(asked)).toMatchObject({ answers: 20, tokens: 0, failures: [] });
    expect(server.requests[0]!.body).toMatchObject({ temperature: 1, max_tokens: 3 });
    expect(server.requests[0]!.body).not.toHaveProperty("logprobs");
    expect(server.requests[0]!.body).not.toHaveProperty("top_logprobs");
    expect(await record(asked)).toMatchObject({ answers: 20, before: 20 });
    const { contents } = await openResponses(asked.output, { texts: true });
    expect(contents[0]).toMatchObject({ id: expect.stringMatching(/^q\d#\d+$/), text: expect.any(String) });
    await expect(openResponses(asked.output)).rejects.toThrow("texts alone can be verified");
    await expect(
      record(options(server, { prompts: prompts(3), output: join(folder, "b.jsonl") })),
    ).rejects.toThrow(
      "a choice has no logprobs; ask for them with logprobs: true and top_logprobs: 20; --texts takes texts alone",
    );
    await expect(record(options(server, { texts: true, format: "vllm-prompt" }))).rejects.toThrow(
      "vllm-prompt scores prompts",
    );
  });

  it("loses and doubles nothing where requests are limited, fail, break off and are cut in half", async () => {
    const faults: (Fault | undefined)[] = [
      { status: 429, retryAfter: "0" },
      soon,
      "reset",
      undefined,
      "cut",
      "cut quietly",
      "no JSON",
    ];
    const seen = new Map<string, number>();
    const server = await serve({
      fault: ({ text }) => {
        const tries = seen.get(text) ?? 0;
        seen.set(text, tries + 1);
        return tries === 0 ? faults[seen.size % faults.length] : undefined;
      },
    });
    const steady = await serve();
    const result = await record(options(server));
    expect(result.failures).toEqual([]);
    await record(options(steady, { output: join(folder, "b.jsonl") }));
    expect(sorted(lines().slice(1))).toEqual(sorted(lines("b.jsonl").slice(1)));
    expect(sorted(idsOf())).toEqual(sorted(prompts(12).map(({ id }) => id)));
  });

  it("goes on where it was interrupted, and with a last line that was half written", async () => {
    const server = await serve({ delay: 20 });
    const controller = new AbortController();
    const interrupted = record(
      options(server, {
        signal: controller.signal,
        concurrency: 2,
        onProgress: (done) => done >= 5 && controller.abort(),
      }),
    );
    await expect(interrupted).rejects.toMatchObject({
      code: "interrupted",
      message: expect.stringMatching(/of 12 answers/),
    });
    expect(existsSync(join(folder, "a.jsonl.lock"))).toBe(false);
    const kept = idsOf();
    expect(kept.length).toBeGreaterThanOrEqual(5);
    expect(kept.length).toBeLessThan(12);
    appendFileSync(join(folder, "a.jsonl"), lines()[1]!.slice(0, 40).replace("q", "z"));
    const before = server.requests.length;
    const result = await record(options(server));
    expect(result).toMatchObject({ answers: 12, before: kept.length, discarded: 40 });
    expect(server.requests.length - before).toBe(12 - kept.length);
    expect(sorted(idsOf())).toEqual(sorted(prompts(12).map(({ id }) => id)));
    expect((await record(options(server))).before).toBe(12);
  });

  it("records samples of a prompt one by one, each with a seed of its own", async () => {
    const server = await serve();
    await record(options(server, { prompts: prompts(2), samples: 3, seed: 7 }));
    expect(sorted(idsOf())).toEqual(["q0#1", "q0#2", "q0#3", "q1#1", "q1#2", "q1#3"]);
    expect(server.requests.map(({ body }) => body.seed).sort()).toEqual([7, 7, 8, 8, 9, 9]);
  });

  it("asks again what failed for good, and only that", async () => {
    let broken = true;
    const server = await serve({
      fault: ({ text }) =>
        broken && text.includes("w3 ")
          ? { status: 400, says: { error: { message: "too long" } } }
          : undefined,
    });
    const result = await record(options(server));
    expect(result.failures).toEqual([{ id: "q3", reason: expect.stringMatching(/HTTP 400: too long$/) }]);
    broken = false;
    expect(await record(options(server))).toMatchObject({ answers: 12, before: 11, failures: [] });
    expect(server.requests.length).toBe(13);
  });

  it("never has more requests under way than it may, nor starts them faster", async () => {
    const server = await serve({ delay: 30 });
    await record(options(server, { concurrency: 3 }));
    expect(server.busiest()).toBe(3);
    const slow = await serve();
    await record(
      options(slow, { prompts: prompts(6), rate: 40, concurrency: 6, output: join(folder, "b.jsonl") }),
    );
    const [first, last] = [slow.requests[0]!.at, slow.requests.at(-1)!.at];
    expect(last - first).toBeGreaterThan(5 * 25 - 15);
  });

  it("waits as long as the server says, with everyone", async () => {
    const server = await serve({
      fault: (_, n) => (n === 0 ? { status: 429, retryAfter: "0.3" } : undefined),
    });
    await record(options(server, { prompts: prompts(3), concurrency: 1 }));
    expect(server.requests[1]!.at - server.requests[0]!.at).toBeGreaterThanOrEqual(295);
  });

  it("gives up an answer that does not come", async () => {
    const server = await serve({ fault: () => "silence" });
    const silent = record(options(server, { prompts: prompts(1), timeout: 50, retries: 0 }));
    expect((await silent).failures).toEqual([
      { id: "q0", reason: expect.stringMatching(/no answer within 0.05 s/) },
    ]);
  });

  it("compares with another recording of the same prompts", async () => {
    const [one, two] = [await serve({ seed: 1 }), await serve({ seed: 2 })];
    const b = join(folder, "b.jsonl");
    await record(options(one));
    await record(options(two, { output: b }));
    const table = compareTop(await openResponses(options(one).output), await openResponses(b));
    expect(table.length).toBeGreaterThanOrEqual(12);
    expect(table.notes.join("; ")).toMatch(/documents go on with different tokens/);
    expect(Math.min(...table.bounds!.kl!.low)).toBeGreaterThan(0);
  });
});

describe("a recording refuses", () => {
  it("to go on with other settings, other prompts, or in a file that is none", async () => {
    const server = await serve();
    await record(options(server));
    const before = lines();
    const went = server.requests.length;
    await expect(record(options(server, { top: 6 }))).rejects.toThrow(/recorded with top 5, now it is 6/);
    await expect(record(options(server, { prompts: [{ id: "q1", prompt: "else" }] }))).rejects.toThrow(
      /has an answer of q1 to another prompt/,
    );
    expect(lines()).toEqual(before);
    writeFileSync(join(folder, "b.txt"), "my only copy\n");
    writeFileSync(join(folder, "c.txt"), "without an end");
    for (const name of ["b.txt", "c.txt"]) {
      const text = readFileSync(join(folder, name), "utf8");
      await expect(record(options(server, { output: join(folder, name) }))).rejects.toMatchObject({
        code: "incompatible",
      });
      expect(readFileSync(join(folder, name), "utf8")).toBe(text);
    }
    expect(server.requests.length).toBe(went);
  });

  it("a second process at the same file, but not after one that died", async () => {
    const server = await serve();
    const beside = join(folder, "a.jsonl.lock");
    writeFileSync(beside, String(process.pid));
    await expect(record(options(server))).rejects.toThrow(/is being written by process/);
    writeFileSync(beside, "999999999");
    expect((await record(options(server))).answers).toBe(12);
  });

  it("a server that takes no one, at once, and one without log-probabilities", async () => {
    const server = await serve({
      fault: () => ({ status: 401, says: { error: { message: `bad key ${KEY}` } } }),
    });
    await expect(record(options(server, { key: KEY, concurrency: 1 }))).rejects.toThrow(
      /HTTP 401: bad key \*\*\*$/,
    );
    expect(server.requests.length).toBe(1);
    const mute = await serve({
      dress: (text) => text.replace(/"logprobs":\{.*?\}\]\}\]\}/, '"logprobs":null'),
    });
    await expect(record(options(mute, { output: join(folder, "b.jsonl") }))).rejects.toThrow(
      /has no logprobs; ask/,
    );
  });

  it("addresses, counts and paths that make no sense", async () => {
    const server = await serve();
    await expect(record(options(server, { url: "localhost:80" }))).rejects.toThrow(/must be http: or https:/);
    await expect(record(options(server, { url: "http://me:pw@host/" }))).rejects.toThrow(
      /holds a user and password/,
    );
    await expect(record(options(server, { concurrency: 0 }))).rejects.toThrow(/concurrency = 0/);
    await expect(record(options(server, { prompts: [] }))).rejects.toThrow(/there are no prompts/);
    await expect(record(options(server, { output: join(folder, "none/a.jsonl") }))).rejects.toMatchObject({
      code: "unwritable",
    });
  });
});

describe("a key", () => {
  it("is sent, and stands nowhere else, even where the server repeats it", async () => {
    const server = await serve({ dress: (text) => text.replace('"model":"toy"', `"model":"${KEY}"`) });
    const result = await record(options(server, { key: KEY, url: `${server.url}/v1?token=${KEY}` }));
    expect(server.requests.every(({ headers }) => headers.authorization === `Bearer ${KEY}`)).toBe(true);
    expect(readFileSync(result.output, "utf8")).not.toContain(KEY);
    expect(readFileSync(result.output, "utf8")).toContain('"model":"***"');
  });

  it("that no header can carry is refused without being shown", async () => {
    const server = await serve();
    const wrong = record(options(server, { key: "sk secret\nkey" }));
    await expect(wrong).rejects.toThrow(/printable ASCII/);
    await expect(wrong).rejects.not.toThrow(/secret/);
  });
});
