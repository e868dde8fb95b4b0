import { llamaServer } from "./llama-server.ts";
import { lmEval } from "./lm-eval.ts";
import { ollama } from "./ollama.ts";
import { openaiChat } from "./openai-chat.ts";
import { openaiCompletions } from "./openai-completions.ts";
import { openaiResponses } from "./openai-responses.ts";
import { plainText } from "./plain-text.ts";
import type { Provider } from "./provider.ts";
import { tgi } from "./tgi.ts";
import { vllmPrompt } from "./vllm-prompt.ts";

/** Every way of writing responses that is read, the more telling first. */
export const PROVIDERS: readonly Provider[] = [
  openaiChat,
  openaiCompletions,
  openaiResponses,
  vllmPrompt,
  llamaServer,
  tgi,
  ollama,
  lmEval,
  plainText,
];
