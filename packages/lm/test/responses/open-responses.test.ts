import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openRecording } from "../../src/open-recording.ts";
import type { RecordedToken, TopRecording } from "../../src/recording.ts";
import { openResponses } from "../../src/responses/open-responses.ts";
import { ANSWERS } from "../record/answers.ts";
import { toyContinuation } from "../record/toy-model.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "relent-responses-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function file(content: string | Buffer): string {
  const path = join(folder, `${files++}.jsonl`);
  writeFileSync(path, content);
  return path;
}

const lines = (...values: readonly unknown[]): string =>
  file(values.map((value) => `${typeof value === "string" ? value : JSON.stringify(value)}\n`).join(""));

const open = (...values: readonly unknown[]): Promise<TopRecording> => openResponses(lines(...values));

const entry = (
  token: string,
  logprob: number | string,
  top: readonly (readonly [string, number])[] = [],
) => ({
  token,
  logprob,
  bytes: [...new TextEncoder().encode(token)],
  top_logprobs: top.map(([one, x]) => ({
    token: one,
    logprob: x,
    bytes: [...new TextEncoder().encode(one)],
  })),
});

const chat = (...content: readonly unknown[]) => ({
  id: "chatcmpl-9",
  choices: [{ index: 0, message: { role: "assistant", content: "" }, logprobs: { content } }],
});

const batch = (custom_id: string, body: unknown) => ({
  custom_id,
  response: { status_code: 200, body },
  error: null,
});

const only = ({ contents }: TopRecording): readonly RecordedToken[] => contents[0]!.tokens;

const brief = (tokens: readonly RecordedToken[]) =>
  tokens.map(({ text, logProbability, candidates }) => [
    text,
    logProbability,
    candidates.map((one) => `${one.text} ${one.logProbability}`).join(", "),
  ]);

describe("the answers of", () => {
  it.each([
    ["/v1/chat/completions", { messages: [{ role: "user", content: "w1" }], max_tokens: 3, top_logprobs: 4 }],
    ["/v1/completions", { prompt: "w1", max_tokens: 3, logprobs: 4 }],
    ["/completion", { prompt: "w1", n_predict: 3, n_probs: 4 }],
    ["/v1/responses", { input: "w1", max_output_tokens: 3, top_logprobs: 4 }],
    ["/generate", { inputs: "w1", parameters: { max_new_tokens: 3, top_n_tokens: 4 } }],
    ["/api/generate", { prompt: "w1", top_logprobs: 4 }],
  ])("%s are read as they were meant", async (path, asked) => {
    const recording = await open(ANSWERS[path]!(asked, 3));
    const places = toyContinuation("w1", only(recording).length, 3);
    expect(brief(only(recording))).toEqual(
      places.map((place) => [
        place[0]!.text,
        place[0]!.logprob,
        place
          .slice(0, 4)
          .map(({ text, logprob }) => `${text} ${logprob}`)
          .join(", "),
      ]),
    );
    expect(recording.grid).toBeGreaterThan(0);
    expect(recording.grid).toBeLessThan(1e-5);
  });
});

describe("a chat completion", () => {
  it("has −9999 for what is not listed, never for a probability", async () => {
    const recording = await open(chat(entry("a", -9999.0, [["b", -0.1], ["c", -9999.0]]))); // biome-ignore format: one line
    expect(brief(only(recording))).toEqual([["a", null, "b -0.1"]]);
  });

  it("names parts of characters by their bytes, and tokens written as token_id by their id", async () => {
    const part = { token: "\uFFFD", logprob: -1, bytes: [0xe2, 0x80], top_logprobs: [] };
    const [first, second] = only(await open(chat(part, entry("token_id:17", -2))));
    expect(first).toMatchObject({ id: null, text: "bytes:\\xe2\\x80" });
    expect(second!.id).toBe(17);
    const [silent] = only(await open(chat({ ...part, token: "" })));
    expect(silent!.text).toBe("bytes:\\xe2\\x80");
  });

  it("may hold several choices, which are documents of their own", async () => {
    const one = chat(entry("a", -1));
    const two = { ...one, choices: [...one.choices, ...chat(entry("b", -2)).choices] };
    expect((await open(batch("x", two))).documents).toEqual(["x#1", "x#2"]);
  });

  it("may hold -Infinity as Python writes it", async () => {
    const text = JSON.stringify(chat(entry("a", -1, [["-Infinity", -2]]))).replace("-2", "-Infinity");
    expect(brief(only(await open(text)))).toEqual([["a", -1, "-Infinity -Infinity"]]);
  });
});

describe("completions", () => {
  const legacy = (tokens: unknown[], token_logprobs: unknown[], top_logprobs: unknown[]) => ({
    choices: [{ text: "x", logprobs: { tokens, token_logprobs, top_logprobs, text_offset: [] } }],
  });

  it("leave the token that came out of the list where it is the least of it: nothing says whether it is one of the k", async () => {
    const recording = await open(
      legacy(["The", "a", "b"], [null, -0.5, -3], [null, { a: -0.5, b: -1.5 }, { a: -0.2, c: -2, b: -3 }]),
    );
    expect(brief(only(recording))).toEqual([
      ["The", null, ""],
      ["a", -0.5, "a -0.5, b -1.5"],
      ["b", -3, "a -0.2, c -2"],
    ]);
  });

  it("take a list as unknown in which tokens of one text fell together", async () => {
    const recording = await open(
      legacy(
        ["a", "a"],
        [-0.5, -0.5],
        [
          { a: -0.5, b: -2, c: -3, d: -4 },
          { a: -0.5, "\uFFFD": -2 },
        ],
      ),
    );
    expect(only(recording).map(({ candidates }) => candidates.length)).toEqual([4, 0]);
  });

  it("tell the named tokens of a list in which nameless ones fell together, and not that none is likelier", async () => {
    const recording = await open(legacy(["a"], [-0.5], [{ a: -0.5, b: -2, "": -3 }]));
    expect(only(recording)).toMatchObject([
      { candidates: [], others: [{ text: "a", logProbability: -0.5 }, { text: "b" }] },
    ]);
  });
});

describe("answers without log-probabilities", () => {
  const message = { role: "assistant", content: "hello" };
  it.each<[string, object, string[]]>([
    ["chat completions", { choices: [{ message }, { message, logprobs: null }] }, ["hello", "hello"]],
    ["chat completions", { choices: [{ message, logprobs: { content: null } }] }, ["hello"]],
    ["completions", { choices: [{ text: "hello", logprobs: null }] }, ["hello"]],
    [
      "responses",
      { output: [{ content: [{ type: "output_text", text: "hello", logprobs: [] }] }] },
      ["hello"],
    ],
    ["llama-server", { content: "hello", stop: true }, ["hello"]],
    ["Text Generation Inference", { generated_text: "hello" }, ["hello"]],
    ["Ollama", { message, done: true }, ["hello"]],
    ["lm-evaluation-harness samples", { doc_id: 4, resps: [["42", "True"]] }, ["42", "True"]],
    ["plain texts", { text: "hello" }, ["hello"]],
    ["plain texts", { texts: ["hello", "you"] }, ["hello", "you"]],
  ])(
    "of %s are taken for their texts where that is asked for, and else refused",
    async (format, body, texts) => {
      const path = lines(batch("x", body));
      const recording = await openResponses(path, { texts: true });
      expect(recording.format).toBe(format);
      expect(recording.contents.map(({ text }) => text)).toEqual(texts);
      expect(recording.contents.every(({ tokens }) => tokens.length === 0)).toBe(true);
      expect(recording.notes.join()).toContain(
        `${texts.length} of the answers in ${path} have no log-probabilities`,
      );
      await expect(openResponses(path)).rejects.toThrow("texts alone can be verified (relent lm verify)");
    },
  );

  it("are joined where they were streamed", async () => {
    const part = (response: string, done: boolean) => ({ response, done });
    const path = lines(part("hel", false), part("lo", false), part("", true));
    expect((await openResponses(path, { texts: true })).contents).toMatchObject([
      { text: "hello", tokens: [] },
    ]);
  });

  it("may be plain, by the ids of their prompts", async () => {
    const path = lines({ id: "q1", texts: ["a", "b"] }, { id: "q2", text: "c" });
    expect((await openResponses(path, { texts: true })).documents).toEqual(["q1#1", "q1#2", "q2"]);
  });
});

describe("vLLM's prompt_logprobs", () => {
  const one = (logprob: number, rank: number, decoded_token: string) => ({ logprob, rank, decoded_token });

  it("tell the prompt's token by its place, and keep it out of the list where its rank is below", async () => {
    const lists = `[null, {"912": ${JSON.stringify(one(-4, 31, " b"))}, "5": ${JSON.stringify(one(-0.1, 1, " a"))}, "7": ${JSON.stringify(one(-3, 2, " c"))}}]`;
    const recording = await open(
      `{"choices": [{"text": "", "logprobs": null, "prompt_logprobs": ${lists}}]}`,
    );
    expect(only(recording)[1]).toMatchObject({ id: 912, text: " b", logProbability: -4 });
    expect(only(recording)[1]!.candidates.map(({ id }) => id)).toEqual([5, 7]);
    expect(only(recording)[0]).toMatchObject({ logProbability: null, candidates: [] });
  });

  it("are refused where their keys were sorted, unless the prompt's ids are told", async () => {
    const lists = [
      null,
      ...Array.from({ length: 9 }, () => ({ "3": one(-2, 2, "x"), "4": one(-0.2, 1, "y") })),
    ];
    await expect(open({ prompt_logprobs: lists })).rejects.toThrow(
      /line 1: the ids under prompt_logprobs were sorted/,
    );
    const recording = await open({ prompt_logprobs: lists, prompt_token_ids: [1, ...Array(9).fill(4)] });
    expect(only(recording)[3]).toMatchObject({ id: 4, logProbability: -0.2 });
    expect(only(recording)[0]!.id).toBe(1);
  });
});

describe("other formats", () => {
  it("Ollama's pieces of a stream are one response", async () => {
    const piece = (token: string, done: boolean) => ({
      response: token,
      done,
      ...(token !== "" && { logprobs: [entry(token, -1)] }),
    });
    const recording = await open(piece("a", false), piece("b", false), piece("", true), piece("c", true));
    expect(recording.contents.map(({ tokens }) => tokens.map(({ text }) => text).join(""))).toEqual([
      "ab",
      "c",
    ]);
    expect(recording.documents).toEqual(["1", "2"]);
  });

  it("TGI's prefill has the tokens of the prompt, the first unscored", async () => {
    const prefill = [{ id: 1, text: "<s>", logprob: null }, { id: 2, text: "x", logprob: -7 }]; // biome-ignore format: one line
    const recording = await open({
      generated_text: "y",
      details: { prefill, tokens: [{ id: 3, text: "y", logprob: -1 }] },
    });
    expect(brief(only(recording))).toEqual([["<s>", null, ""], ["x", -7, ""], ["y", -1, ""]]); // biome-ignore format: one line
  });

  it("lm-evaluation-harness's samples are one outcome each, named by document and request", async () => {
    const recording = await open(
      { doc_id: 4, resps: [[["-3.5", "False"]], [["-1.25", "True"]]], arguments: [["Q", " yes"], ["Q", " no"]] }, // biome-ignore format: one line
    );
    expect(recording.documents).toEqual(["4/0", "4/1"]);
    expect(brief(recording.contents[1]!.tokens)).toEqual([[" no", -1.25, ""]]);
    await expect(open({ doc_id: 4, resps: [["a text"]] })).rejects.toThrow(/are texts, not log-likelihoods/);
  });

  it("probabilities after sampling are refused", async () => {
    const probs = [{ token: "a", prob: 0.5, top_probs: [] }];
    await expect(open({ content: "a", completion_probabilities: probs })).rejects.toThrow(
      /post_sampling_probs/,
    );
    const old = [{ content: "a", probs: [{ tok_str: "a", prob: 0.5 }] }];
    await expect(open({ content: "a", completion_probabilities: old })).rejects.toThrow(
      /post_sampling_probs/,
    );
  });
});

describe("a file", () => {
  const [one, two] = [batch("x", chat(entry("a", -1))), batch("y", chat(entry("b", -2)))];

  it("may be lines, an array, or written over several lines; gzip, with a byte order mark, empty lines between", async () => {
    const ways: (string | Buffer)[] = [
      `${JSON.stringify(one)}\n\n${JSON.stringify(two)}`,
      JSON.stringify([one, two]),
      JSON.stringify([one, two], null, 2),
      `${JSON.stringify(one, null, 2)}\n${JSON.stringify(two, null, "\t")}\n`,
      `\uFEFF${JSON.stringify(one)}\r\n${JSON.stringify(two)}\r\n`,
      gzipSync(`${JSON.stringify(one)}\n${JSON.stringify(two)}\n`),
    ];
    for (const way of ways) {
      const { contents, documents } = (await openRecording(file(way))) as TopRecording;
      expect(documents).toEqual(["x", "y"]);
      expect(contents.map(({ tokens }) => tokens[0]!.logProbability)).toEqual([-1, -2]);
    }
  });

  it("whose last value breaks off is read up to it, with a note", async () => {
    const text = `${JSON.stringify(one)}\n${JSON.stringify(two).slice(0, -9)}`;
    const recording = await openResponses(file(text));
    expect(recording.documents).toEqual(["x"]);
    expect(recording.notes).toEqual([expect.stringMatching(/breaks off in line 2/)]);
    const array = await openResponses(file(JSON.stringify([one, two], null, 1).slice(0, -20)));
    expect(array.documents).toEqual(["x"]);
  });

  it("notes requests that failed, and that its responses are numbered where they have no ids", async () => {
    const failed = { custom_id: "z", response: { status_code: 500, body: { error: { message: "no" } } } };
    expect((await open(one, failed)).notes).toEqual([expect.stringMatching(/^1 of the requests .* failed/)]);
    const { notes, documents } = await open(chat(entry("a", -1)), chat(entry("b", -1)));
    expect(documents).toEqual(["1", "2"]);
    expect(notes).toEqual([expect.stringMatching(/has no custom_id/)]);
  });

  it.each<readonly [what: string, values: readonly unknown[], says: RegExp]>([
    ["a broken line", [one, '{"custom_id": ', two], /line 2: is not JSON/],
    [
      "two formats",
      [one, batch("y", { completion_probabilities: [] })],
      /line 2: llama-server after chat completions/,
    ],
    ["an id twice", [one, one], /line 2: id x occurs twice/],
    ["ids here and there", [one, chat(entry("a", -1))], /line 2: custom_id is missing, unlike before/],
    ["what no provider writes", [{ answer: 42 }], /line 1: fields answer are of no known provider/],
    ["no object", ["7"], /line 1: is no object/],
    [
      "no log-probabilities",
      [{ choices: [{ message: {}, logprobs: null }] }],
      /line 1: a choice has no logprobs/,
    ],
    [
      "a positive log-probability",
      [chat(entry("a", 0.3))],
      /line 1, token 0: log-probability 0.3 is above 0/,
    ],
    [
      "NaN",
      [JSON.stringify(chat(entry("a", -7))).replace("-7", "NaN")],
      /log-probability NaN is not a number/,
    ],
    ["only failed requests", [{ custom_id: "a", error: { code: 1 } }], /all of its 1 requests had failed/],
  ])("with %s is refused, with the line", async (_, values, says) => {
    await expect(open(...values)).rejects.toThrow(says);
    await expect(open(...values)).rejects.toMatchObject({ code: "unreadable" });
  });

  it("that is not there, or empty, is refused in words", async () => {
    await expect(openResponses(join(folder, "none"))).rejects.toMatchObject({ code: "not-found" });
    await expect(openResponses(file(""))).rejects.toThrow(/no responses: there are none/);
    const whole = JSON.stringify({ custom_id: "a", text: "yes" });
    for (const cut of [whole.slice(0, -1), `${whole.slice(0, 20)}`, gzipSync(whole.slice(0, -4))]) {
      await expect(openResponses(file(cut))).rejects.toThrow(/no responses: line 1 is cut off/);
    }
  });
});
