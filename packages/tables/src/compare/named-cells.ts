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

interface Counted extends ComparedCell {
  x: number;
  y: number;
}

/** More cells than this are not shown one by one, so that their order does not matter. */
const SORTED = 2000;

function byFrequency(cells: readonly Counted[]): readonly Counted[] {
  if (cells.length > SORTED) return cells;
  return cells.toSorted((a, b) => b.x + b.y - a.x - a.y || (a.label < b.label ? -1 : 1));
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
  const cells = new Map<string | number, Counted>();
  const rest = { x: current.spill, y: reference.spill };
  const add = (summary: ValueSummary, side: "x" | "y"): void => {
    for (const [value, n] of summary.values) {
      if (!told(value)) {
        rest[side] += n;
        continue;
      }
      const known = cells.get(value);
      if (known) known[side] = n;
      else cells.set(value, { label: write.value(value), aside: false, x: 0, y: 0, [side]: n });
    }
  };
  add(reference, "y");
  add(current, "x");
  const numeric = [...cells.keys()].every((v) => typeof v === "number");
  const plain: readonly ComparedCell[] = numeric
    ? [...cells].sort((a, b) => Number(a[0]) - Number(b[0])).map(([, cell]) => cell)
    : byFrequency([...cells.values()]);
  const spill: ComparedCell[] =
    rest.x + rest.y > 0 ? [{ label: "values beyond the list", aside: true, ...rest }] : [];
  const all = [...plain, ...specialCells(current.specials, reference.specials), ...spill];
  const notes =
    spill.length > 0 ? ["more distinct values than are listed: those beyond the list are one cell"] : [];
  return {
    ...poolRare(all, sizes),
    scale: numeric ? "ordered" : "named",
    fresh: loneValues(all, "x"),
    single: all.length === 1,
    notes,
  };
}
