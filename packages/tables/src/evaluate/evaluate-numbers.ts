import { RelentError } from "@relent/core";
import type { Estimate, Test } from "@relent/core/estimate";
import { evaluateForecasts, type ForecastEvaluation, type Forecasts } from "@relent/core/score";
import type { Engine, Location } from "@relent/engine";
import { shortName } from "../compare/sentences.ts";
import {
  collectSegments,
  findSegments,
  planSegments,
  type Segment,
  type SegmentPlan,
  type SegmentSearch,
} from "../segments/index.ts";
import { runOf } from "../sides.ts";
import { drawOf, type KeptRows, keepRows } from "./keep-rows.ts";
import { findLaw, type LawColumns } from "./law-columns.ts";
import { columnNamed } from "./matching-columns.ts";
import { segmentColumns } from "./open-predictions.ts";
import { findColumns, openTable, optionalColumn } from "./open-table.ts";
import type { EvaluateOptions } from "./options.ts";
import { overallLaw } from "./overall-law.ts";
import { readRows, refuseValue, type SetAside } from "./read-rows.ts";
import { rowOptions } from "./recalibrate.ts";
import { counted, said, worstSegment } from "./report/words.ts";
import type { EvalVerdict } from "./result.ts";
import { levelsReader, segmentStreams } from "./segment-streams.ts";
import { streamed } from "./streamed.ts";

/** Rows that are evaluated; more are an even sample. */
export const NUMBER_ROWS = 500_000;

/** How good predicted laws of a number are: relent/eval@1 of kind "number". */
export interface NumberResult {
  readonly schema: "relent/eval@1";
  readonly kind: "number";
  readonly name: string;
  readonly target: string;
  readonly form: LawColumns["form"];
  readonly rows: number;
  readonly setAside: Readonly<SetAside>;
  readonly verdict: EvalVerdict;
  readonly sentence: string;
  /** Continuous ranked probability score, in the target's unit. */
  readonly crps: Estimate;
  /** That of always predicting the law of all targets. */
  readonly baseCrps: Estimate;
  /** 1 − CRPS / base CRPS; null where all targets are alike. */
  readonly skill: Estimate | null;
  /** Mean −log₂ density; of normal laws. */
  readonly logLoss: Estimate | null;
  readonly pinball: readonly { readonly name: string; readonly level: number; readonly loss: Estimate }[];
  /** Where outcomes fall in their laws, in ten cells: even if the laws are right. */
  readonly pit: { readonly counts: readonly number[]; readonly test: Test };
  readonly intervals: readonly {
    readonly name: string;
    readonly interval: number;
    readonly coverage: Estimate;
    readonly width: Estimate;
  }[];
  /** Where the model misses most: mean CRPS of the rows. */
  readonly segments: readonly Segment[];
  readonly segmentsTested: number;
  readonly level: number;
  readonly seed: number;
  readonly warnings: readonly string[];
  readonly method: readonly string[];
}

function forecastsOf(law: LawColumns, kept: KeptRows): { forecasts: Forecasts; targets: Float64Array } {
  const width = law.columns.length;
  const { length, values } = kept;
  const stride = values.length / length;
  const column = (c: number): Float64Array =>
    Float64Array.from({ length }, (_, i) => values[i * stride + c]!);
  const targets = column(width);
  if (law.form === "normal")
    return { forecasts: { kind: "normal", mean: column(0), sd: column(1) }, targets };
  const table = new Float64Array(length * width);
  for (let i = 0; i < length; i++) table.set(values.subarray(i * stride, i * stride + width), i * width);
  return {
    targets,
    forecasts:
      law.form === "quantiles"
        ? { kind: "quantiles", levels: law.levels, values: table }
        : { kind: "samples", size: width, values: table },
  };
}

/** Refuses what is no law, with the row named as the reader counts them. */
function checkRow(
  law: LawColumns,
  target: string,
  columns: readonly ArrayLike<number>[],
  at: number,
  row: number,
): void {
  const width = law.columns.length;
  for (let c = 0; c <= width; c++) {
    const value = columns[c]![at]!;
    const name = c === width ? target : law.columns[c]!.name;
    if (!Number.isFinite(value)) refuseValue(name, row, value, "it must be finite");
    if (law.form === "normal" && c === 1 && value < 0)
      refuseValue(name, row, value, "a standard deviation is at least 0");
    if (law.form === "quantiles" && c > 0 && c < width && value < columns[c - 1]![at]!) {
      refuseValue(
        name,
        row,
        value,
        `it must not be below ${law.columns[c - 1]!.name} = ${columns[c - 1]![at]}`,
      );
    }
  }
}

function sentenceOf(
  result: Pick<NumberResult, "crps" | "baseCrps" | "verdict" | "target" | "pit" | "segments">,
): string {
  const { crps, baseCrps, verdict, target, pit } = result;
  const worth =
    verdict === "worse"
      ? ": it is worse than no model"
      : verdict === "undecided"
        ? ": too close to call"
        : "";
  const shape =
    pit.test.p < 0.05
      ? " Outcomes do not fall in its laws as it says."
      : " Outcomes fall in its laws as it says.";
  return `The model misses \`${target}\` by ${said(crps.value, 3)} (CRPS) where always predicting its overall law would miss by ${said(baseCrps.value, 3)}${worth}.${shape}${worstSegment(result.segments, "")}`;
}

/** Where the scores are surely higher: the levels of the kept rows stand behind their numbers. */
function segmentsOf(
  plan: SegmentPlan,
  first: number,
  { values, length, weights, groups }: KeptRows,
  scores: Float64Array,
  level: number,
): SegmentSearch {
  const stride = values.length / length;
  const collector = collectSegments(plan);
  collector.add({
    length,
    levels: plan.columns.map((_, c) =>
      Uint8Array.from({ length }, (_, i) => values[i * stride + first + c]!),
    ),
    scores,
    ...(weights !== null && { weights }),
    ...(groups !== null && { clusters: groups }),
  });
  return findSegments(collector.summary(), { level, unit: "1" });
}

function resultOf(
  law: LawColumns,
  plan: SegmentPlan,
  kept: KeptRows,
  from: Pick<NumberResult, "name" | "target" | "rows" | "setAside">,
  options: EvaluateOptions,
): NumberResult {
  const { level = 0.95, seed = 1 } = options;
  const { forecasts, targets } = forecastsOf(law, kept);
  const each = rowOptions(kept, { level, seed });
  const found: ForecastEvaluation = evaluateForecasts(forecasts, targets, each);
  const { crps: baseCrps, skill } = overallLaw(found.scores, targets, each);
  const { crps } = found;
  const search = segmentsOf(plan, law.columns.length + 1, kept, found.scores, level);
  const verdict: EvalVerdict =
    crps.high < baseCrps.low ? "better" : crps.low > baseCrps.high ? "worse" : "undecided";
  const shares = (interval: number): string => `${said(100 * interval, 3)} %`;
  const result = {
    schema: "relent/eval@1" as const,
    kind: "number" as const,
    ...from,
    form: law.form,
    crps,
    baseCrps,
    skill,
    logLoss: found.logScore ?? null,
    pinball: found.pinball.map(({ level: at, loss }) => ({ name: `q${said(100 * at, 4)}`, level: at, loss })),
    pit: { counts: found.pit.counts, test: found.pit.test },
    intervals: found.intervals.map((one) => ({ name: shares(one.interval), ...one })),
    segments: search.segments,
    segmentsTested: search.tested,
    level,
    seed,
  };
  const left = from.setAside.label + from.setAside.forecast + from.setAside.weight;
  const sampled = kept.length < from.rows;
  return {
    ...result,
    verdict,
    sentence: sentenceOf({ ...result, verdict, target: from.target }),
    warnings: left > 0 ? [`${counted(left, "row")} with a null are left out.`] : [],
    method: [
      `CRPS, in the unit of ${from.target}: the mean over all thresholds of the squared error of the probability of lying below; 0 is best; intervals cover ${100 * level} %.`,
      options.group === undefined
        ? "Rows are taken as independent; --group names those that are not."
        : `Rows of one ${options.group} are taken as dependent: intervals are cluster-robust; the test of where outcomes fall takes them as independent.`,
      ...(sampled
        ? [`Figures are of an even sample of ${kept.length.toLocaleString("en-US")} rows (seed ${seed}).`]
        : []),
    ],
  };
}

/** How good the predicted laws of a number in a table are; null where none is asked for. */
export async function evaluateNumbers(
  engine: Engine,
  location: Location,
  options: EvaluateOptions,
): Promise<NumberResult | null> {
  const run = runOf(options);
  const { fields, law } = await findColumns(engine, location, options, (all) => ({
    fields: all,
    law: findLaw(options, all),
  }));
  if (law === null) return null;
  if (options.target === undefined) {
    throw new RelentError("usage", "evaluate: there is no target; give --target COLUMN, what came true");
  }
  const target = columnNamed("--target", options.target, fields);
  const weight = optionalColumn("--weight", options.weight, fields);
  const group = optionalColumn("--group", options.group, fields);
  const all = [...law.columns, target, weight, group].filter((field) => field !== null);
  const used = all.map((field) => field.name);
  const parts = segmentColumns(options, fields, new Set(used));
  const relation = await openTable(engine, location, options, [...used, ...parts]);
  const segments = await planSegments(engine, relation, parts, run);
  const { castDouble } = engine.dialect;
  const { blocks, setAside } = readRows(
    engine,
    relation,
    {
      forecast: law.columns.map((field) => castDouble(field)),
      truth: [castDouble(target)],
      weight: weight === null ? undefined : castDouble(weight),
      group: group === null ? undefined : streamed(engine, group),
      segments: segmentStreams(engine, relation, segments),
    },
    run,
  );
  const levels = levelsReader(segments);
  const width = law.columns.length + 1 + segments.columns.length;
  const size = Math.max(1000, Math.min(NUMBER_ROWS, Math.floor(8_000_000 / width)));
  const keeper = keepRows(size, { width, weighted: weight !== null, grouped: group !== null });
  const seed = options.seed ?? 1;
  let rows = 0;
  options.onPhase?.("scoring");
  for await (const block of blocks) {
    const numbers = [...block.forecast, ...block.truth, ...levels(block)];
    for (let i = 0; i < block.length; i++) {
      const row = block.rows[i]!;
      checkRow(law, target.name, numbers, i, row);
      const draw = drawOf(row, seed);
      if (keeper.wants(draw))
        keeper.take(draw, row, numbers, i, 0, block.weight?.[i] ?? 1, block.group?.[i] ?? "");
    }
    rows += block.length;
  }
  if (rows === 0) {
    throw new RelentError(
      "invalid-argument",
      `evaluate: no row of ${shortName(relation.name)} has a forecast and a ${target.name}; there is nothing to evaluate`,
    );
  }
  options.onPhase?.("estimating");
  return resultOf(
    law,
    segments,
    keeper.kept(),
    { name: relation.name, target: target.name, rows, setAside },
    options,
  );
}
