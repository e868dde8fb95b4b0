import { RelentError } from "@relent/core";
import { benjaminiHochberg } from "@relent/core/estimate";
import type { ColumnPlan, Plan } from "../plan/plan.ts";
import { checkUnits, comparePrivate, isNoisy, type PrivateSides } from "../private/compare-private.ts";
import { noticeLine } from "../private/notice.ts";
import type { Profile } from "../profile.ts";
import type { ColumnSummary, CountSummary, RangeSummary, TableSummary } from "../summary/summary.ts";
import { advances } from "./advancing.ts";
import { evenWeekdays, tooShort } from "./calendar.ts";
import { CONSTANT, compareColumn, type Judgement, unjudged } from "./compare-column.ts";
import { compareHighCardinality, hasManyTexts, isHighCardinality } from "./high-cardinality.ts";
import { decide } from "./judge-cells.ts";
import { writerFor } from "./label.ts";
import { type CompareOptions, type Settings, settingsOf } from "./options.ts";
import type { ColumnResult, ColumnVerdict, DiffResult, Verdict } from "./result.ts";
import { methodLines, tableWarnings, verdictSentence } from "./sentences.ts";

/** What the two tables' schemas say of columns that cannot be compared. */
export interface SchemaChange {
  readonly name: string;
  readonly type: ColumnResult["type"];
  readonly verdict: "only in reference" | "only in current" | "type changed";
  readonly reason: string;
}

/** The one value (or NULL) that a column holds on a side; null where it holds several. */
function onlyValue(count: CountSummary): string | null {
  if (count.kind !== "values" || count.spill > 0) return null;
  const { nulls, nan, positiveInfinity, negativeInfinity } = count.specials;
  if (nan + positiveInfinity + negativeInfinity > 0) return null;
  const kinds = count.values.length + (nulls > 0 ? 1 : 0);
  if (kinds !== 1) return null;
  return nulls > 0 ? "NULL" : String(count.values[0]![0]);
}

/** Whether each side holds one value of a column, and not the same one. */
function usedToSplit(current: ColumnSummary, reference: ColumnSummary): boolean {
  const [now, then] = [onlyValue(current.count), onlyValue(reference.count)];
  return now !== null && then !== null && now !== then;
}

function spanNote(plan: ColumnPlan, current: ColumnSummary, reference: ColumnSummary): string {
  const write = writerFor(plan).value;
  const span = (c: ColumnSummary): string =>
    c.range ? `${write(c.range.min)} to ${write(c.range.max)}` : "nothing";
  return `reference spans ${span(reference)}, current ${span(current)}`;
}

interface Sides {
  readonly current: TableSummary;
  readonly reference: TableSummary;
  /** What noise their counts hold. */
  readonly noise: PrivateSides;
}

function judge(plan: Plan, k: number, sides: Sides, settings: Settings, maxDraws: number): Judgement[] {
  const column = plan.columns[k]!;
  const [current, reference] = [sides.current.columns[k]!, sides.reference.columns[k]!];
  if (column.count.kind === "skipped") return [unjudged(column, column.count.reason)];
  if (isNoisy(sides.noise))
    return [comparePrivate(column, current, reference, sides.noise, settings, maxDraws)];
  if (settings.split && usedToSplit(current, reference)) return [unjudged(column, "used to split")];
  if (advances(column, current.range, reference.range)) {
    return [unjudged(column, "advances with time", [spanNote(column, current, reference)])];
  }
  const rows = { n: sides.current.rows, m: sides.reference.rows };
  if (isHighCardinality(column, reference.count)) {
    return compareHighCardinality(column, current, reference, rows, settings, maxDraws);
  }
  if (column.view === "self") {
    const compared = compareColumn(column, current, reference, rows, settings, maxDraws);
    return compared.result.kl === null && hasManyTexts(column, reference.count)
      ? compareHighCardinality(column, current, reference, rows, settings, maxDraws)
      : [compared];
  }
  const whole = plan.columns.findIndex((c) => c.column === column.column && c.view === "self");
  const ranges = [sides.current.columns[whole]?.range, sides.reference.columns[whole]?.range] as const;
  const short = tooShort(column, ranges);
  if (short !== null) return [unjudged(column, short)];
  const even = (side: ColumnSummary, range: RangeSummary | undefined): ColumnSummary =>
    column.view === "weekday" && range ? { ...side, count: evenWeekdays(side.count, range) } : side;
  return [
    compareColumn(column, even(current, ranges[0]), even(reference, ranges[1]), rows, settings, maxDraws),
  ];
}

function verdictOf(j: Judgement, floorQ: number, settings: Settings): ColumnVerdict {
  if (j.skipped !== null) return "skipped";
  return j.test === null ? "too few rows" : decide({ ...j, test: j.test }, floorQ, settings);
}

/** Verdicts of all columns together: the expected share of false alarms is held over the family that is judged. */
function conclude(judgements: readonly Judgement[], settings: Settings): ColumnResult[] {
  const family = judgements.filter((j) => j.skipped === null);
  const floorQ = new Map(benjaminiHochberg(family.map((j) => j.floorP ?? 1)).map((q, i) => [family[i]!, q]));
  const testQ = new Map(benjaminiHochberg(family.map((j) => j.test?.p ?? 1)).map((q, i) => [family[i]!, q]));
  return judgements.map((j) => {
    const q = floorQ.get(j) ?? 1;
    const verdict = verdictOf(j, q, settings);
    const decided = verdict === "moved" || verdict === "same";
    const constant = j.result.reason === CONSTANT;
    return {
      ...j.result,
      verdict,
      reason: decided && !constant && j.result.newShare === null ? null : j.result.reason,
      rowsNeeded: decided ? null : j.result.rowsNeeded,
      test: j.test === null || j.skipped !== null ? null : { ...j.test, q: testQ.get(j) ?? 1 },
      floorTest: j.floorP === null ? null : { p: j.floorP, q },
    };
  });
}

const RANK: readonly ColumnVerdict[] = [
  "moved",
  "type changed",
  "only in current",
  "only in reference",
  "too few rows",
  "same",
  "skipped",
];

/** How far a column moved, for sorting: its KL, or for one without it the share of new values. */
const effectOf = (c: ColumnResult): number =>
  c.kl?.value ?? (c.verdict === "moved" ? (c.newShare?.value ?? 0) : -1);

const worstFirst = (a: ColumnResult, b: ColumnResult): number =>
  RANK.indexOf(a.verdict) - RANK.indexOf(b.verdict) || effectOf(b) - effectOf(a);

function changed(change: SchemaChange): ColumnResult {
  const plan: ColumnPlan = {
    name: change.name,
    column: change.name,
    type: change.type,
    view: "self",
    count: { kind: "skipped", reason: change.reason },
    range: false,
  };
  const { result } = unjudged(plan, change.reason);
  return { ...result, verdict: change.verdict, test: null, floorTest: null };
}

const FINDINGS: ReadonlySet<ColumnVerdict> = new Set([
  "moved",
  "type changed",
  "only in current",
  "only in reference",
]);

function overall(columns: readonly ColumnResult[]): Verdict {
  if (columns.some((c) => FINDINGS.has(c.verdict))) return "moved";
  const judged = columns.filter((c) => c.verdict !== "skipped");
  return judged.length > 0 && judged.every((c) => c.verdict === "same") ? "same" : "too few rows";
}

/** Least draws that let one column of a family reach α after adjustment, ten times over. */
const drawsFor = (columns: number, alpha: number): number => 10 * Math.ceil(Math.max(1, columns) / alpha);

/**
 * Compares two profiles of one plan: which columns moved, by how many bits, with what certainty, because of which values.
 *
 * A pure function of the counts: the same profiles give the same result, wherever they were made. Errors: profiles on
 * different plans.
 */
export function diffProfiles(
  current: Profile,
  reference: Profile,
  changes: readonly SchemaChange[] = [],
  options: CompareOptions = {},
): DiffResult {
  if (current.plan.hash !== reference.plan.hash) {
    throw new RelentError(
      "incompatible",
      `diff: current was profiled on grid ${current.plan.hash}, reference on ${reference.plan.hash}; ` +
        "make the current profile on the reference's grid: relent profile DATA --like reference.json -o current.json",
    );
  }
  const settings = settingsOf(options);
  const { plan } = reference;
  const noise: PrivateSides = { current: current.private, reference: reference.private };
  checkUnits(noise);
  const sides = { current: current.summary, reference: reference.summary, noise };
  const gone = new Set(changes.map((c) => c.name));
  const empty = [sides.reference, sides.current].find((s) => s.rows === 0);
  const indices = plan.columns.flatMap((c, k) => (gone.has(c.column) ? [] : [k]));
  const draws = drawsFor(indices.length, settings.alpha);
  const judgements = indices.flatMap((k) =>
    empty ? [unjudged(plan.columns[k]!, "no rows to compare")] : judge(plan, k, sides, settings, draws),
  );
  const columns = [...conclude(judgements, settings), ...changes.map(changed)].sort(worstFirst);
  const verdict = overall(columns);
  const side = (s: TableSummary) => ({ name: s.name, rows: s.rows });
  const facts = {
    reference: side(sides.reference),
    current: side(sides.current),
    verdict,
    columns,
    settings,
  };
  return {
    schema: "relent/diff@1",
    reference: facts.reference,
    current: facts.current,
    direction: "D(current ‖ reference)",
    verdict,
    sentence: verdictSentence(facts),
    alpha: settings.alpha,
    floor: settings.floor,
    escape: settings.escape,
    level: settings.level,
    cluster: plan.cluster,
    columns,
    warnings: tableWarnings(facts, plan, sides.reference),
    method: [
      ...methodLines(facts, plan, reference.private?.unit ?? current.private?.unit ?? null),
      ...(current.private ? [noticeLine("Current", current.private)] : []),
      ...(reference.private ? [noticeLine("The reference", reference.private)] : []),
    ],
  };
}
