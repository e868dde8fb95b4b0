import { RelentError } from "@relent/core";
import type { NamedPrompt } from "../record/prompts.ts";
import type { Recording } from "../recording.ts";

/** How endpoints are asked. */
export interface AskOptions {
  /** What is asked; only needed where a side is an endpoint. */
  readonly prompts?: readonly NamedPrompt[];
  /** Ask endpoints for no log-probabilities and compare texts alone, of providers that give none (default false). */
  readonly texts?: boolean;
  /** Answers to each prompt (default 1, two and more also compare texts; of texts alone 10). */
  readonly samples?: number;
  /** Tokens of an answer at most (default 16). */
  readonly maxTokens?: number;
  /** Likeliest tokens asked for at each place (default 20). */
  readonly top?: number;
  /** Sampling temperature (default 0; of texts alone 1). */
  readonly temperature?: number;
  readonly signal?: AbortSignal;
}

/** How two sides are verified. */
export interface VerifyOptions extends AskOptions {
  /** Mean total variation up to which two sides are the same model (default 0.02, or by `self`). */
  readonly tolerance?: number;
  /** MMD² of answers up to which they are the same, where no probabilities tell (default 0.01, or by `self`). */
  readonly textTolerance?: number;
  /** The chance of a wrong verdict, at most (default 0.05). */
  readonly alpha?: number;
  /** A second recording of the reference: its own noise sets the tolerances. */
  readonly self?: Recording;
  /** Requests at most, where a side is an endpoint (default: every prompt once). */
  readonly budget?: number;
  /** Prompts under way at once, where a side is an endpoint (default 4). */
  readonly concurrency?: number;
  /** Seeds the order of prompts and the permutations (default 1). */
  readonly seed?: number | string;
  /** Permutations of the tests of equality at most (default 9,999). */
  readonly draws?: number;
  /** Hears the share that is done. */
  readonly progress?: (done: number) => void;
}

/** Fails with the option's name, what it is and what it may be. */
export function refuse(name: string, value: number, allowed: string): never {
  throw new RelentError("invalid-argument", `verify: ${name} = ${value}; it must be ${allowed}`, { value });
}

/** Ends the work where the reader does not want it any more. */
export function stopIf(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new RelentError("interrupted", "verify: comparing two models: interrupted before it was done");
  }
}
