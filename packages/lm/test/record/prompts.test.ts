import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPrompts } from "../../src/record/prompts.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "relent-prompts-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return readPrompts(path);
};

describe("prompts", () => {
  it("are the lines of a text, by their numbers", async () => {
    expect(await read("a.txt", "\uFEFFone\r\n\r\n two \n")).toEqual([
      { id: "1", prompt: "one" },
      { id: "3", prompt: " two " },
    ]);
  });

  it("are texts or conversations in JSON lines, by their ids", async () => {
    const messages = [{ role: "user", content: "hello" }];
    const text = [{ id: "x", prompt: "one" }, { messages }, "two", { custom_id: 7, prompt: "" }]
      .map((one) => JSON.stringify(one))
      .join("\n");
    expect(await read("a.jsonl", text)).toEqual([
      { id: "x", prompt: "one" },
      { id: "2", prompt: messages },
      { id: "3", prompt: "two" },
      { id: "7", prompt: "" },
    ]);
  });

  it.each([
    ["a.txt", " \n\n", /holds no prompts/],
    [
      "a.txt",
      '{"prompt": "a"}\n{"prompt": "b"}',
      /holds JSON; give an object a line in a file that ends in .jsonl/,
    ],
    ["a.json", '[\n {"messages": []}\n]', /holds JSON/],
    ["a.jsonl", '{"prompt": "a"}\n{"prompt"', /line 2: is not JSON/],
    ["a.jsonl", '{"question": "a"}', /line 1: must have a prompt/],
    ["a.jsonl", '{"messages": [{"role": "user"}]}', /line 1: must have a prompt/],
    ["a.jsonl", "7", /line 1: must be a text or an object/],
    ["a.jsonl", '{"id": "x", "prompt": "a"}\n{"id": "x", "prompt": "b"}', /id x occurs twice/],
    ["a.jsonl", '{"id": "x#1", "prompt": "a"}', /id x#1 ends in # and a number/],
  ])("in %s: %j is refused", async (name, text, says) => {
    await expect(read(name, text)).rejects.toThrow(says);
  });

  it("may be JSON themselves, of their own", async () => {
    expect(await read("a.txt", '{"name": "x"}')).toEqual([{ id: "1", prompt: '{"name": "x"}' }]);
  });

  it("that are no text are refused", async () => {
    const path = join(folder, "b.txt");
    writeFileSync(path, Uint8Array.of(0xff, 0xfe, 0x41, 0x00));
    await expect(readPrompts(path)).rejects.toThrow("is no text in UTF-8");
  });

  it("that are not there are refused", async () => {
    await expect(readPrompts(join(folder, "none.txt"))).rejects.toMatchObject({ code: "not-found" });
  });
});
