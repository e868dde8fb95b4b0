import { RelentError } from "@relent/core";
import type { Endpoint } from "../record/endpoint-types.ts";
import type { NamedPrompt } from "../record/prompts.ts";
import type { FullRecording, RecordedDocument, Recording, TopRecording } from "../recording.ts";
import { type Rounding, roundingOf } from "../responses/rounding.ts";
import { rowsByDocument } from "../rows-by-document.ts";
import { type Observation, observe } from "./observation.ts";
import { answersByPrompt } from "./prompt-ids.ts";
import type { SideInfo } from "./result.ts";
import { checkWhole, wholeDistances } from "./whole-distance.ts";

/** What can be verified: what was recorded, or an endpoint that is asked while the test goes on. */
export type Side = Recording | Endpoint;

/** How endpoints are asked. */
export interface AskOptions {
  /** What is asked; only needed where a side is an endpoint. */
  readonly prompts?: readonly NamedPrompt[];
  /** Answers to each prompt (default 1; two and more also compare texts). */
  readonly samples?: number;
  /** Tokens of an answer at most (default 16). */
  readonly maxTokens?: number;
  /** Likeliest tokens asked for at each place (default 20). */
  readonly top?: number;
  /** Sampling temperature (default 0). */
  readonly temperature?: number;
  readonly signal?: AbortSignal;
}

/** Two sides made ready: which prompts both have, and what is seen on one of them. */
export interface Pairing {
  /** What is bet on once: an answered prompt, or a chunk of a text that both scored. */
  readonly unit: "prompt" | "chunk";
  readonly ids: readonly string[];
  readonly onlyReference: number;
  readonly onlyCandidate: number;
  /** Requests that one prompt costs; 0 between recordings. */
  readonly cost: number;
  /** The fewest answers to a prompt on each side. */
  readonly fewest: readonly [reference: number, candidate: number];
  /** Total variation that rounding of the recorded numbers alone can make. */
  readonly rounding: number;
  observe(id: string): Promise<Observation>;
}

export const isEndpoint = (side: Side): side is Endpoint => "complete" in side;

/** How a side is named in a result. */
export const sideInfo = (side: Side): SideInfo =>
  isEndpoint(side) ? { name: side.name, format: "endpoint" } : { name: side.name, format: side.format };

/** A side that answers: from a recording at once, from an endpoint when asked. */
interface Answering {
  readonly ids: ReadonlySet<string>;
  readonly cost: number;
  readonly fewest: number;
  readonly rounding: Rounding;
  answers(id: string): Promise<readonly RecordedDocument[]>;
}

function recorded(side: TopRecording): Answering {
  const prompts = answersByPrompt(side.contents);
  return {
    ids: new Set(prompts.keys()),
    cost: 0,
    fewest: Math.min(...Array.from(prompts.values(), (answers) => answers.length)),
    rounding: roundingOf(side.contents),
    answers: async (id) => prompts.get(id) ?? [],
  };
}

function asked(side: Endpoint, { prompts, samples = 1, ...options }: AskOptions): Answering {
  if (prompts === undefined || prompts.length === 0) {
    throw new RelentError(
      "invalid-argument",
      `verify: ${side.name} is an endpoint and there is nothing to ask it; give prompts`,
    );
  }
  const byId = new Map(prompts.map(({ id, prompt }) => [id, prompt]));
  return {
    ids: new Set(byId.keys()),
    cost: samples,
    fewest: samples,
    rounding: { grid: 0 },
    answers: (id) => side.complete(byId.get(id)!, { ...options, samples, id }),
  };
}

const NO_ANSWERS = { reference: [], candidate: [] } as const;

function wholePairing(reference: FullRecording, candidate: FullRecording): Pairing {
  checkWhole(reference, candidate);
  const [rows, others] = [rowsByDocument(reference), rowsByDocument(candidate)];
  const distance = wholeDistances(reference, candidate);
  const ids = [...rows.keys()].filter((id) => others.has(id));
  return {
    unit: "chunk",
    ids,
    onlyReference: rows.size - ids.length,
    onlyCandidate: others.size - ids.length,
    cost: 0,
    fewest: [0, 0],
    rounding: 0,
    observe: async (id) => ({
      id,
      distance: await distance(rows.get(id)!, others.get(id)!),
      discrepancy: null,
      answers: NO_ANSWERS,
    }),
  };
}

/** Joins two sides by their prompts. */
export function pairSides(reference: Side, candidate: Side, options: AskOptions): Pairing {
  const answering = (side: Side): Answering | FullRecording =>
    isEndpoint(side) ? asked(side, options) : side.kind === "full" ? side : recorded(side);
  const [a, b] = [answering(reference), answering(candidate)];
  if ("kind" in a && "kind" in b) return wholePairing(a, b);
  if ("kind" in a || "kind" in b) {
    const [whole, other] = "kind" in a ? [reference, candidate] : [candidate, reference];
    throw new RelentError(
      "incompatible",
      `verify: ${whole.name} holds whole distributions of a text and ${other.name} answers with their likeliest tokens; record both in the same way`,
    );
  }
  const ids = [...a.ids].filter((id) => b.ids.has(id));
  return {
    unit: "prompt",
    ids,
    onlyReference: a.ids.size - ids.length,
    onlyCandidate: b.ids.size - ids.length,
    cost: a.cost + b.cost,
    fewest: [a.fewest, b.fewest],
    rounding: (a.rounding.grid + b.rounding.grid) / 4,
    async observe(id) {
      const [first, second] = await Promise.all([a.answers(id), b.answers(id)]);
      return observe(id, { reference: first, candidate: second }, [a.rounding, b.rounding]);
    },
  };
}
