import type { Estimate } from "@relent/core/estimate";
import { comparePaired, type GroupDifference, liveComparison, scoreFigures } from "@relent/core/score";
import type { EvalSummary } from "./eval-summary.ts";
import { columnsOf } from "./forecast-batch.ts";
import type { KeptRows } from "./keep-rows.ts";
import { type FitSetting, rowOptions } from "./recalibrate.ts";
import type { EvalComparison, EvalVerdict, GroupComparison } from "./result.ts";

const MOST_DECIDING = 10;
const MOST_GROUPS = 20;
/** Losses count at most this in bets: what is unbounded has no anytime-valid test. */
const MOST_BITS = 10;

/** What a difference of bits says: below 0 the first is better. */
export const verdictOf = ({ low, high }: Estimate): EvalVerdict =>
  high < 0 ? "better" : low > 0 ? "worse" : "undecided";

/** Bets on the pairs, or on the means of whole groups, in the order of the rows: valid whenever one looks. */
function live(
  own: Float64Array,
  other: Float64Array,
  pairs: KeptRows,
  level: number,
): EvalComparison["live"] {
  const bets = liveComparison({ level, interval: "empirical-bernstein" });
  const groups = new Map<string | number, { a: number; b: number; n: number }>();
  for (let i = 0; i < pairs.length; i++) {
    if (pairs.groups === null) bets.add(own[i]!, other[i]!);
    else {
      const sums = groups.get(pairs.groups[i]!) ?? { a: 0, b: 0, n: 0 };
      sums.a += Math.min(MOST_BITS, own[i]!);
      sums.b += Math.min(MOST_BITS, other[i]!);
      sums.n++;
      groups.set(pairs.groups[i]!, sums);
    }
  }
  for (const { a, b, n } of groups.values()) bets.add(a / n, b / n);
  const { verdict, low, high, pWorse } = bets.look();
  return {
    verdict: verdict === "A is better" ? "better" : verdict === "B is better" ? "worse" : "undecided",
    low,
    high,
    pBetter: pWorse.b,
    pWorse: pWorse.a,
  };
}

/** The difference within each group, those that weigh most first. */
function byGroup(groups: readonly GroupDifference[]): GroupComparison[] {
  const weight = ({ rows, difference }: GroupDifference): number => rows * Math.abs(difference?.value ?? 0);
  return [...groups]
    .sort((a, b) => weight(b) - weight(a))
    .slice(0, MOST_GROUPS)
    .map(({ group, rows, difference }) => ({
      name: String(group),
      rows,
      difference: difference ?? null,
      verdict: difference === undefined ? "undecided" : verdictOf(difference),
    }));
}

/** The other model's figures, and this one's loss less its on the same rows. */
export function compareModels(
  { pairs, rivalScores }: EvalSummary,
  name: string | null,
  setting: FitSetting,
): EvalComparison | null {
  if (pairs === null || rivalScores === null || name === null || pairs.length === 0) return null;
  const [own, other] = columnsOf(pairs.values, 2);
  const { logLoss } = scoreFigures(rivalScores, { base: 2, level: setting.level });
  const found = comparePaired(own!, other!, {
    ...rowOptions(pairs, setting),
    top: MOST_DECIDING,
    ...(pairs.groups !== null && { groups: pairs.groups }),
  });
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
    live: live(own!, other!, pairs, setting.level),
    infinite: { own: infinite.a.length, other: infinite.b.length, both: infinite.both.length },
    groups: byGroup(found.groups),
    groupsCompared: found.groups.length,
    rows: pairs.length,
  };
}
