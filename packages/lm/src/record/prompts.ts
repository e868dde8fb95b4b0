import { readFile } from "node:fs/promises";
import { RelentError } from "@relent/core";
import { isJson } from "../responses/shape.ts";
import type { Message, Prompt } from "./endpoint-types.ts";

/** A prompt by the id under which its answer is recorded. */
export interface NamedPrompt {
  readonly id: string;
  readonly prompt: Prompt;
}

const wrong = (path: string, line: number, what: string, value?: unknown): RelentError =>
  new RelentError("unreadable", `readPrompts: ${path} line ${line}: ${what}`, { index: line, value });

const isMessages = (value: unknown): value is Message[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((one) => isJson(one) && typeof one.role === "string" && typeof one.content === "string");

function parsed(text: string, path: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw wrong(path, line, `is not JSON (${(cause as Error).message})`);
  }
}

function promptOf(text: string, path: string, line: number): NamedPrompt {
  const value = parsed(text, path, line);
  if (typeof value === "string") return { id: String(line), prompt: value };
  if (!isJson(value)) throw wrong(path, line, "must be a text or an object with prompt or messages", value);
  const id = String(value.id ?? value.custom_id ?? line);
  if (typeof value.prompt === "string") return { id, prompt: value.prompt };
  if (isMessages(value.messages)) return { id, prompt: value.messages };
  throw wrong(path, line, "must have a prompt (a text) or messages ([{role, content}, …])", value);
}

function checkIds(prompts: readonly NamedPrompt[], path: string): void {
  const seen = new Set<string>();
  for (const { id } of prompts) {
    if (seen.has(id)) {
      throw new RelentError("unreadable", `readPrompts: ${path}: id ${id} occurs twice; ids must differ`, {
        value: id,
      });
    }
    if (/#\d+$/.test(id)) {
      throw new RelentError(
        "unreadable",
        `readPrompts: ${path}: id ${id} ends in # and a number, which stands for a sample; give another`,
        { value: id },
      );
    }
    seen.add(id);
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const why =
      code === "ERR_ENCODING_INVALID_ENCODED_DATA" ? "is no text in UTF-8" : `cannot be read: ${message}`;
    throw new RelentError(
      code === "ENOENT" ? "not-found" : "unreadable",
      `readPrompts: ${path} ${code === "ENOENT" ? "does not exist" : why}; give a file of prompts`,
      { cause },
    );
  }
}

const isAsked = (value: unknown): boolean => isJson(value) && ("prompt" in value || "messages" in value);

/** Whether a text is a prompt in JSON, or a list of them. */
function holdsPrompts(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return isAsked(value) || (Array.isArray(value) && value.some(isAsked));
  } catch {
    return false;
  }
}

/** Refuses JSON under another ending, whose lines would be asked as they stand. */
function checkPlain(text: string, path: string): void {
  const [first = ""] = text.trimStart().split(/\r?\n/, 1);
  if (!holdsPrompts(first) && !(/^[[{]/.test(first) && holdsPrompts(text))) return;
  throw new RelentError(
    "unreadable",
    `readPrompts: ${path} holds JSON; give an object a line in a file that ends in .jsonl`,
    { value: path },
  );
}

/**
 * Reads prompts: one a line of a text file, or JSON Lines of `{id?, prompt}` or `{id?, messages}`, told by the ending
 * `.jsonl`; without an id the number of the line is one. Empty lines are passed over.
 *
 * @throws RelentError "not-found", or "unreadable" with the line that is no prompt, for an id that occurs twice, and for
 *   a file without prompts.
 */
export async function readPrompts(path: string): Promise<NamedPrompt[]> {
  const text = await textOf(path);
  const json = /\.(jsonl|ndjson)$/i.test(path);
  if (!json) checkPlain(text, path);
  const prompts = text.split(/\r?\n/).flatMap((line, i): NamedPrompt[] => {
    if (line.trim() === "") return [];
    return [json ? promptOf(line, path, i + 1) : { id: String(i + 1), prompt: line }];
  });
  if (prompts.length === 0) {
    throw new RelentError("unreadable", `readPrompts: ${path} holds no prompts; give one a line`, {
      value: path,
    });
  }
  checkIds(prompts, path);
  return prompts;
}
