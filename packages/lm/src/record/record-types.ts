import type { EndpointOptions } from "./endpoint-types.ts";
import type { NamedPrompt } from "./prompts.ts";

/** What is recorded, of which endpoint, into which file. */
export interface RecordOptions extends EndpointOptions {
  readonly url: string;
  readonly prompts: readonly NamedPrompt[];
  /** The file; one that was begun with the same settings is gone on with. */
  readonly output: string;
  /** Completions of each prompt; default 1, of texts alone 10. */
  readonly samples?: number;
  /** Most tokens of a completion; default 128. With `"completions"` 0 scores the prompt itself. */
  readonly maxTokens?: number;
  /** Likeliest tokens asked for at each place; default 20. */
  readonly top?: number;
  /** Ask for no log-probabilities and record texts alone, of providers that give none; default false. */
  readonly texts?: boolean;
  /** Sent with the first sample, and one more with each that follows; none is sent where absent. */
  readonly seed?: number;
  /** Requests that are under way at once, at most; default 4. */
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
  /** Hears how many answers there are of how many. */
  readonly onProgress?: (done: number, all: number) => void;
}

/** An answer that could not be had. */
export interface RecordFailure {
  readonly id: string;
  readonly reason: string;
}

/** How a recording went. */
export interface RecordResult {
  readonly output: string;
  /** Answers that are in the file now. */
  readonly answers: number;
  /** Those of them that were there before. */
  readonly before: number;
  /** Tokens with log-probabilities that this run added. */
  readonly tokens: number;
  /** Bytes of a broken last line that were taken off before. */
  readonly discarded: number;
  readonly failures: readonly RecordFailure[];
}
