import type { TopLists } from "./estimate/places.ts";
import { likeliest } from "./packed/likeliest.ts";
import type { Candidate, FullRecording } from "./recording.ts";

/** The k likeliest tokens of a row, likeliest first, the lower id first of equals; those without probability left out. */
export function candidatesOf(logProbabilities: Float64Array, k: number): Candidate[] {
  return Array.from(likeliest(logProbabilities, k), (id) => ({
    id,
    text: "",
    logProbability: logProbabilities[id]!,
  }))
    .filter(({ logProbability }) => logProbability > Number.NEGATIVE_INFINITY)
    .sort((a, b) => b.logProbability - a.logProbability || a.id - b.id);
}

/** Reads single rows of two full recordings for what each finds likeliest there. */
export function fullLists(base: FullRecording, model: FullRecording, k: number): TopLists {
  const row = new Float64Array(base.vocabulary);
  const of = async (recording: FullRecording, index: number): Promise<Candidate[]> => {
    await recording.logProbabilities(index, row);
    return candidatesOf(row, k);
  };
  return async (index) => ({ base: await of(base, index), model: await of(model, index) });
}
