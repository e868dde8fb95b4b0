import { listedTokens } from "./listed-tokens.ts";
import type { Answer, Provider } from "./provider.ts";
import { isJson, type Json, listOf } from "./shape.ts";
import { promptTokens } from "./vllm-prompt.ts";

const contentOf = (choice: Json): unknown => {
  const { logprobs } = choice;
  return isJson(logprobs) ? logprobs.content : undefined;
};

const MISSING = "a choice has no logprobs; ask for them with logprobs: true and top_logprobs: 20";

function answerOf(body: Json, choice: Json, where: string): Answer {
  const before = promptTokens(body, choice, where);
  const content = contentOf(choice) ?? undefined;
  const said = isJson(choice.message) ? choice.message.content : undefined;
  const text = typeof said === "string" ? { text: said } : {};
  if (content !== undefined) return { tokens: [...before, ...listedTokens(content, where)], ...text };
  return before.length > 0 || said === ""
    ? { tokens: before, ...text }
    : { tokens: [], ...text, missing: MISSING };
}

/** `choices[].logprobs.content[]`, of chat completions everywhere and of llama-server's completions. */
export const openaiChat: Provider = {
  name: "chat completions",
  recognises: (body) =>
    (listOf(body.choices) ?? []).some((choice) => isJson(choice.message) || contentOf(choice) !== undefined),
  read: (body, where) => (listOf(body.choices) ?? []).map((choice) => answerOf(body, choice, where)),
};
