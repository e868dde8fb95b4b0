import type { Candidate, RecordedToken } from "../recording.ts";
import type { Rounding } from "../responses/rounding.ts";
import { type Key, type Listed, type ListedMass, listedMass } from "./listed-mass.ts";
import type { Naming } from "./naming.ts";
import type { Row } from "./rows.ts";

/** Names that stand for several tokens of a list: parts of a character are all written as the same sign. */
export function repeated(tokens: readonly RecordedToken[], keyOf: Naming["keyOf"]): ReadonlySet<Key> {
  const twice = new Set<Key>();
  for (const { candidates } of tokens) {
    const seen = new Set<Key>();
    for (const candidate of candidates) {
      const key = keyOf(candidate);
      if (seen.has(key)) twice.add(key);
      seen.add(key);
    }
  }
  return twice;
}

function listedAt(token: RecordedToken, keyOf: Naming["keyOf"]): Listed[] {
  const listed: Listed[] = token.candidates.map((one) => ({
    key: keyOf(one),
    logProbability: one.logProbability,
    likeliest: true,
  }));
  const put = (one: Pick<Candidate, "id" | "text">, logProbability: number): void => {
    const key = keyOf(one);
    if (!listed.some((known) => known.key === key)) listed.push({ key, logProbability, likeliest: false });
  };
  if (token.logProbability !== null) put(token, token.logProbability);
  for (const one of token.others ?? []) put(one, one.logProbability);
  return listed;
}

/** What both lists of a place say, outcomes that cannot be told apart left out of both. */
export function massesOf(
  { base, model }: Pick<Row, "base" | "model">,
  keyOf: Naming["keyOf"],
  roundings: readonly [Rounding, Rounding],
  [whereBase, whereModel]: readonly [base: string, model: string],
): [ListedMass, ListedMass] {
  const twice = repeated([base, model], keyOf);
  const of = (token: RecordedToken, rounding: Rounding, where: string): ListedMass => {
    const listed = listedAt(token, keyOf);
    const sure = listed.filter(({ key }) => !twice.has(key));
    const unsure = listed.filter(({ key }) => twice.has(key));
    return listedMass(sure, rounding, where, unsure);
  };
  return [of(base, roundings[0], whereBase), of(model, roundings[1], whereModel)];
}
