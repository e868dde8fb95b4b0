import { RelentError } from "@relent/core";
import type { Endpoint } from "../record/endpoint-types.ts";
import { TEXTS } from "../record/texts.ts";
import type { RecordedDocument, TopRecording } from "../recording.ts";
import { type Rounding, roundingOf } from "../responses/rounding.ts";
import { type AskOptions, refuse } from "./options.ts";
import { answersByPrompt } from "./prompt-ids.ts";

/** A side that answers: from a recording at once, from an endpoint when asked. */
export interface Answering {
  readonly ids: ReadonlySet<string>;
  /** Requests that one prompt takes; 0 of a recording. */
  readonly cost: number;
  /** The fewest answers to a prompt. */
  readonly fewest: number;
  readonly rounding: Rounding;
  answers(id: string): Promise<readonly RecordedDocument[]>;
}

/** A recording by the prompts that it answers. */
export function recorded({ contents, rounding }: TopRecording): Answering {
  const prompts = answersByPrompt(contents);
  return {
    ids: new Set(prompts.keys()),
    cost: 0,
    fewest: Math.min(...Array.from(prompts.values(), (answers) => answers.length)),
    rounding: rounding ?? roundingOf(contents),
    answers: async (id) => prompts.get(id) ?? [],
  };
}

/** An endpoint by the prompts that it is to be asked. */
export function asked(side: Endpoint, options: AskOptions): Answering {
  const { prompts, texts = false, samples = texts ? TEXTS.samples : 1, ...rest } = options;
  const { temperature = texts ? TEXTS.temperature : 0 } = rest;
  if (prompts === undefined || prompts.length === 0) {
    throw new RelentError(
      "invalid-argument",
      `verify: ${side.name} is an endpoint and there is nothing to ask it; give prompts`,
    );
  }
  if (texts && samples < 2) {
    refuse("samples", samples, "at least 2: texts alone are compared as samples of both sides");
  }
  const byId = new Map(prompts.map(({ id, prompt }) => [id, prompt]));
  return {
    ids: new Set(byId.keys()),
    cost: samples,
    fewest: samples,
    rounding: { grid: 0 },
    answers: (id) => side.complete(byId.get(id)!, { ...rest, texts, temperature, samples, id }),
  };
}
