import { RelentError } from "@relent/core";
import type { Endpoint } from "../record/endpoint-types.ts";
import type { FullRecording, Recording, TopRecording } from "../recording.ts";
import { rowsByDocument } from "../rows-by-document.ts";
import { asLists } from "../truncated/as-lists.ts";
import { type Answering, asked, recorded } from "./answering.ts";
import { type Observation, observe } from "./observation.ts";
import type { AskOptions } from "./options.ts";
import type { SideInfo } from "./result.ts";
import { checkWhole, wholeDistances } from "./whole-distance.ts";

/** What can be verified: what was recorded, or an endpoint that is asked while the test goes on. */
export type Side = Recording | Endpoint;

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

const isWhole = (side: Side): side is FullRecording => !isEndpoint(side) && side.kind === "full";

/** How a side is named in a result. */
export const sideInfo = (side: Side): SideInfo =>
  isEndpoint(side) ? { name: side.name, format: "endpoint" } : { name: side.name, format: side.format };

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

/** What a whole recording says wherever the other side, which lists the likeliest tokens, speaks. */
async function beside(
  whole: FullRecording,
  other: TopRecording | Endpoint,
  { signal }: AskOptions,
): Promise<TopRecording> {
  if (isEndpoint(other)) {
    throw new RelentError(
      "incompatible",
      `verify: ${whole.name} holds whole distributions of a text, which an endpoint is not asked for; let ${other.name} score that text first (relent lm record --format vllm-prompt) and give the file`,
    );
  }
  return asLists(whole, other, { doing: "verify", ...(signal !== undefined && { signal }) });
}

const answering = (side: TopRecording | Endpoint, options: AskOptions): Answering =>
  isEndpoint(side) ? asked(side, options) : recorded(side);

/**
 * Joins two sides by their prompts.
 *
 * @throws RelentError "incompatible" where they did not record the same.
 */
export async function pairSides(reference: Side, candidate: Side, options: AskOptions): Promise<Pairing> {
  if (isWhole(reference)) {
    if (isWhole(candidate)) return wholePairing(reference, candidate);
    return pairSides(await beside(reference, candidate, options), candidate, options);
  }
  if (isWhole(candidate)) return pairSides(reference, await beside(candidate, reference, options), options);
  const [a, b] = [answering(reference, options), answering(candidate, options)];
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
