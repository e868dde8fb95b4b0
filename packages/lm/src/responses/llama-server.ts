import { listedTokens } from "./listed-tokens.ts";
import type { Provider } from "./provider.ts";

/** `completion_probabilities[]` (or `probs[]`), of llama-server's `/completion`. */
export const llamaServer: Provider = {
  name: "llama-server",
  recognises: (body) => Array.isArray(body.completion_probabilities) || Array.isArray(body.probs),
  read: (body, where) => [{ tokens: listedTokens(body.completion_probabilities ?? body.probs, where) }],
};
