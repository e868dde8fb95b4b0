import type { Candidate, RecordedToken } from "../recording.ts";
import { logProbability } from "./log-probability.ts";
import { isJson, type Json, listOf, unreadable } from "./shape.ts";
import { tokenName } from "./token-text.ts";

/** Likeliest first; what the provider did not list (−9999) is left out. */
export const likeliestFirst = (
  listed: readonly (Omit<Candidate, "logProbability"> & { readonly logProbability: number | null })[],
): Candidate[] =>
  listed
    .filter((one): one is Candidate => one.logProbability !== null)
    .sort((a, b) => b.logProbability - a.logProbability);

/** `{token, logprob, …}` → a candidate. */
const candidate = (token: Json, where: string) => ({
  ...tokenName(token),
  logProbability: logProbability(token.logprob, where),
});

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
  return {
    ...candidate(token, where),
    candidates: likeliestFirst((listOf(token.top_logprobs) ?? []).map((one) => candidate(one, where))),
  };
}

/** A list of such tokens. */
export function listedTokens(value: unknown, where: string): RecordedToken[] {
  if (!Array.isArray(value)) throw unreadable(where, "the tokens' log-probabilities are no list");
  return value.map((one: unknown, i) => {
    if (!isJson(one)) throw unreadable(where, `token ${i} is ${String(one)}; it must be an object`);
    return listedToken(one, `${where}, token ${i}`);
  });
}
