import type { RecordedToken } from "../recording.ts";
import { likeliestFirst, readToken } from "./listed-tokens.ts";
import type { Provider } from "./provider.ts";
import { isJson, type Json, listOf, unreadable } from "./shape.ts";

function tokensOf(details: Json, where: string): RecordedToken[] {
  const came = listOf(details.tokens);
  if (came === undefined) throw unreadable(where, "details.tokens is missing; ask for details: true");
  const lists = Array.isArray(details.top_tokens) ? details.top_tokens : [];
  return [
    ...(listOf(details.prefill) ?? []).map((token) => ({ ...readToken(token, where), candidates: [] })),
    ...came.map((token, i) => ({
      ...readToken(token, where),
      candidates: likeliestFirst((listOf(lists[i]) ?? []).map((one) => readToken(one, where))),
    })),
  ];
}

/** `details.{prefill, tokens, top_tokens}`, of Text Generation Inference. */
export const tgi: Provider = {
  name: "Text Generation Inference",
  recognises: (body) => typeof body.generated_text === "string",
  read({ details, generated_text }, where) {
    const text = generated_text as string;
    return [
      isJson(details)
        ? { tokens: tokensOf(details, where), text }
        : { tokens: [], text, missing: "details is missing; ask for details: true and top_n_tokens: 20" },
    ];
  },
};
