import type { Candidate, RecordedToken } from "../recording.ts";
import { logProbability } from "./log-probability.ts";
import { isJson, type Json, listOf, unreadable } from "./shape.ts";
import { tokenName } from "./token-text.ts";

/** A token with the log-probability that was read, null where it is not in the provider's list. */
export interface ReadToken {
  readonly id: number | null;
  readonly text: string;
  readonly logProbability: number | null;
}

const isListed = (one: ReadToken): one is Candidate => one.logProbability !== null;

/** Likeliest first; what the provider did not list (−9999) is left out. */
export function likeliestFirst(listed: readonly ReadToken[]): Candidate[] {
  const kept = listed.every(isListed) ? [...listed] : listed.filter(isListed);
  return kept.sort((a, b) => b.logProbability - a.logProbability);
}

/** `{token, logprob, …}` as it is read; recordings hold millions, so all are made alike and small. */
export function readToken(token: Json, where: string): ReadToken {
  const { id, text } = tokenName(token);
  return { id, text, logProbability: logProbability(token.logprob, where) };
}

/** Refuses probabilities that a sampler has already reshaped: they are not the model's. */
function refuseReshaped(token: Json, where: string): void {
  if (token.logprob !== undefined || (token.prob === undefined && token.probs === undefined)) return;
  throw unreadable(
    where,
    "these are probabilities after sampling (post_sampling_probs); record without it, so that they are the model's",
  );
}

/** A token with its list, as OpenAI's chat, llama-server and Ollama write it: `{token, logprob, top_logprobs: […]}`. */
export function listedToken(token: Json, where: string): RecordedToken {
  refuseReshaped(token, where);
  const { id, text, logProbability } = readToken(token, where);
  const listed = (listOf(token.top_logprobs) ?? []).map((one) => readToken(one, where));
  return { id, text, logProbability, candidates: likeliestFirst(listed) };
}

/** A list of such tokens. */
export function listedTokens(value: unknown, where: string): RecordedToken[] {
  if (!Array.isArray(value)) throw unreadable(where, "the tokens' log-probabilities are no list");
  return value.map((one: unknown, i) => {
    if (!isJson(one)) throw unreadable(where, `token ${i} is ${String(one)}; it must be an object`);
    return listedToken(one, `${where}, token ${i}`);
  });
}
