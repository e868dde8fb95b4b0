import type { RecordedDocument } from "../recording.ts";

/** One turn of a conversation. */
export interface Message {
  readonly role: string;
  readonly content: string;
}

/** What a model is asked: a text to go on from, or a conversation to answer. */
export type Prompt = string | readonly Message[];

/** The ways of asking: OpenAI's chat and completions, llama-server's own, and vLLM's scores of the prompt itself. */
export type RequestFormat = "chat" | "completions" | "llama-server" | "vllm-prompt";

/** How an endpoint is reached. */
export interface EndpointOptions {
  /** Default `"chat"`. */
  readonly format?: RequestFormat;
  readonly model?: string;
  /** Sent as a bearer token and kept nowhere else. */
  readonly key?: string;
  /** Most requests a second; no limit where absent. */
  readonly rate?: number;
  /** How often a request that failed for a while is sent again; default 5. */
  readonly retries?: number;
  /** Milliseconds after which a request without an answer is given up; default 120,000. */
  readonly timeout?: number;
  /** Sampling temperature; default 0. */
  readonly temperature?: number;
  /** Seeds the jitter of the waits between retries; default 1. */
  readonly jitterSeed?: number;
}

/** What one call asks for. */
export interface CompleteOptions {
  /** Completions of the same prompt, each a request of its own; default 1. */
  readonly samples?: number;
  /** Most tokens of a completion; default 16. With `"completions"` 0 scores the prompt itself. */
  readonly maxTokens?: number;
  /** Likeliest tokens asked for at each place; default 20. */
  readonly top?: number;
  /** Ask for no log-probabilities and take the text alone, of providers that give none; default false. */
  readonly texts?: boolean;
  /** Sent with the first sample, and one more with each that follows; none is sent where absent. */
  readonly seed?: number;
  readonly temperature?: number;
  readonly signal?: AbortSignal;
  /** The id of the documents; samples of one prompt are `id#1`, `id#2`, …. Default `"prompt"`. */
  readonly id?: string;
}

/** A model behind an address. */
export interface Endpoint {
  /** The address without credentials or query, by which reports name it. */
  readonly name: string;
  /** Completions of a prompt with the log-probabilities of their tokens, one document a sample. */
  complete(prompt: Prompt, options?: CompleteOptions): Promise<RecordedDocument[]>;
}
