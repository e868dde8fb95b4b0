import type { TopLists } from "./estimate/places.ts";
import type { Candidate, FullRecording } from "./recording.ts";

/** The k likeliest tokens of a row, likeliest first, the lower id first of equals. */
export function likeliest(logProbabilities: Float64Array, k: number): Candidate[] {
  const ids: number[] = [];
  for (let id = 0; id < logProbabilities.length; id++) {
    const value = logProbabilities[id]!;
    if (value === Number.NEGATIVE_INFINITY) continue;
    if (ids.length === k && value <= logProbabilities[ids[k - 1]!]!) continue;
    let at = ids.length;
    while (at > 0 && logProbabilities[ids[at - 1]!]! < value) at--;
    ids.splice(at, 0, id);
    if (ids.length > k) ids.pop();
  }
  return ids.map((id) => ({ id, text: "", logProbability: logProbabilities[id]! }));
}

/** Reads single rows of two full recordings for what each finds likeliest there. */
export function fullLists(base: FullRecording, model: FullRecording, k: number): TopLists {
  const row = new Float64Array(base.vocabulary);
  const of = async (recording: FullRecording, index: number): Promise<Candidate[]> => {
    await recording.logProbabilities(index, row);
    return likeliest(row, k);
  };
  return async (index) => ({ base: await of(base, index), model: await of(model, index) });
}
