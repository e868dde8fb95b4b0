import type { Estimate, Unit } from "@relent/core/estimate";
import { comparePaired } from "@relent/core/score";
import { columnsOf } from "./forecast-batch.ts";
import { rowsWhere } from "./held-out.ts";
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
  /** This model's loss less the other's: below 0 this one is better; null where each is infinite in a row in which the other is not. */
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

/** Every group's rows and mean difference: sums alone, since intervals of thousands of groups take long. */
function groupSums(pairs: KeptRows, own: Float64Array, other: Float64Array): Map<string | number, GroupSums> {
  const sums = new Map<string | number, GroupSums>();
  pairs.groups?.forEach((name, i) => {
    const w = pairs.weights?.[i] ?? 1;
    if (w === 0) return;
    const found = sums.get(name) ?? { rows: 0, weight: 0, gap: 0 };
    sums.set(name, found);
    found.rows++;
    found.weight += w;
    if (own[i] !== other[i]) found.gap += w * (own[i]! - other[i]!);
  });
  return sums;
}

interface GroupSums {
  rows: number;
  weight: number;
  gap: number;
}

/** The difference within the groups that weigh most, and how many groups there are. */
function byGroup(
  pairs: KeptRows,
  own: Float64Array,
  other: Float64Array,
  { unit, level, seed }: CompareSetting,
): Pick<LossComparison, "groups" | "groupsCompared"> {
  const sums = groupSums(pairs, own, other);
  const weightOf = ({ rows, weight, gap }: GroupSums): number =>
    Number.isNaN(gap) ? 0 : (rows * Math.abs(gap)) / weight;
  const order = [...sums]
    .sort(([, a], [, b]) => (weightOf(b) > weightOf(a) ? 1 : weightOf(b) < weightOf(a) ? -1 : 0))
    .slice(0, MOST_GROUPS)
    .map(([name]) => name);
  if (order.length === 0) return { groups: [], groupsCompared: 0 };
  const wanted = new Set(order);
  const part = rowsWhere(pairs, (i) => wanted.has(pairs.groups![i]!));
  const [a, b] = columnsOf(part.values, part.width);
  const found = comparePaired(a!, b!, {
    ...rowOptions(part, { level, seed }),
    unit,
    draws: 1,
    groups: part.groups!,
  });
  const places = new Map(found.groups.map((one) => [one.group, one]));
  return {
    groups: order.map((name): GroupComparison => {
      const { rows, difference } = places.get(name)!;
      return {
        name: String(name),
        rows,
        difference: difference ?? null,
        verdict: difference === undefined ? "undecided" : verdictOf(difference),
      };
    }),
    groupsCompared: sums.size,
  };
}

/** This model's losses less another's on the same rows: kept as own, other and, where it is known, time. */
export function compareLosses(pairs: KeptRows, setting: CompareSetting): LossComparison {
  const { name, ownLoss, otherLoss, unit, bets, level, seed } = setting;
  const [own, other, time] = columnsOf(pairs.values, pairs.width);
  const found = comparePaired(own!, other!, {
    ...rowOptions(pairs, { level, seed }),
    unit,
    top: MOST_DECIDING,
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
    live: betOn(
      { own: own!, other: other!, time, groups: pairs.groups, weights: pairs.weights },
      bets,
      level,
    ),
    infinite: { own: infinite.a.length, other: infinite.b.length, both: infinite.both.length },
    ...byGroup(pairs, own!, other!, setting),
    rows: pairs.length,
  };
}
