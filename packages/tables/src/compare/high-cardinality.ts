import { gTest, minimumEffectP } from "@relent/core/estimate";
import type { ColumnPlan } from "../plan/plan.ts";
import { stringClass, stringLength } from "../summary/string-class.ts";
import type { ColumnSummary, CountSummary, HashedSummary, ValueSummary } from "../summary/summary.ts";
import { effectOf } from "./cluster-test.ts";
import { compareColumn, EMPTY_RESULT, type Judgement, namedNew, unjudged } from "./compare-column.ts";
import { newShare, shareEstimate, valueRows } from "./new-share.ts";
import type { Settings } from "./options.ts";

/** Fewer distinct values than this can be listed whatever their share of the rows. */
const FEW = 50;

const TEXT: ReadonlySet<string> = new Set(["string", "uuid"]);

/** Whether a text column has too many distinct values to be compared value by value. */
export function isHighCardinality(plan: ColumnPlan, reference: CountSummary): boolean {
  if (reference.kind === "hashed") return true;
  if (reference.kind !== "values" || !TEXT.has(plan.type)) return false;
  if (reference.spill > 0) return true;
  const rows = reference.values.reduce((a, [, n]) => a + n, 0);
  return reference.values.length > FEW && reference.values.length > rows / 2;
}

/** Whether a text column that left fewer than two cells to compare holds values enough to be compared by their novelty. */
export function hasManyTexts(plan: ColumnPlan, reference: CountSummary): boolean {
  return TEXT.has(plan.type) && reference.kind === "values" && reference.values.length > FEW;
}

type Texts = ValueSummary | HashedSummary;

/** Rows by a derived property of the values; of a sampled column, its nulls are thinned as the values are. */
function derived(summary: Texts, property: "length" | "class", share: number): ValueSummary {
  const own =
    summary.kind === "hashed"
      ? property === "length"
        ? summary.lengths
        : summary.classes
      : tallied(summary, property);
  const values = [...own].sort((a, b) => b[1] - a[1]);
  const specials = { ...summary.specials, nulls: Math.round(summary.specials.nulls * share) };
  return { kind: "values", specials, values, spill: 0 };
}

function tallied(summary: ValueSummary, property: "length" | "class"): [string | number, number][] {
  const rows = new Map<string | number, number>();
  for (const [value, n] of summary.values) {
    const key = property === "length" ? stringLength(String(value)) : stringClass(String(value));
    rows.set(key, (rows.get(key) ?? 0) + n);
  }
  return [...rows];
}

const GRID = { segments: [{ lo: -0.5, scale: 1, cells: 1024 }], points: [] } as const;

const derivedPlan = (plan: ColumnPlan, property: "length" | "class"): ColumnPlan => ({
  ...plan,
  name: `${plan.name} (${property})`,
  type: property === "length" ? "integer" : "string",
  count:
    property === "length"
      ? { kind: "values", numeric: true, grid: GRID }
      : { kind: "values", numeric: false },
});

/** Values of current that the reference never has, most rows first, where they can be named. */
function freshValues(current: Texts, reference: Texts): { readonly label: string; readonly rows: number }[] {
  if (current.kind !== "values" || reference.kind !== "values" || reference.spill > 0) return [];
  const known = new Set(reference.values.map(([value]) => value));
  return current.values
    .filter(([value]) => !known.has(value))
    .map(([value, rows]) => ({ label: String(value), rows }));
}

const rowsOf = (s: ValueSummary): number => s.values.reduce((a, [, n]) => a + n, s.specials.nulls);

/**
 * Compares a column of too many texts by what can be said of it: the share of values that are new, against how many a
 * further sample of the reference would find new; the texts' length; the kinds of character that they hold.
 */
export function compareHighCardinality(
  plan: ColumnPlan,
  current: ColumnSummary,
  reference: ColumnSummary,
  rows: { readonly n: number; readonly m: number },
  settings: Settings,
  maxDraws: number,
): Judgement[] {
  const [x, y] = [current.count, reference.count];
  const texts = (s: CountSummary): s is Texts => s.kind === "values" || s.kind === "hashed";
  if (!texts(x) || !texts(y) || x.kind !== y.kind)
    return [unjudged(plan, "the two sides were counted in different ways")];
  if ([x, y].some((s) => s.kind === "values" && s.spill > 0)) {
    return [unjudged(plan, "more distinct values than are listed: make the profiles again from both tables")];
  }
  const share = plan.count.kind === "hashed" ? plan.count.share : 1;
  const effect = effectOf(current, reference, rows);
  const [xRows, yRows] = [valueRows(x, share), valueRows(y, share)];
  const found = newShare(xRows, yRows, { level: settings.level, escape: settings.escape, effect });
  const parts = (["length", "class"] as const).map((property) => {
    const [a, b] = [derived(x, property, share), derived(y, property, share)];
    if (rowsOf(a) === 0 || rowsOf(b) === 0)
      return unjudged(derivedPlan(plan, property), "no rows to compare");
    const sizes = { n: rowsOf(a), m: rowsOf(b), effect };
    return compareColumn(derivedPlan(plan, property), { count: a }, { count: b }, sizes, settings, maxDraws);
  });
  if (found === null) return [unjudged(plan, "no values to compare"), ...parts];
  const sampled = [(xRows.total * share) / effect, (yRows.total * share) / effect] as const;
  const judged = Math.max(found.current, found.reference);
  const pair = {
    x: [judged * sampled[0], (1 - judged) * sampled[0]],
    y: [found.reference * sampled[1], (1 - found.reference) * sampled[1]],
  };
  const own: Judgement = {
    result: {
      ...EMPTY_RESULT,
      name: plan.name,
      type: plan.type,
      designEffect: effect,
      newShare: shareEstimate(found, settings.level, sampled),
      ...namedNew(freshValues(x, y), xRows.total),
      reason:
        "too many distinct values: compared by the share of new ones, their length and their characters",
      warnings: [],
    },
    test: gTest(pair),
    floorP: minimumEffectP(found.kl.fit, settings.floor * Math.LN2),
    maySame: true,
    high: found.kl.estimate.high,
    skipped: null,
  };
  return [own, ...parts];
}
