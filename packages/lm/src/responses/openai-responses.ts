import { listedTokens } from "./listed-tokens.ts";
import type { Provider } from "./provider.ts";
import { type Json, listOf } from "./shape.ts";

const partsOf = (body: Json): Json[] =>
  (listOf(body.output) ?? []).flatMap((item) => listOf(item.content) ?? []);

const MISSING =
  'no part has logprobs; ask for them with include: ["message.output_text.logprobs"] and top_logprobs: 20';

/** `output[].content[].logprobs[]`, of OpenAI's Responses API. */
export const openaiResponses: Provider = {
  name: "responses",
  recognises: (body) => Array.isArray(body.output),
  read(body, where) {
    const parts = partsOf(body);
    const tokens = parts.flatMap(({ logprobs }) =>
      Array.isArray(logprobs) ? listedTokens(logprobs, where) : [],
    );
    const text = parts.map((part) => (typeof part.text === "string" ? part.text : "")).join("");
    return [tokens.length > 0 ? { tokens, text } : { tokens, text, missing: MISSING }];
  },
};
