import { listedTokens } from "./listed-tokens.ts";
import type { Answer, Provider } from "./provider.ts";
import { isJson, type Json, listOf, unreadable } from "./shape.ts";
import { promptTokens } from "./vllm-prompt.ts";

const contentOf = (choice: Json): unknown => {
  const { logprobs } = choice;
  return isJson(logprobs) ? logprobs.content : undefined;
};

function answerOf(body: Json, choice: Json, where: string): Answer {
  const before = promptTokens(body, choice, where);
  const content = contentOf(choice);
  if (content === undefined && before.length === 0) {
    throw unreadable(
      where,
      "a choice has no logprobs; ask for them with logprobs: true and top_logprobs: 20",
    );
  }
  return { tokens: [...before, ...(content === undefined ? [] : listedTokens(content ?? [], where))] };
}

/** `choices[].logprobs.content[]`, of chat completions everywhere and of llama-server's completions. */
export const openaiChat: Provider = {
  name: "chat completions",
  recognises: (body) =>
    (listOf(body.choices) ?? []).some((choice) => isJson(choice.message) || contentOf(choice) !== undefined),
  read: (body, where) => (listOf(body.choices) ?? []).map((choice) => answerOf(body, choice, where)),
};
