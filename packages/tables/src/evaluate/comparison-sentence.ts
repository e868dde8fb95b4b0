import { shortName } from "../compare/sentences.ts";
import type { LossComparison } from "./compare-losses.ts";
import type { LossWords } from "./report/loss-words.ts";
import { chance, said } from "./report/words.ts";

/** By how much one model is better, where the other's loss may be infinite. */
function margin(comparison: LossComparison, { gap, endless }: LossWords): string {
  const { difference, finiteDifference, infinite, verdict } = comparison;
  if (difference !== null && Number.isFinite(difference.value))
    return ` by ${said(Math.abs(difference.value))}${gap}`;
  const rows = verdict === "better" ? infinite.other : infinite.own;
  const who = verdict === "better" ? `\`${shortName(comparison.name)}\`` : "it";
  const rest =
    finiteDifference === null || finiteDifference.value === 0
      ? ""
      : `; over the other rows it spends ${said(Math.abs(finiteDifference.value))}${gap} ${finiteDifference.value < 0 ? "less" : "more"}`;
  return `, since ${who} ${endless(rows)}${rest}`;
}

/** Which of two models is better, in one sentence after a space; nothing where there is one only. */
export function comparisonSentence(comparison: LossComparison | null, words: LossWords): string {
  if (comparison === null) return "";
  const { verdict, name, test } = comparison;
  const difference = comparison.difference ?? comparison.finiteDifference;
  const other = `\`${shortName(name)}\``;
  const p = test === null ? "" : `, ${chance(test.p)}`;
  if (difference === null)
    return ` It ${words.endless(comparison.infinite.own)}, and ${other} ${words.endless(comparison.infinite.other)}: they cannot be compared.`;
  if (verdict === "undecided")
    return ` Whether it or ${other} is better is not decided (${said(difference.value)}${words.gap}${p}).`;
  return ` It is ${verdict} than ${other}${margin(comparison, words)}${p}.`;
}

/** The same by a second loss, after the first. */
export function alsoBy(comparison: LossComparison | null, words: LossWords): string {
  const difference = comparison?.difference ?? comparison?.finiteDifference;
  if (comparison === null || difference === undefined || difference === null) return "";
  const { verdict, test } = comparison;
  const p = test === null ? "" : `, ${chance(test.p)}`;
  return verdict === "undecided"
    ? ` By ${words.name} that is not decided (${said(difference.value)}${words.gap}${p}).`
    : ` By ${words.name} it is ${verdict}${margin(comparison, words)}${p}.`;
}
