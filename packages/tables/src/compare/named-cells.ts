import type { ValueSummary } from "../summary/summary.ts";
import {
  type CellSet,
  type ComparedCell,
  loneValues,
  poolRare,
  type Sizes,
  specialCells,
} from "./cell-set.ts";
import type { Writer } from "./label.ts";

/** Which values can be told apart on both sides: all of them, unless a side lists only its most frequent ones. */
function listedOnBoth(a: ValueSummary, b: ValueSummary): (value: string | number) => boolean {
  const sides = [a, b].filter((s) => s.spill > 0).map((s) => new Set(s.values.map(([v]) => v)));
  return (value) => sides.every((side) => side.has(value));
}

/**
 * One cell a value, for categories and for numbers of which there are few; values too rare on both sides together are
 * pooled, and those beyond a side's list are one cell.
 */
export function namedCells(
  current: ValueSummary,
  reference: ValueSummary,
  write: Writer,
  sizes: Sizes,
): CellSet {
  const told = listedOnBoth(current, reference);
  const rows = new Map<string | number, { x: number; y: number }>();
  const rest = { x: current.spill, y: reference.spill };
  const add = (summary: ValueSummary, side: "x" | "y"): void => {
    for (const [value, n] of summary.values) {
      if (!told(value)) {
        rest[side] += n;
        continue;
      }
      const cell = rows.get(value) ?? { x: 0, y: 0 };
      cell[side] = n;
      rows.set(value, cell);
    }
  };
  add(reference, "y");
  add(current, "x");
  const numeric = [...rows.keys()].every((v) => typeof v === "number");
  const values = [...rows].map(([value, c]): ComparedCell & { value: string | number } => ({
    value,
    label: write.value(value),
    aside: false,
    ...c,
  }));
  values.sort((a, b) =>
    numeric ? Number(a.value) - Number(b.value) : b.x + b.y - a.x - a.y || (a.label < b.label ? -1 : 1),
  );
  const plain = values.map(({ label, aside, x, y }): ComparedCell => ({ label, aside, x, y }));
  const spill: ComparedCell[] =
    rest.x + rest.y > 0 ? [{ label: "values beyond the list", aside: true, ...rest }] : [];
  const all = [...plain, ...specialCells(current.specials, reference.specials), ...spill];
  const notes =
    spill.length > 0 ? ["more distinct values than are listed: those beyond the list are one cell"] : [];
  return {
    ...poolRare(all, sizes),
    scale: numeric ? "ordered" : "named",
    fresh: loneValues(all, "x"),
    gone: loneValues(all, "y"),
    onceShare: all.filter((c) => c.y === 1).length / sizes.m,
    notes,
  };
}
