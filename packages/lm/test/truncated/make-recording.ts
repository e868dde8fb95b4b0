import type { Candidate, RecordedToken, TopRecording } from "../../src/recording.ts";

/** A token that came, with the list in its place: `[text, probability]` each. */
export interface Said {
  readonly text: string;
  /** Null where it was not recorded. */
  readonly probability: number | null;
  readonly top?: readonly (readonly [text: string, probability: number])[];
}

export const candidate = (text: string, probability: number, id: number | null = null): Candidate => ({
  id,
  text,
  logProbability: Math.log(probability),
});

export const token = (
  { text, probability, top = [] }: Said,
  idOf: (text: string) => number | null,
): RecordedToken => ({
  id: idOf(text),
  text,
  logProbability: probability === null ? null : Math.log(probability),
  candidates: top.map(([one, mass]) => candidate(one, mass, idOf(one))),
});

/** A recording of documents by id. */
export function recording(
  name: string,
  documents: Readonly<Record<string, readonly Said[]>>,
  idOf: (text: string) => number | null = () => null,
): TopRecording {
  const contents = Object.entries(documents).map(([id, tokens]) => ({
    id,
    tokens: tokens.map((one) => token(one, idOf)),
  }));
  return {
    kind: "top",
    name,
    format: "test",
    documents: contents.map(({ id }) => id),
    notes: [],
    contents,
    grid: 0,
  };
}
