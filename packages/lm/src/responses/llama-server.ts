import { listedTokens } from "./listed-tokens.ts";
import type { Provider } from "./provider.ts";
import type { Json } from "./shape.ts";

const listsOf = (body: Json): unknown => body.completion_probabilities ?? body.probs;

/** `completion_probabilities[]` (or `probs[]`) beside `content`, of llama-server's `/completion`. */
export const llamaServer: Provider = {
  name: "llama-server",
  recognises: (body) =>
    Array.isArray(listsOf(body)) || (typeof body.content === "string" && typeof body.stop === "boolean"),
  read(body, where) {
    const lists = listsOf(body);
    const text = typeof body.content === "string" ? { text: body.content } : {};
    return [
      Array.isArray(lists)
        ? { tokens: listedTokens(lists, where), ...text }
        : { tokens: [], ...text, missing: "there are no probabilities; ask for them with n_probs: 20" },
    ];
  },
};
