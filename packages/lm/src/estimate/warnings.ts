import { formatNumber } from "@relent/report";
import type { ModelEstimates } from "../result.ts";
import type { LmSettings } from "../settings.ts";
import type { TokenTable } from "../token-table.ts";

type Known = Omit<ModelEstimates, "warnings" | "sentence" | "name">;
type Rule = (known: Known, table: TokenTable, settings: LmSettings) => string | undefined;

const count = (n: number): string => n.toLocaleString("en-US");

const infinite: Rule = ({ infinite: tokens }, table) => {
  if (tokens === 0) return undefined;
  const row = table.divergence.kl.indexOf(Number.POSITIVE_INFINITY);
  const where = `${table.documents[table.document[row]!]}, position ${table.position[row]}`;
  return (
    `D(base ‖ model) is infinite at ${count(tokens)} of ${count(table.length)} tokens, first in ${where}: ` +
    "the model gives no probability to a token that the base may write"
  );
};

const censored: Rule = ({ censored: { base, model } }) =>
  base + model === 0
    ? undefined
    : `the probability of the token that came is known only from above at ${count(base)} tokens of the base and ` +
      `${count(model)} of the model (clipped, or not listed): those enter with the largest value they can have, so perplexities are lower ` +
      "bounds; the ratio over the other tokens stands beside it";

const endless = (surprisal: Float64Array): number =>
  surprisal.filter((x) => x === Number.POSITIVE_INFINITY).length;

const impossible: Rule = ({ perplexityRatio }, { baseSays, modelSays }) => {
  const [base, model] = [endless(baseSays.surprisal), endless(modelSays.surprisal)];
  if (base + model === 0) return undefined;
  return (
    `the base gives no probability to ${count(base)} of the tokens that came, the model to ${count(model)}: perplexity is ` +
    `then infinite${perplexityRatio === null ? ", and no ratio can be told" : ""}`
  );
};

const beneathNoise: Rule = ({ kl, noiseFloor }, _table, { unit }) =>
  noiseFloor > 0 && Number.isFinite(kl.value) && kl.value <= noiseFloor
    ? `D(base ‖ model) is not above what the rounding of the files alone may make, ${formatNumber(noiseFloor)} ${unit.name}`
    : undefined;

const fewDocuments: Rule = ({ documents }) =>
  documents >= 20
    ? undefined
    : documents === 1
      ? "all tokens are of one document: the intervals say how much stretches of it differ, not how other texts would"
      : `too few documents: ${documents}; below 20 the intervals hold the truth less often than they say`;

const dependent: Rule = ({ kl }) =>
  kl.designEffect > 2 && Number.isFinite(kl.standardError)
    ? `tokens of one document depend on each other: taking them as independent would make the error of D(base ‖ model) ` +
      `${formatNumber(Math.sqrt(kl.designEffect), { digits: 2 })} times too small`
    : undefined;

const truncated: Rule = ({ klAtLeast }, table) =>
  klAtLeast === null
    ? undefined
    : `the recordings hold only the likeliest tokens: divergences are estimates (of packed files the least that they allow), and what is certain are their bounds` +
      (table.bounds?.kl?.high.some((x) => x === Number.POSITIVE_INFINITY)
        ? "; D(base ‖ model) has no upper bound where the model's list does not hold all of the base's tokens"
        : "");

const unknownTargets: Rule = ({ surprisal, baseSurprisal }) =>
  surprisal === null || baseSurprisal === null
    ? "perplexity and Δp are left out: the recordings do not tell the probability of the token that came"
    : undefined;

const RULES: readonly Rule[] = [
  infinite,
  truncated,
  censored,
  impossible,
  beneathNoise,
  fewDocuments,
  dependent,
  unknownTargets,
];

/** What to beware of in the figures of one model. */
export const warningsOf = (known: Known, table: TokenTable, settings: LmSettings): string[] => [
  ...table.notes,
  ...RULES.flatMap((rule) => rule(known, table, settings) ?? []),
];
