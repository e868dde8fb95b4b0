import { listedTokens } from "./listed-tokens.ts";
import type { Provider } from "./provider.ts";
import { type Json, listOf, unreadable } from "./shape.ts";

const partsOf = (body: Json): Json[] =>
  (listOf(body.output) ?? []).flatMap((item) => listOf(item.content) ?? []);

/** `output[].content[].logprobs[]`, of OpenAI's Responses API. */
export const openaiResponses: Provider = {
  name: "responses",
  recognises: (body) => Array.isArray(body.output),
  read(body, where) {
    const parts = partsOf(body).filter((part) => Array.isArray(part.logprobs));
    if (parts.length === 0) {
      throw unreadable(
        where,
        'no part has logprobs; ask for them with include: ["message.output_text.logprobs"] and top_logprobs: 20',
      );
    }
    return [{ tokens: parts.flatMap((part) => listedTokens(part.logprobs, where)) }];
  },
};
