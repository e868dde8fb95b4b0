import { createHash } from "node:crypto";
import { RelentError } from "@relent/core";
import { RECORD_SCHEMA } from "../responses/envelope.ts";
import { sampleId } from "../sample-id.ts";
import type { RequestFormat } from "./endpoint-types.ts";
import type { NamedPrompt } from "./prompts.ts";
import type { RecordOptions } from "./record-types.ts";
import type { RecordingHeader } from "./recording-file.ts";
import { REQUEST_FORMATS } from "./request-format.ts";
import { TEXTS } from "./texts.ts";

/** One request: an answer to a prompt. */
export interface Job {
  readonly id: string;
  readonly body: string;
  /** Tells whether an id was asked the same before. */
  readonly asked: string;
}

const digest = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** What a recording is made with, for its first line. */
export function headerOf(options: RecordOptions, endpoint: string): RecordingHeader {
  const { format = "chat", model, top = 20, maxTokens = 128, seed, texts = false } = options;
  const { temperature = texts ? TEXTS.temperature : 0, samples = texts ? TEXTS.samples : 1 } = options;
  return {
    schema: RECORD_SCHEMA,
    endpoint,
    format,
    model: model ?? null,
    top: texts ? null : top,
    maxTokens,
    temperature,
    seed: seed ?? null,
    samples,
  };
}

/** Every request of a run: each prompt as often as it is sampled. */
export function jobsOf(prompts: readonly NamedPrompt[], header: RecordingHeader): Job[] {
  const { model, top, maxTokens, temperature, seed, samples } = header;
  const { body } = REQUEST_FORMATS[header.format as RequestFormat];
  return prompts.flatMap(({ id, prompt }) =>
    Array.from({ length: samples }, (_, sample): Job => {
      const request = body(prompt, {
        ...(model !== null && { model }),
        maxTokens,
        top,
        temperature,
        ...(seed !== null && { seed: seed + sample }),
      });
      const text = JSON.stringify(request);
      return { id: sampleId(id, sample, samples), body: text, asked: digest(text) };
    }),
  );
}

/**
 * The requests that a file has no answer to.
 *
 * @throws RelentError "incompatible" where it answers another prompt of the same id.
 */
export function unanswered(jobs: readonly Job[], done: ReadonlyMap<string, string>, output: string): Job[] {
  return jobs.filter(({ id, asked }) => {
    const before = done.get(id);
    if (before !== undefined && before !== asked) {
      throw new RelentError(
        "incompatible",
        `record: ${output} has an answer of ${id} to another prompt; give a new file, or another id`,
        { value: id },
      );
    }
    return before === undefined;
  });
}
