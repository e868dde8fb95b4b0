import type { Candidate, RecordedToken } from "../recording.ts";
import { likeliestFirst } from "./listed-tokens.ts";
import { logProbability } from "./log-probability.ts";
import { isNameless } from "./nameless.ts";
import { entriesOf } from "./parse-json.ts";
import type { Answer, Provider } from "./provider.ts";
import { isJson, type Json, listOf, unreadable } from "./shape.ts";
import { nameOfText } from "./token-text.ts";
import { promptTokens } from "./vllm-prompt.ts";

/**
 * The list at one place, `{text: logprob}`.
 *
 * The token that came is always among them, also where it is not one of the k likeliest, and nothing says so: where it
 * is the least of them it is left out, for the last of the list bounds all that is not listed.
 */
function listAt(listed: unknown, came: string, where: string): Candidate[] {
  if (!isJson(listed)) return [];
  const all = likeliestFirst(
    entriesOf(listed).map(([text, value]) => ({
      ...nameOfText(text),
      logProbability: logProbability(value, where),
    })),
  );
  return all.at(-1)?.text === nameOfText(came).text ? all.slice(0, -1) : all;
}

/**
 * What a list tells: tokens of the same text share a key and all but one are lost, so that the last of it bounds nothing then.
 * Where those are nameless the others are known all the same.
 */
function toldBy(listed: readonly Candidate[], most: number): Pick<RecordedToken, "candidates" | "others"> {
  const named = listed.filter(({ text }) => !isNameless(text));
  if (named.length < listed.length) return { candidates: [], others: named };
  return { candidates: listed.length < most - 1 ? [] : listed };
}

function tokensOf(logprobs: Json, where: string): RecordedToken[] {
  const { tokens, token_logprobs: own, top_logprobs: lists } = logprobs;
  if (!Array.isArray(tokens) || !Array.isArray(own) || tokens.length !== own.length) {
    throw unreadable(where, "tokens and token_logprobs must be two lists of the same length");
  }
  if (Array.isArray(lists) && lists.length !== tokens.length) {
    throw unreadable(where, `top_logprobs has ${lists.length} entries for ${tokens.length} tokens`);
  }
  const listed = tokens.map((token: unknown, i) =>
    Array.isArray(lists) ? listAt(lists[i], String(token), `${where}, token ${i}`) : [],
  );
  const most = Math.max(...listed.map(({ length }) => length));
  return tokens.map((token: unknown, i) => ({
    ...nameOfText(String(token)),
    logProbability: logProbability(own[i], `${where}, token ${i}`),
    ...toldBy(listed[i]!, most),
  }));
}

function answerOf(body: Json, choice: Json, where: string): Answer {
  const before = promptTokens(body, choice, where);
  const { logprobs } = choice;
  const text = typeof choice.text === "string" ? { text: choice.text } : {};
  if (isJson(logprobs)) return { tokens: [...before, ...tokensOf(logprobs, where)], ...text };
  return before.length > 0
    ? { tokens: before, ...text }
    : { tokens: [], ...text, missing: "a choice has no logprobs; ask for them with logprobs: 20" };
}

/** `choices[].logprobs.{tokens, token_logprobs, top_logprobs}`, and vLLM's `prompt_logprobs` beside it. */
export const openaiCompletions: Provider = {
  name: "completions",
  recognises: (body) => (listOf(body.choices) ?? []).some((choice) => typeof choice.text === "string"),
  read: (body, where) => (listOf(body.choices) ?? []).map((choice) => answerOf(body, choice, where)),
};
