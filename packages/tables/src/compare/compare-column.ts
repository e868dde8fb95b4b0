import { type CountEstimate, rowsNeeded, type Test } from "@relent/core/estimate";
import type { ColumnPlan } from "../plan/plan.ts";
import type { ColumnSummary } from "../summary/summary.ts";
import type { CellSet, LoneValue, Sizes } from "./cell-set.ts";
import { effectOf } from "./cluster-test.ts";
import { distances } from "./distances.ts";
import { cellResults, currentEntropy, figuresOf } from "./figures.ts";
import type { Axis, FineCell } from "./fine-cells.ts";
import { formCells } from "./form-cells.ts";
import { isConstant, judgeCells } from "./judge-cells.ts";
import { noveltyOf } from "./novelty.ts";
import type { Settings } from "./options.ts";
import type { ColumnResult, Tail } from "./result.ts";
import { isSparse } from "./test-column.ts";

/** Most cells, and most new values, that a result lists one by one. */
const LISTED_CELLS = { ordered: 40, named: 24 } as const;
const LISTED_NEW = 20;

/** A compared column before the verdicts, which look at all columns together. */
export interface Judgement {
  readonly result: Omit<ColumnResult, "verdict" | "floorTest" | "test">;
  readonly test: Test | null;
  /** p of "at most the floor"; null for a column that is not judged by size. */
  readonly floorP: number | null;
  readonly maySame: boolean;
  /** High end of the interval that the floor is held against, in bits. */
  readonly high: number | null;
  /** Why it stays out of the family of tests. */
  readonly skipped: string | null;
}

export const EMPTY_RESULT = {
  kl: null,
  reverseKl: null,
  jensenShannon: null,
  psi: null,
  totalVariation: null,
  hellinger: null,
  ks: null,
  wasserstein: null,
  newShare: null,
  entropy: null,
  rowsNeeded: null,
  designEffect: 1,
  scale: "named",
  cells: [],
  newValues: [],
  newValueCount: 0,
  tails: null,
  reason: null,
  warnings: [],
} as const;

/** A column that is not judged, with the reason. */
export function unjudged(plan: ColumnPlan, reason: string, warnings: readonly string[] = []): Judgement {
  return {
    result: { ...EMPTY_RESULT, name: plan.name, type: plan.type, reason, warnings },
    test: null,
    floorP: null,
    maySame: false,
    high: null,
    skipped: reason,
  };
}

const percent = (share: number): string => `${(100 * share).toPrecision(2)} %`;

function notesOf(set: CellSet, sizes: Sizes): string[] {
  const notes = [...set.notes];
  if (isSparse(set)) {
    notes.push(
      `${percent(set.rareShare)} of a side is in values too rare to compare one by one: a lower bound for all of them`,
    );
  }
  const thin = set.cells.filter((c) => c.y > 0 && c.y < 5 && c.x >= 0.01 * sizes.n);
  if (thin.length > 0) {
    notes.push(
      `lower bound: reference too sparse in cells ${thin
        .map((c) => c.label)
        .slice(0, 5)
        .join(", ")}`,
    );
  }
  return notes;
}

function reasonFor(
  kl: CountEstimate,
  sizes: Sizes,
  settings: Settings,
): { rows: number | null; reason: string } {
  const needed = rowsNeeded(kl.fit, kl.estimate.value * Math.LN2, settings.floor * Math.LN2, {
    level: settings.level,
  });
  if (needed.rows === null) return { rows: null, reason: "at the floor: more rows will not decide" };
  const rows = Math.max(Math.ceil(needed.rows * sizes.effect), Math.min(sizes.n, sizes.m) + 1);
  return { rows, reason: `about ${rows.toLocaleString("en-US")} rows a side would decide` };
}

const TOO_RARE = { rows: null, reason: "many values are too rare to compare one by one" };

/** p of two tests of which either may speak (Bonferroni). */
const eitherP = (a: number | null, b: number): number => (a === null ? b : Math.min(1, 2 * Math.min(a, b)));

/** The values that are new, most rows first, with how many there are. */
export function namedNew(
  fresh: readonly LoneValue[],
  rows: number,
): Pick<ColumnResult, "newValues" | "newValueCount"> {
  const listed = fresh.slice(0, LISTED_NEW).map((v) => ({ ...v, share: v.rows / rows }));
  return { newValues: listed, newValueCount: fresh.length };
}

/** Rows beyond all of m reference values are no news while there are about n/m of them. */
const EXPECTED_BEYOND = 10;

/** Shares beyond the reference; of columns counted by value only where there are more than chance would put there. */
function tailsOf(axis: Axis, sizes: Sizes): ColumnResult["tails"] {
  const tail = (c: FineCell): Tail => ({
    reference: c.y / sizes.m,
    current: c.x / sizes.n,
    referenceMean: c.y > 0 ? c.yMean : null,
    currentMean: c.x > 0 ? c.xMean : null,
  });
  const [below, above] = [tail(axis.below), tail(axis.above)];
  const news = axis.byValue ? Math.max(below.current, above.current) * sizes.m > EXPECTED_BEYOND : true;
  return news ? { below, above } : null;
}

/** How often the values of a result's cells stand alone, most bits first, the rest as one. */
function listed(set: CellSet, sizes: Sizes, epsilon: number) {
  const cells = cellResults(set, sizes, epsilon);
  const most = LISTED_CELLS[set.scale];
  if (cells.length <= most) return cells;
  const kept = new Set([...cells].sort((a, b) => b.bits - a.bits).slice(0, most - 1));
  const rest = cells.filter((c) => !kept.has(c));
  const sum = (key: "reference" | "current" | "bits"): number => rest.reduce((a, c) => a + c[key], 0);
  const other = {
    label: `other (${rest.length.toLocaleString("en-US")} values)`,
    reference: sum("reference"),
    current: sum("current"),
    bits: sum("bits"),
    aside: true as const,
  };
  return [...cells.filter((c) => kept.has(c)), other];
}

/** Compares one column that both sides counted over the same cells. */
export function compareColumn(
  plan: ColumnPlan,
  current: ColumnSummary,
  reference: ColumnSummary,
  rows: { readonly n: number; readonly m: number; readonly effect?: number },
  settings: Settings,
  maxDraws: number,
): Judgement {
  const clusters =
    current.clusters && reference.clusters ? ([current.clusters, reference.clusters] as const) : null;
  const effect = rows.effect ?? effectOf(current, reference, rows);
  const sizes: Sizes = { n: rows.n, m: rows.m, effect };
  const formed = formCells(plan, current.count, reference.count, sizes);
  if (formed === null) return unjudged(plan, "the two sides were counted in different ways");
  const { set, axis } = formed;
  const notes = notesOf(set, sizes);
  const { kl, test, maySame, ...evidence } = judgeCells(set, sizes, settings, maxDraws, clusters);
  const novelty = isSparse(set) ? noveltyOf(plan, current.count, reference.count, effect, settings) : null;
  const floorP = novelty ? eitherP(evidence.floorP, novelty.floorP) : evidence.floorP;
  const base = {
    ...EMPTY_RESULT,
    name: plan.name,
    type: plan.type,
    designEffect: effect,
    scale: set.scale,
    cells: listed(set, sizes, settings.escape),
    ...namedNew(set.fresh, sizes.n),
    newShare: novelty?.share ?? null,
    warnings: notes,
  };
  if (kl === null) {
    const reason = "fewer than two values are frequent enough to compare";
    return { result: { ...base, reason }, test, floorP, maySame, high: null, skipped: null };
  }
  const measured = axis ? distances(axis, unitOf(plan), effect) : null;
  const { rows: needed, reason } = isSparse(set) ? TOO_RARE : reasonFor(kl, sizes, settings);
  return {
    result: {
      ...base,
      ...figuresOf(set, sizes, settings),
      kl: { ...kl.estimate, test, notes },
      entropy: currentEntropy(set, sizes),
      ks: measured?.ks ?? null,
      wasserstein: measured?.wasserstein ?? null,
      tails: axis ? tailsOf(axis, sizes) : null,
      rowsNeeded: needed,
      reason: isConstant(set) ? CONSTANT : reason,
    },
    test,
    floorP,
    maySame,
    high: kl.estimate.high,
    skipped: null,
  };
}

export const CONSTANT = "constant on both sides";

const UNITS: Readonly<Record<string, string>> = { date: "seconds", timestamp: "seconds", time: "seconds" };

/** The unit of a column's own values. */
function unitOf(plan: ColumnPlan): string {
  if (plan.view !== "self") return plan.view === "hour" ? "hours" : "days";
  return UNITS[plan.type] ?? plan.name;
}
