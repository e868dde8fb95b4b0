import type { Candidate, RecordedToken } from "../recording.ts";
import { isNameless } from "../responses/nameless.ts";
import type { Rounding } from "../responses/rounding.ts";
import { type Key, type Listed, type ListedMass, listedMass } from "./listed-mass.ts";
import type { Naming } from "./naming.ts";
import type { Row } from "./rows.ts";

/** Names that stand for several tokens: those that a list holds twice, and texts that name none. */
export function ambiguous(tokens: readonly RecordedToken[], keyOf: Naming["keyOf"]): ReadonlySet<Key> {
  const unsure = new Set<Key>();
  for (const token of tokens) {
    const seen = new Set<Key>();
    for (const candidate of token.candidates) {
      const key = keyOf(candidate);
      if (seen.has(key)) unsure.add(key);
      seen.add(key);
    }
    for (const one of [token, ...token.candidates]) {
      const key = keyOf(one);
      if (typeof key === "string" && isNameless(key)) unsure.add(key);
    }
  }
  return unsure;
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
  const unsure = ambiguous([base, model], keyOf);
  const of = (token: RecordedToken, rounding: Rounding, where: string): ListedMass => {
    const listed = listedAt(token, keyOf);
    const named = listed.filter(({ key }) => !unsure.has(key));
    const others = listed.filter(({ key }) => unsure.has(key));
    return listedMass(named, rounding, where, others);
  };
  return [of(base, roundings[0], whereBase), of(model, roundings[1], whereModel)];
}
