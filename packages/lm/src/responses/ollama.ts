import { listedTokens } from "./listed-tokens.ts";
import type { Provider } from "./provider.ts";
import { isJson, unreadable } from "./shape.ts";

/** `logprobs[]` beside `response` or `message`, of Ollama's `/api/generate` and `/api/chat`, streamed or whole. */
export const ollama: Provider = {
  name: "Ollama",
  recognises: (body) =>
    typeof body.done === "boolean" && (typeof body.response === "string" || isJson(body.message)),
  read(body, where) {
    const missing = body.logprobs === undefined || body.logprobs === null;
    const said = isJson(body.message) ? body.message.content : body.response;
    if (missing && said !== "") {
      throw unreadable(where, "there are no logprobs; ask for them with logprobs: true and top_logprobs: 20");
    }
    return [{ tokens: missing ? [] : listedTokens(body.logprobs, where), goesOn: body.done === false }];
  },
};
