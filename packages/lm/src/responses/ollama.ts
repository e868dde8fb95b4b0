import { listedTokens } from "./listed-tokens.ts";
import type { Provider } from "./provider.ts";
import { isJson } from "./shape.ts";

const MISSING = "there are no logprobs; ask for them with logprobs: true and top_logprobs: 20";

/** `logprobs[]` beside `response` or `message`, of Ollama's `/api/generate` and `/api/chat`, streamed or whole. */
export const ollama: Provider = {
  name: "Ollama",
  recognises: (body) =>
    typeof body.done === "boolean" && (typeof body.response === "string" || isJson(body.message)),
  read(body, where) {
    const text = String((isJson(body.message) ? body.message.content : body.response) ?? "");
    const logprobs = body.logprobs ?? undefined;
    return [
      {
        tokens: logprobs === undefined ? [] : listedTokens(logprobs, where),
        text,
        goesOn: body.done === false,
        ...(logprobs === undefined && text !== "" && { missing: MISSING }),
      },
    ];
  },
};
