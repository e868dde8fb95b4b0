import type { Estimate } from "@relent/core/estimate";
import { comparePaired, scoreFigures } from "@relent/core/score";
import type { EvalSummary } from "./eval-summary.ts";
import { columnsOf } from "./forecast-batch.ts";
import { type FitSetting, rowOptions } from "./recalibrate.ts";
import type { EvalComparison, EvalVerdict } from "./result.ts";

const MOST_DECIDING = 10;

/** What a difference of bits says: below 0 the first is better. */
export const verdictOf = ({ low, high }: Estimate): EvalVerdict =>
  high < 0 ? "better" : low > 0 ? "worse" : "undecided";

/** The other model's figures, and this one's loss less its on the same rows. */
export function compareModels(
  { pairs, rivalScores }: EvalSummary,
  name: string | null,
  setting: FitSetting,
): EvalComparison | null {
  if (pairs === null || rivalScores === null || name === null || pairs.length === 0) return null;
  const [own, other] = columnsOf(pairs.values, 2);
  const endless = (x: number): boolean => x === Number.POSITIVE_INFINITY;
  const both = own!.reduce((n, x, i) => n + Number(endless(x) && endless(other![i]!)), 0);
  const ours = own!.reduce((n, x) => n + Number(endless(x)), 0) - both;
  const theirs = other!.reduce((n, x) => n + Number(endless(x)), 0) - both;
  const infinite = { own: ours, other: theirs, both };
  const { logLoss } = scoreFigures(rivalScores, { base: 2, level: setting.level });
  const finite =
    ours > 0 && theirs > 0 ? (i: number) => !endless(own![i]!) && !endless(other![i]!) : () => true;
  const kept = Array.from(pairs.rows.keys()).filter(finite);
  const options = rowOptions(pairs, setting);
  const pick = <T>(list: ArrayLike<T>): T[] => kept.map((i) => list[i]!);
  const found = comparePaired(pick(own!), pick(other!), {
    ...options,
    ...(options.weights && { weights: pick(options.weights) }),
    ...(options.clusters && { clusters: pick(options.clusters) }),
    top: MOST_DECIDING,
  });
  return {
    name,
    logLoss,
    difference: found.difference,
    test: found.test === undefined ? null : { method: found.test.method, p: found.test.p },
    verdict: verdictOf(found.difference),
    deciding: found.deciding.map(({ row, difference }) => ({
      row: pairs.rows[kept[row]!]!,
      bits: difference,
    })),
    decidingShare: found.decidingShare ?? null,
    infinite,
    rows: kept.length,
  };
}
