import type { ScoreFigures } from "@relent/core/score";
import { PAIRED_ROWS } from "./collect-losses.ts";
import type { LossComparison } from "./compare-losses.ts";
import { comparisonSentence } from "./comparison-sentence.ts";
import type { EvaluateOptions } from "./options.ts";
import type { SetAside } from "./read-rows.ts";
import { LABEL_BITS } from "./report/loss-words.ts";
import { counted, rowList, said, worstSegment } from "./report/words.ts";
import type { EvalResult } from "./result.ts";
import { WORTH } from "./verdict.ts";

export type Said = Omit<EvalResult, "sentence" | "warnings" | "method">;

function spent(result: Said): string {
  const { logLoss, finiteLogLoss, baseRate, infinite } = result;
  const base = `where always saying the base rate would spend ${said(baseRate.value)}`;
  if (infinite.rows === 0) return `The model spends ${said(logLoss.value)} bits a label ${base}`;
  const named = rowList(
    infinite.named.map((r) => r.row),
    infinite.rows,
  );
  const begin = `The model called ${counted(infinite.rows, "label")} impossible (${named}), so its log loss is infinite`;
  return finiteLogLoss === null
    ? begin
    : `${begin}; over the other rows it spends ${said(finiteLogLoss.value)} bits a label ${base}`;
}

const worth = ({ verdict, logLoss }: Said): string => (Number.isFinite(logLoss.value) ? WORTH[verdict] : "");

function recoverable({ recalibration, infinite }: Said): string {
  if (recalibration === null || recalibration.best === null) return "";
  const { chosen, best, methods } = recalibration;
  const endless = infinite.rows > 0;
  const saved = endless ? methods.find((m) => m.name === best)!.beyondFloor : chosen;
  const sure = saved.low > 0 && Number.isFinite(saved.value);
  if (endless) {
    const more = sure ? `, and ${best} recalibration would save ${said(saved.value)} bits a label more` : "";
    return `. A floor under its probabilities would end the infinite loss${more}`;
  }
  return sure
    ? `; ${best} recalibration would recover ${said(saved.value)} of them`
    : "; recalibration would recover nothing sure";
}

/** The verdict in plain words. */
export function evalSentence(result: Said): string {
  const where = worstSegment(result.segments, LABEL_BITS.each);
  return `${spent(result)}${worth(result)}${recoverable(result)}.${where}${comparisonSentence(result.comparison, LABEL_BITS)}`;
}

const REASONS = [
  ["label", "no label"],
  ["forecast", "no forecast"],
  ["weight", "no weight"],
] as const;

/** Which rows were left out, and why. */
export const leftOut = (setAside: SetAside): string[] =>
  REASONS.flatMap(([key, words]) =>
    setAside[key] > 0
      ? [
          `${counted(setAside[key], "row")} ${setAside[key] === 1 ? "has" : "have"} ${words} and ${setAside[key] === 1 ? "is" : "are"} left out.`,
        ]
      : [],
  );

/** Which rows are taken to depend on each other. */
export const dependence = ({ group }: EvaluateOptions): string =>
  group === undefined
    ? "Rows are taken as independent; --group names those that are not."
    : `Rows of one ${group} are taken as dependent: intervals are cluster-robust.`;

/** Fewer groups than this, and intervals between groups hold the truth less often than they say. */
const FEW_GROUPS = 20;

/** That there are few groups; nothing where rows are independent. */
export function fewGroups(names: Iterable<string | number> | null | undefined): string[] {
  const groups = new Set(names ?? []).size;
  return groups > 0 && groups < FEW_GROUPS
    ? [
        `${counted(groups, "group")} only: below ${FEW_GROUPS} the intervals hold the truth less often than they say.`,
      ]
    : [];
}

/** How another model was compared; nothing where there is none. */
export function pairing(
  comparison: LossComparison | null,
  seed: number,
  { group, weight }: EvaluateOptions,
): string[] {
  if (comparison === null) return [];
  const { live, rows } = comparison;
  const sample =
    rows === PAIRED_ROWS
      ? [
          `The models are compared on an even sample of ${PAIRED_ROWS.toLocaleString("en-US")} rows (seed ${seed}).`,
        ]
      : [];
  const ordered = live.timed ? ["What is valid whenever one looks follows the rows in time."] : [];
  const unit = group === undefined ? "row" : group;
  const once =
    group === undefined && weight === undefined
      ? []
      : [`What is valid whenever one looks counts each ${unit} once, whatever its weight.`];
  return [...sample, ...ordered, ...once];
}

/** How segments were searched; nothing where none were. */
export const searched = (tested: number): string[] =>
  tested > 0
    ? [`${counted(tested, "segment")} looked at, those of at least 50 rows; false discovery rate 0.05.`]
    : [];

/** What to beware of. */
export function evalWarnings(result: Said, figures: ScoreFigures, notes: readonly string[]): string[] {
  const { setAside, classes, infinite, comparison } = result;
  const names = (places: readonly number[]): string => places.map((k) => `\`${classes[k]}\``).join(", ");
  const occurring = classes.length - figures.absent.length;
  const one =
    occurring === 1
      ? [
          `All labels are \`${classes[result.perClass.findIndex((c) => c.rows > 0)]}\`: there is nothing to tell apart, and no skill to be had.`,
        ]
      : [];
  const absent = occurring > 1 && figures.absent.length > 0 ? [`No label is ${names(figures.absent)}.`] : [];
  const silent =
    figures.neverPredicted.length > 0
      ? [`The model never holds ${names(figures.neverPredicted)} likeliest.`]
      : [];
  const impossible =
    infinite.rows > 0
      ? [
          `${counted(infinite.rows, "label")} had probability 0 (${rowList(
            infinite.named.map((r) => r.row),
            infinite.rows,
          )}): the log loss is infinite, and no figure is clipped to hide it.`,
        ]
      : [];
  const bothWays =
    comparison !== null && comparison.infinite.own > 0 && comparison.infinite.other > 0
      ? [
          `Both models call labels impossible (${counted(comparison.infinite.own, "row")} and ${comparison.infinite.other.toLocaleString("en-US")}); they are compared on the other rows.`,
        ]
      : [];
  return [...impossible, ...one, ...absent, ...silent, ...bothWays, ...leftOut(setAside), ...notes];
}

/** What was assumed and how the figures were made. */
export function methodLines(result: Said, options: EvaluateOptions): string[] {
  const { recalibration, comparison, segmentsTested } = result;
  const fits =
    recalibration === null
      ? []
      : [
          `Recalibrations are fitted to ${recalibration.rows < result.rows ? `an even sample of ${recalibration.rows.toLocaleString("en-US")} rows (seed ${result.seed})` : "all rows"} and judged on rows they have not seen, in five parts.`,
        ];
  const corrected =
    options.calibrator === undefined
      ? []
      : [`Forecasts are corrected by a saved calibrator (${options.calibrator.method}).`];
  return [
    `Log loss is the mean of −log₂ of the probability that the forecast gave to the label: bits a label; intervals cover ${100 * result.level} %.`,
    dependence(options),
    ...corrected,
    ...fits,
    ...pairing(comparison, result.seed, options),
    ...searched(segmentsTested),
  ];
}
