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
  const { logLoss } = scoreFigures(rivalScores, { base: 2, level: setting.level });
  const found = comparePaired(own!, other!, { ...rowOptions(pairs, setting), top: MOST_DECIDING });
  const { infinite } = found;
  const difference = found.difference ?? null;
  const judged = difference ?? found.finite ?? null;
  return {
    name,
    logLoss,
    difference,
    finiteDifference: found.finite ?? null,
    test: found.test === undefined ? null : { method: found.test.method, p: found.test.p },
    verdict: judged === null ? "undecided" : verdictOf(judged),
    deciding: found.deciding.map(({ row, difference }) => ({
      row: pairs.rows[row]!,
      bits: difference,
    })),
    decidingShare: found.decidingShare ?? null,
    infinite: { own: infinite.a.length, other: infinite.b.length, both: infinite.both.length },
    rows: pairs.length,
  };
}
