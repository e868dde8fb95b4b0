import { RelentError } from "@relent/core";
import { collectCalibration, collectClassRanks, collectScores, type ScoreSummary } from "@relent/core/score";
import type { Engine, Location } from "@relent/engine";
import { collectEvaluation } from "./collect-evaluation.ts";
import { mergeLosses, together } from "./collect-losses.ts";
import type { EvalSummary, ImpossibleRow } from "./eval-summary.ts";
import { type KeptRows, mergeKept } from "./keep-rows.ts";
import { openPredictions, type Predictions } from "./open-predictions.ts";
import type { EvaluateOptions } from "./options.ts";

/** What was read, and how: all that the figures are made of. */
export interface Evaluation {
  readonly schema: "relent/eval-summary@1";
  readonly predictions: Pick<Predictions, "kind" | "label" | "rival" | "notes">;
  readonly summary: EvalSummary;
}

const NAMED_ROWS = 20;

/**
 * Reads the forecasts of a table once and keeps sums of them: `evaluateSummary` makes the figures, `mergeEvaluations` adds two.
 *
 * With `after` the table continues another: its rows are numbered on, and its segments and periods are cut as there, so that
 * both together are what one table of all rows would be.
 */
export async function summariseEvaluation(
  engine: Engine,
  location: Location,
  options: EvaluateOptions,
  after?: Evaluation,
): Promise<Evaluation> {
  const levels = after?.summary.segments.plan;
  const predictions = await openPredictions(engine, location, options, undefined, levels);
  const { kind, label, rival, notes } = predictions;
  const summary = await collectEvaluation(engine, predictions, options, after?.summary);
  return { schema: "relent/eval-summary@1", predictions: { kind, label, rival, notes }, summary };
}

const refuse = (what: string, a: unknown, b: unknown): never => {
  throw new RelentError("incompatible", `mergeEvaluations: ${what} ${a} and ${b}; both must be the same`);
};

function refuseDifferent(a: Evaluation, b: Evaluation): void {
  const said: readonly (readonly [what: string, of: (one: Evaluation) => unknown])[] = [
    ["forecasts are", ({ predictions }) => predictions.kind],
    ["the label is", ({ predictions }) => predictions.label],
    ["the other model is", ({ predictions }) => predictions.rival ?? "none"],
    ["classes are", ({ summary }) => summary.classes.join(", ")],
    ["the seed is", ({ summary }) => summary.seed],
    ["clipped losses are", ({ summary }) => (summary.clipped === null ? "left out" : "there")],
    ["periods are", ({ summary }) => (summary.periods === null ? "left out" : "there")],
    [
      "times of the other model's losses are",
      ({ summary }) => (summary.pairs?.width === 3 ? "there" : "left out"),
    ],
    ["the other model's losses are", ({ summary }) => (summary.pairs === null ? "left out" : "there")],
  ];
  for (const [what, of] of said) if (of(a) !== of(b)) refuse(what, of(a), of(b));
}

/** Scores of both, the second's rows renumbered. */
function mergeScores(a: ScoreSummary, b: ScoreSummary, shift: number): ScoreSummary {
  const collector = collectScores({ classes: a.classes, gamma: a.gamma });
  collector.merge(a);
  const { infiniteRows } = b;
  const rows = infiniteRows.rows.map((row) => row + shift);
  collector.merge({ ...b, infiniteRows: { ...infiniteRows, rows } });
  return collector.summary();
}

function mergeSummaries(a: EvalSummary, b: EvalSummary, shift: number): EvalSummary {
  const { classes } = a;
  const calibration = collectCalibration({ classes: classes.length });
  const ranks = collectClassRanks({ classes: classes.length });
  for (const one of [a, b]) {
    calibration.merge(one.calibration);
    ranks.merge(one.ranks);
  }
  const kept = (x: KeptRows, y: KeptRows): KeptRows => mergeKept(x, y, shift);
  const renumbered = b.impossible.map((found): ImpossibleRow => ({ ...found, row: found.row + shift }));
  const impossible = [...a.impossible, ...renumbered].slice(0, NAMED_ROWS);
  return {
    name: a.name === b.name ? a.name : `${a.name} and ${b.name}`,
    numbers: { first: a.numbers.first, last: b.numbers.last + shift },
    seed: a.seed,
    classes,
    scores: mergeScores(a.scores, b.scores, shift),
    calibration: calibration.summary(),
    ranks: ranks.summary(),
    clipped: together(a.clipped, b.clipped, (x, y) => ({
      weight: x.weight + y.weight,
      sum: x.sum + y.sum,
    })),
    impossible,
    setAside: {
      label: a.setAside.label + b.setAside.label,
      forecast: a.setAside.forecast + b.setAside.forecast,
      weight: a.setAside.weight + b.setAside.weight,
    },
    ...mergeLosses(a, b, shift),
    sample: kept(a.sample, b.sample),
    worst: kept(a.worst, b.worst),
    rivalScores: together(a.rivalScores, b.rivalScores, (x, y) => mergeScores(x, y, shift)),
  };
}

/**
 * The evaluation of the rows of both: shards, days or machines.
 *
 * Every figure is that of one table of all rows, but for the rounding of sums, where the second was read as one that continues
 * the first (`summariseEvaluation` with `after`). Of two that were read by themselves the second's rows are numbered on after the
 * first's; rows of one number then come into even samples together.
 *
 * @throws RelentError `incompatible` for other classes, labels, kinds of forecast, seeds, segments or periods.
 */
export function mergeEvaluations(a: Evaluation, b: Evaluation): Evaluation {
  refuseDifferent(a, b);
  const [first, second] = [a.summary.numbers, b.summary.numbers];
  if (second.last < first.first) return mergeEvaluations(b, a);
  const shift = second.first > first.last ? 0 : first.last - second.first + 1;
  return {
    ...a,
    predictions: {
      ...a.predictions,
      notes: [...new Set([...a.predictions.notes, ...b.predictions.notes])],
    },
    summary: mergeSummaries(a.summary, b.summary, shift),
  };
}
