import { RelentError } from "@relent/core";
import type { Prompt, RequestFormat } from "./endpoint-types.ts";

/** What a request asks for. */
export interface Ask {
  readonly model?: string;
  readonly maxTokens: number;
  /** Likeliest tokens at each place; null where the text alone is wanted. */
  readonly top: number | null;
  readonly temperature: number;
  readonly seed?: number;
}

interface FormatOfRequest {
  /** Where such a server listens. */
  readonly path: string;
  /** What there is to do about an answer without log-probabilities. */
  readonly otherwise: string;
  body(prompt: Prompt, ask: Ask): Readonly<Record<string, unknown>>;
}

function textOf(prompt: Prompt, format: string): string {
  if (typeof prompt === "string") return prompt;
  throw new RelentError(
    "invalid-argument",
    `endpoint: ${format} takes texts, and this prompt is a conversation; use the format chat`,
  );
}

function scoring(top: number | null): number {
  if (top !== null) return top;
  throw new RelentError(
    "invalid-argument",
    "endpoint: vllm-prompt scores prompts and its answers have no texts of interest; use chat or completions for texts",
  );
}

const shared = ({ model, temperature, seed }: Ask) => ({
  ...(model !== undefined && { model }),
  temperature,
  ...(seed !== undefined && { seed }),
});

const TEXTS_ALONE = "--texts takes texts alone";

/**
 * How each kind of server is asked.
 *
 * One token at least is asked for, also where the prompt is scored: servers take 0 for as many as there is room for.
 */
export const REQUEST_FORMATS: Readonly<Record<RequestFormat, FormatOfRequest>> = {
  chat: {
    path: "/v1/chat/completions",
    otherwise: TEXTS_ALONE,
    body: (prompt, ask) => ({
      ...shared(ask),
      messages: typeof prompt === "string" ? [{ role: "user", content: prompt }] : prompt,
      max_tokens: ask.maxTokens,
      ...(ask.top !== null && { logprobs: true, top_logprobs: ask.top }),
    }),
  },
  completions: {
    path: "/v1/completions",
    otherwise: TEXTS_ALONE,
    body: (prompt, ask) => ({
      ...shared(ask),
      prompt: textOf(prompt, "completions"),
      max_tokens: Math.max(1, ask.maxTokens),
      ...(ask.top !== null && { logprobs: ask.top }),
      ...(ask.maxTokens === 0 && { echo: true }),
    }),
  },
  "llama-server": {
    path: "/completion",
    otherwise: TEXTS_ALONE,
    body: (prompt, ask) => ({
      ...shared(ask),
      prompt: textOf(prompt, "llama-server"),
      n_predict: ask.maxTokens,
      ...(ask.top !== null && { n_probs: ask.top }),
      cache_prompt: false,
    }),
  },
  "vllm-prompt": {
    path: "/v1/completions",
    otherwise: "vLLM scores prompts so (prompt_logprobs), and few others do",
    body: (prompt, ask) => ({
      ...shared(ask),
      prompt: textOf(prompt, "vllm-prompt"),
      max_tokens: Math.max(1, ask.maxTokens),
      prompt_logprobs: scoring(ask.top),
      return_token_ids: true,
    }),
  },
};
