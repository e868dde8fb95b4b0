import type { Candidate, RecordedToken } from "../recording.ts";

type Named = Pick<Candidate, "id" | "text">;

/** How tokens are told apart: by id, or by text where some have none. */
export type NameOf = (token: Named) => number | string;

const byId: NameOf = (token) => token.id!;
const byText: NameOf = (token) => token.text;

const hasIds = (token: RecordedToken): boolean =>
  token.id !== null && token.candidates.every((candidate) => candidate.id !== null);

/** Names by id where every token and candidate has one; by text otherwise. */
export function candidateNames(tokens: Iterable<RecordedToken>): NameOf {
  for (const token of tokens) if (!hasIds(token)) return byText;
  return byId;
}

/** log(e^a + e^b), for tokens of one text: bytes of one character are listed under the same sign. */
const joined = (a: number, b: number): number => Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));

/** The log-probability of every token that is told at a place, the one that was chosen among them. */
export function listedLogs(place: RecordedToken, nameOf: NameOf): Map<number | string, number> {
  const logs = new Map<number | string, number>();
  for (const candidate of place.candidates) {
    const name = nameOf(candidate);
    const before = logs.get(name);
    const log = candidate.logProbability;
    logs.set(name, before === undefined || !Number.isFinite(log) ? log : joined(before, log));
  }
  const chosen = nameOf(place);
  if (place.logProbability !== null && !logs.has(chosen)) logs.set(chosen, place.logProbability);
  return logs;
}
