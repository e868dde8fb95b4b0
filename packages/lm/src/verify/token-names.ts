import type { Candidate, RecordedToken } from "../recording.ts";

type Named = Pick<Candidate, "id" | "text">;

/** How tokens are told apart: by id, or by text where some have none. */
export type NameOf = (token: Named) => number | string;

const byId: NameOf = (token) => token.id!;
const byText: NameOf = (token) => token.text;

const hasIds = (token: RecordedToken): boolean =>
  token.id !== null && token.candidates.every((candidate) => candidate.id !== null);

/** Names by id where every token and candidate has one; by text otherwise. */
export function nameOfAll(tokens: Iterable<RecordedToken>): NameOf {
  for (const token of tokens) if (!hasIds(token)) return byText;
  return byId;
}

/**
 * The log-probability of every token that is told at a place, candidates first, the one that came last where it is not
 * among them. Of several with one name the likeliest.
 */
export function listedLogs(place: RecordedToken, nameOf: NameOf): Map<number | string, number> {
  const logs = new Map<number | string, number>();
  for (const candidate of place.candidates) {
    const name = nameOf(candidate);
    if (!logs.has(name)) logs.set(name, candidate.logProbability);
  }
  const chosen = nameOf(place);
  if (place.logProbability !== null && !logs.has(chosen)) logs.set(chosen, place.logProbability);
  return logs;
}
