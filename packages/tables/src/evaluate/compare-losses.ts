import type { Estimate, Unit } from "@relent/core/estimate";
import { comparePaired, type GroupDifference } from "@relent/core/score";
import { columnsOf } from "./forecast-batch.ts";
import type { KeptRows } from "./keep-rows.ts";
import { type Bets, betOn, type LiveVerdict } from "./live-bets.ts";
import { rowOptions } from "./recalibrate.ts";
import type { EvalVerdict } from "./result.ts";
import { verdictOf } from "./verdict.ts";

const MOST_DECIDING = 10;
const MOST_GROUPS = 20;

/** Another model within one group of rows. */
export interface GroupComparison {
  readonly name: string;
  readonly rows: number;
  /** This model's loss less the other's; null where each is infinite in a row in which the other is not. */
  readonly difference: Estimate | null;
  readonly verdict: EvalVerdict;
}

/** Another model on the same rows, by any loss a row. */
export interface LossComparison {
  readonly name: string;
  /** The mean losses that are compared. */
  readonly ownLoss: Estimate;
  readonly otherLoss: Estimate;
  /** This model's loss less the other's: below 0 this one is better. */
  /** null where each is infinite in a row in which the other is not. */
  readonly difference: Estimate | null;
  /** The same over the rows where both are finite. */
  readonly finiteDifference: Estimate | null;
  readonly test: { readonly method: string; readonly p: number } | null;
  readonly verdict: EvalVerdict;
  /** Rows that decide it, with what they add. */
  readonly deciding: readonly { readonly row: number; readonly difference: number }[];
  readonly decidingShare: number | null;
  /** The same as bets in the order of time, or of the rows, which may be looked at at any time. */
  readonly live: LiveVerdict;
  readonly infinite: { readonly own: number; readonly other: number; readonly both: number };
  /** Within each group of rows that belong together, those that weigh most first: at most 20. */
  readonly groups: readonly GroupComparison[];
  readonly groupsCompared: number;
  readonly rows: number;
}

/** What of a comparison the losses themselves do not say. */
export interface CompareSetting {
  readonly name: string;
  readonly ownLoss: Estimate;
  readonly otherLoss: Estimate;
  readonly unit: Unit;
  readonly bets: Bets;
  readonly level: number;
  readonly seed: number;
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

/** This model's losses less another's on the same rows: kept as own, other and, where it is known, time. */
export function compareLosses(
  pairs: KeptRows,
  { name, ownLoss, otherLoss, unit, bets, level, seed }: CompareSetting,
): LossComparison {
  const [own, other, time] = columnsOf(pairs.values, pairs.width);
  const found = comparePaired(own!, other!, {
    ...rowOptions(pairs, { level, seed }),
    unit,
    top: MOST_DECIDING,
    ...(pairs.groups !== null && { groups: pairs.groups }),
  });
  const { infinite } = found;
  const difference = found.difference ?? null;
  const judged = difference ?? found.finite ?? null;
  return {
    name,
    ownLoss,
    otherLoss,
    difference,
    finiteDifference: found.finite ?? null,
    test: found.test === undefined ? null : { method: found.test.method, p: found.test.p },
    verdict: judged === null ? "undecided" : verdictOf(judged),
    deciding: found.deciding.map((one) => ({ row: pairs.rows[one.row]!, difference: one.difference })),
    decidingShare: found.decidingShare ?? null,
    live: betOn({ own: own!, other: other!, time, groups: pairs.groups }, bets, level),
    infinite: { own: infinite.a.length, other: infinite.b.length, both: infinite.both.length },
    groups: byGroup(found.groups),
    groupsCompared: found.groups.length,
    rows: pairs.length,
  };
}
