import type { RecordedToken } from "../recording.ts";
import { likeliestFirst } from "./listed-tokens.ts";
import { logProbability } from "./log-probability.ts";
import { entriesOf } from "./parse-json.ts";
import type { Provider } from "./provider.ts";
import { isJson, type Json, unreadable } from "./shape.ts";
import { tokenName } from "./token-text.ts";

interface Ranked {
  readonly id: number;
  readonly text: string;
  readonly logProbability: number | null;
  readonly rank: number | null;
}

/** From this many lists on, keys in ascending order everywhere are no accident. */
const ENOUGH = 8;

const rankedOf = (entries: Json, where: string): Ranked[] =>
  entriesOf(entries).map(([id, value]) => {
    if (!isJson(value) || !/^\d+$/.test(id)) {
      throw unreadable(where, `${id} must be a token's id with {logprob, rank, decoded_token}`);
    }
    return {
      id: Number(id),
      text: tokenName(value).text,
      logProbability: logProbability(value.logprob, where),
      rank: typeof value.rank === "number" ? value.rank : null,
    };
  });

const ascending = (ids: readonly Ranked[]): boolean =>
  ids.every((one, i) => i === 0 || ids[i - 1]!.id < one.id);

/** The k likeliest: all where their ranks are 1 to n, else all but the token that came from further down. */
function likeliest(listed: readonly Ranked[], came: Ranked): Ranked[] {
  const ranks = listed.map(({ rank }) => rank ?? Infinity).sort((a, b) => a - b);
  return ranks.every((rank, i) => rank === i + 1) ? [...listed] : listed.filter((one) => one !== came);
}

function tokenAt(listed: readonly Ranked[], known: unknown, where: string): RecordedToken {
  const came = known === undefined ? listed[0] : listed.find(({ id }) => id === known);
  if (came === undefined) throw unreadable(where, `token ${String(known)} of the prompt is not in its list`);
  const candidates = likeliest(listed, came).map(({ rank: _, ...one }) => one);
  return {
    id: came.id,
    text: came.text,
    logProbability: came.logProbability,
    candidates: likeliestFirst(candidates),
  };
}

function tokensOf(lists: readonly unknown[], ids: unknown, where: string): RecordedToken[] {
  const known = Array.isArray(ids) && ids.length === lists.length ? (ids as unknown[]) : undefined;
  const ranked = lists.map((one, i) => {
    if (one !== null && !isJson(one))
      throw unreadable(where, `prompt_logprobs[${i}] is no object and not null`);
    return one === null ? null : rankedOf(one, `${where}, prompt token ${i}`);
  });
  const several = ranked.filter((one) => one !== null && one.length > 1) as Ranked[][];
  if (known === undefined && several.length >= ENOUGH && several.every(ascending)) {
    throw unreadable(
      where,
      "the ids under prompt_logprobs were sorted, which loses the prompt's own tokens (the first of each); " +
        "keep the server's order, or ask for return_token_ids",
    );
  }
  return ranked.map((listed, i) =>
    listed === null
      ? { id: Number(known?.[i] ?? Number.NaN) || null, text: "", logProbability: null, candidates: [] }
      : tokenAt(listed, known?.[i], `${where}, prompt token ${i}`),
  );
}

/** Tokens of the prompt itself, which vLLM puts into the body or into its choice; none where they were not asked for. */
export function promptTokens(body: Json, choice: Json, where: string): RecordedToken[] {
  const lists = choice.prompt_logprobs ?? body.prompt_logprobs;
  const ids = choice.prompt_token_ids ?? body.prompt_token_ids;
  return Array.isArray(lists) ? tokensOf(lists, ids, where) : [];
}

/** `prompt_logprobs` by itself, as vLLM's Python objects are saved. */
export const vllmPrompt: Provider = {
  name: "vLLM prompt_logprobs",
  recognises: (body) => Array.isArray(body.prompt_logprobs) && body.choices === undefined,
  read: (body, where) => [{ tokens: promptTokens(body, body, where) }],
};
