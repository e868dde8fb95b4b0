import type { Engine } from "@relent/engine";
import type { SegmentPlan } from "../segments/index.ts";
import { runOf } from "../sides.ts";
import { drawOf, type KeptRows, keepRows } from "./keep-rows.ts";
import type { LawColumns } from "./law-columns.ts";
import type { NumberPredictions } from "./open-numbers.ts";
import type { EvaluateOptions } from "./options.ts";
import { type PeriodPlan, planPeriods } from "./periods.ts";
import { readRows, refuseValue, type SetAside } from "./read-rows.ts";
import { levelsReader } from "./segment-streams.ts";

/** Rows that are evaluated; more are an even sample. */
const MOST_ROWS = 500_000;
const MOST_NUMBERS = 8_000_000;
const LEAST_ROWS = 1000;

/** What the rows say of predicted laws: an even sample of them, and where each of its numbers stands. */
export interface NumbersSummary {
  readonly name: string;
  readonly target: string;
  readonly rows: number;
  readonly setAside: Readonly<SetAside>;
  readonly law: LawColumns;
  readonly rivalLaw: LawColumns | null;
  readonly segments: SegmentPlan;
  readonly periods: PeriodPlan | null;
  readonly timed: boolean;
  /** The law, the target, the other model's law, the time and the levels of segments. */
  readonly kept: KeptRows;
}

/** Where the numbers of a kept row begin. */
export interface NumberPlaces {
  readonly law: number;
  readonly target: number;
  readonly rival: number;
  readonly time: number;
  readonly levels: number;
}

export function placesOf({
  law,
  rivalLaw,
  timed,
}: Pick<NumbersSummary, "law" | "rivalLaw" | "timed">): NumberPlaces {
  const target = law.columns.length;
  const time = target + 1 + (rivalLaw?.columns.length ?? 0);
  return { law: 0, target, rival: target + 1, time, levels: time + (timed ? 1 : 0) };
}

/** Refuses what is no law, with the row named as the reader counts them. */
function checkLaw(law: LawColumns, columns: readonly ArrayLike<number>[], at: number, row: number): void {
  law.columns.forEach(({ name }, c) => {
    const value = columns[c]![at]!;
    if (!Number.isFinite(value)) refuseValue(name, row, value, "it must be finite");
    if (law.form === "normal" && c === 1 && value < 0)
      refuseValue(name, row, value, "a standard deviation is at least 0");
    const before = columns[c - 1]?.[at];
    if (law.form === "quantiles" && before !== undefined && value < before)
      refuseValue(name, row, value, `it must not be below ${law.columns[c - 1]!.name} = ${before}`);
  });
}

/** Reads every row once and keeps an even sample of laws and targets. */
export async function collectNumbers(
  engine: Engine,
  predictions: NumberPredictions,
  options: EvaluateOptions,
): Promise<NumbersSummary> {
  const { relation, plan, law, target, segments } = predictions;
  const run = runOf(options);
  const { seed = 1 } = options;
  const rivalLaw = predictions.rivalSource?.law ?? null;
  const timed = plan.time !== undefined;
  const width = placesOf({ law, rivalLaw, timed }).levels + segments.columns.length;
  const size = Math.max(LEAST_ROWS, Math.min(MOST_ROWS, Math.floor(MOST_NUMBERS / width)));
  const keeper = keepRows(size, {
    width,
    weighted: plan.weight !== undefined,
    grouped: plan.group !== undefined,
  });
  const periods = plan.time === undefined ? null : await planPeriods(engine, relation, plan.time, run);
  const levels = levelsReader(segments);
  let rows = 0;
  options.onPhase?.("scoring");
  const { blocks, setAside } = readRows(engine, relation, plan, run);
  for await (const block of blocks) {
    const { forecast, rival, truth, weight, group, time, length } = block;
    const numbers = [...forecast, ...truth, ...rival, ...(time === null ? [] : [time]), ...levels(block)];
    for (let i = 0; i < length; i++) {
      const row = block.rows[i]!;
      checkLaw(law, forecast, i, row);
      if (rivalLaw !== null) checkLaw(rivalLaw, rival, i, row);
      const came = truth[0]![i]!;
      if (!Number.isFinite(came)) refuseValue(target, row, came, "it must be finite");
      const w = weight?.[i] ?? 1;
      if (w === 0) continue;
      rows++;
      const draw = drawOf(row, seed);
      if (keeper.wants(draw)) keeper.take(draw, row, numbers, i, 0, w, group?.[i] ?? "");
    }
  }
  const kept = keeper.kept();
  return { name: predictions.name, target, rows, setAside, law, rivalLaw, segments, periods, timed, kept };
}
