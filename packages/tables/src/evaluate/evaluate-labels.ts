import { RelentError } from "@relent/core";
import { clusteredMeanOfSums, collectClusters, type Estimate } from "@relent/core/estimate";
import {
  calibrationFigures,
  classRankingFigures,
  collectCalibration,
  collectClassRanks,
  collectScores,
  type ForecastKind,
  scoreFigures,
} from "@relent/core/score";
import type { Engine, Location } from "@relent/engine";
import { collectSegments, findSegments, planSegments, type Segment } from "../segments/index.ts";
import { runOf } from "../sides.ts";
import { verdictOf } from "./compare-models.ts";
import { findForecast, forecastExpressions } from "./forecast-columns.ts";
import { forecastReader } from "./forecast-reader.ts";
import { matchingColumns } from "./matching-columns.ts";
import { segmentColumns } from "./open-predictions.ts";
import { findColumns, openTable, optionalColumn } from "./open-table.ts";
import type { EvaluateOptions } from "./options.ts";
import { type RowBlock, readRows, refuseValue, type SetAside } from "./read-rows.ts";
import { reliabilityResult } from "./reliability-result.ts";
import { counted, said, worstSegment } from "./report/words.ts";
import type { EvalVerdict, ReliabilityResult } from "./result.ts";
import { levelsReader, segmentStreams } from "./segment-streams.ts";
import { streamed } from "./streamed.ts";

/** One label of rows that may have several. */
export interface LabelResult {
  readonly name: string;
  readonly verdict: EvalVerdict;
  readonly share: number;
  readonly logLoss: Estimate;
  readonly baseRate: Estimate;
  readonly gain: Estimate;
  readonly skill: Estimate | null;
  readonly calibration: Estimate;
  readonly calibrationError: Estimate;
  readonly reliability: ReliabilityResult;
  readonly brier: Estimate;
  readonly rocAuc: Estimate | null;
  readonly prAuc: Estimate | null;
  /** Rows whose label had probability 0, and the first of them. */
  readonly infinite: { readonly rows: number; readonly named: readonly number[] };
}

/** How good forecasts of several labels a row are: relent/eval@1 of kind "labels". */
export interface LabelsResult {
  readonly schema: "relent/eval@1";
  readonly kind: "labels";
  readonly name: string;
  readonly rows: number;
  readonly setAside: Readonly<SetAside>;
  readonly verdict: EvalVerdict;
  readonly sentence: string;
  /** Bits a row, all labels together, each forecast by itself; Infinity where a label was called impossible. */
  readonly logLoss: Estimate;
  /** Over the rows where it is finite. */
  readonly finiteLogLoss: Estimate | null;
  /** Bits a row of always saying the labels' shares. */
  readonly baseRate: number;
  readonly labels: readonly LabelResult[];
  /** Where rows cost most, all labels together. */
  readonly segments: readonly Segment[];
  readonly segmentsTested: number;
  readonly level: number;
  readonly warnings: readonly string[];
  readonly method: readonly string[];
}

const KINDS: Readonly<Record<string, ForecastKind>> = { probabilities: "prob", logits: "logit" };
/** Independent rows are dealt into so many parts for the error of their total. */
const PARTS = 64;

/** Collectors of one label. */
function collectors() {
  const two = { classes: 2 };
  return { scores: collectScores(two), calibration: collectCalibration(two), ranks: collectClassRanks(two) };
}

function labelResult(name: string, found: ReturnType<typeof collectors>, level: number): LabelResult {
  const figures = scoreFigures(found.scores.summary(), { base: 2, level });
  const calibration = calibrationFigures(found.calibration.summary(), { base: 2, level });
  const ranking = classRankingFigures(found.ranks.summary(), { level });
  const { informationGain: gain, infiniteRows } = figures;
  const reliability = reliabilityResult(calibration.perClass[0]!, name);
  return {
    name,
    verdict: verdictOf({ ...gain, low: -gain.high, high: -gain.low }),
    share: figures.shares[1]!,
    logLoss: figures.logLoss,
    baseRate: figures.baseRate,
    gain,
    skill: figures.skill ?? null,
    calibration: calibration.split.calibration,
    calibrationError: reliability.expectedError,
    reliability,
    brier: figures.brier,
    rocAuc: ranking.rocAuc ?? null,
    prAuc: ranking.averagePrecision ?? null,
    infinite: { rows: infiniteRows.count, named: infiniteRows.rows },
  };
}

function sentenceOf({
  logLoss,
  finiteLogLoss,
  baseRate,
  labels,
  segments,
}: Pick<LabelsResult, "logLoss" | "finiteLogLoss" | "baseRate" | "labels" | "segments">): string {
  const endless = labels.filter((l) => l.infinite.rows > 0);
  const [costly] = [...labels].sort((a, b) => a.gain.value - b.gain.value);
  const bits = finiteLogLoss ?? logLoss;
  const begin =
    endless.length === 0
      ? "The model spends"
      : `The model called labels impossible (${endless
          .map((l) => `\`${l.name}\` in ${counted(l.infinite.rows, "row")}`)
          .slice(0, 3)
          .join(", ")}), so its log loss is infinite; over the other rows it spends`;
  return `${begin} ${said(bits.value)} bits a row on ${counted(labels.length, "label")} where the base rates would spend ${said(baseRate)}; it tells least of \`${costly!.name}\`.${worstSegment(segments, " bits a row")}`;
}

/** How good forecasts of several labels a row are: each label by itself, and the bits of all together. */
export async function evaluateLabels(
  engine: Engine,
  location: Location,
  options: EvaluateOptions,
): Promise<LabelsResult> {
  const run = runOf(options);
  const { fields, source, truths } = await findColumns(engine, location, options, (all) => {
    const found = findForecast(options, all);
    if (options.labels === undefined || found === null || KINDS[found.scale] === undefined || found.list) {
      throw new RelentError(
        "usage",
        "--multi-label: give --labels 'y_*' and --probs 'p_*' (or --logits), one column of each a label",
      );
    }
    return { fields: all, source: found, truths: matchingColumns("--labels", options.labels, all) };
  });
  const kind = KINDS[source.scale]!;
  if (truths.length !== source.matched.length) {
    throw new RelentError(
      "usage",
      `--labels: ${truths.length} columns of labels and ${source.matched.length} of forecasts; each label has one of both`,
    );
  }
  const order = truths.map((t) => source.matched.findIndex((m) => m.part === t.part));
  const places = order.includes(-1) ? truths.map((_, i) => i) : order;
  const weight = optionalColumn("--weight", options.weight, fields);
  const group = optionalColumn("--group", options.group, fields);
  const used = [...truths, ...source.matched].map((m) => m.field.name);
  const own = [weight, group].flatMap((f) => (f === null ? [] : [f.name]));
  const parts = segmentColumns(options, fields, new Set([...used, ...own]));
  const relation = await openTable(engine, location, options, [...used, ...own, ...parts]);
  const plan = await planSegments(engine, relation, parts, run);
  const { castDouble } = engine.dialect;
  const forecast = await forecastExpressions(engine, relation, source, run);
  const { blocks, setAside } = readRows(
    engine,
    relation,
    {
      forecast: places.map((at) => forecast[at]!),
      truth: truths.map((t) => castDouble(t.field)),
      weight: weight === null ? undefined : castDouble(weight),
      group: group === null ? undefined : streamed(engine, group),
      segments: segmentStreams(engine, relation, plan),
    },
    run,
  );
  const each = truths.map(collectors);
  const readers = places.map((at) => forecastReader(kind, 2, [source.matched[at]!.field.name]));
  const levels = levelsReader(plan);
  const segments = collectSegments(plan);
  const totals = collectClusters();
  let [rows, endless] = [0, 0];
  const take = (block: RowBlock): void => {
    const all = new Float64Array(block.length);
    for (let i = 0; i < block.length; i++) {
      const number = block.rows[i]!;
      const w = block.weight?.[i] ?? 1;
      const cluster = block.group?.[i];
      let bits = 0;
      each.forEach(({ scores, calibration, ranks }, j) => {
        const y = block.truth[j]![i]!;
        if (y !== 0 && y !== 1)
          refuseValue(truths[j]!.field.name, number, y, "a label of several is 0 or 1, false or true");
        const row = readers[j]!;
        row.readColumns([block.forecast[j]!], i, number);
        scores.add(row, y, w, cluster);
        calibration.add(row, y, w, cluster);
        ranks.add(row, y, w, cluster);
        bits += row.surprisal(y) / Math.LN2;
      });
      all[i] = bits;
      if (bits === Number.POSITIVE_INFINITY) endless++;
      else totals.add(cluster ?? number % PARTS, bits, w);
    }
    rows += block.length;
    segments.add({
      length: block.length,
      levels: levels(block),
      scores: all,
      ...(block.weight !== null && { weights: block.weight }),
      ...(block.group !== null && { clusters: block.group }),
    });
  };
  options.onPhase?.("scoring");
  for await (const block of blocks) take(block);
  if (rows === 0)
    throw new RelentError(
      "invalid-argument",
      `evaluate: ${relation.name} has no row with all labels and forecasts; there is nothing to evaluate`,
    );
  const { level = 0.95 } = options;
  const labels = truths.map((t, j) => labelResult(t.part, each[j]!, level));
  const finite = endless === rows ? null : clusteredMeanOfSums(totals.sums(), { level, unit: "bits" });
  const infinity = {
    value: Number.POSITIVE_INFINITY,
    low: Number.POSITIVE_INFINITY,
    high: Number.POSITIVE_INFINITY,
    level,
    unit: "bits",
    standardError: 0,
    bias: 0,
    method: "infinite in some rows",
    n: rows,
    notes: [],
  };
  const baseRate = labels.reduce((sum, l) => sum + l.baseRate.value, 0);
  const logLoss: Estimate = endless > 0 || finite === null ? infinity : finite;
  const judged = finite ?? infinity;
  const search = findSegments(segments.summary(), { level });
  const result = {
    logLoss,
    finiteLogLoss: endless > 0 ? finite : null,
    baseRate,
    labels,
    segments: search.segments,
    segmentsTested: search.tested,
  };
  const left = setAside.label + setAside.forecast + setAside.weight;
  return {
    schema: "relent/eval@1",
    kind: "labels",
    name: relation.name,
    rows,
    setAside,
    verdict:
      endless > 0
        ? "worse"
        : judged.high < baseRate
          ? "better"
          : judged.low > baseRate
            ? "worse"
            : "undecided",
    sentence: sentenceOf(result),
    ...result,
    level,
    warnings: [
      ...labels.flatMap((l) =>
        l.infinite.rows > 0
          ? [
              `\`${l.name}\` had probability 0 on what came true in ${counted(l.infinite.rows, "row")} (row ${l.infinite.named.slice(0, 5).join(", ")}).`,
            ]
          : [],
      ),
      ...(left > 0 ? [`${counted(left, "row")} with a null are left out.`] : []),
    ],
    method: [
      `Each label is a forecast of its own; bits a row are added over the labels, as if they were independent given the inputs; intervals cover ${100 * level} %.`,
      options.group === undefined
        ? "Rows are taken as independent; --group names those that are not."
        : `Rows of one ${options.group} are taken as dependent: intervals are cluster-robust.`,
    ],
  };
}
