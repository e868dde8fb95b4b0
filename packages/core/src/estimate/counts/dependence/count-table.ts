import { invalid } from "../../../finite/check.ts";
import { axesOf, type Joint } from "../../../finite/joint.ts";
import { toCounts } from "../count-row.ts";

/** A table of counts over groups of axes, its empty rows and columns left out. */
export interface CountTable {
  readonly n: number;
  /** Outcomes of each group, unseen ones included. */
  readonly sizes: readonly number[];
  /** Counts of each group's seen outcomes. */
  readonly margins: readonly Float64Array[];
  /** Cells that occur. */
  readonly counts: Float64Array;
  /** Which seen outcome of each group a cell belongs to: `codes[group][cell]`. */
  readonly codes: readonly Int32Array[];
}

/** Sums a joint table of counts down to groups of axes. */
export function countTable(fn: string, table: Joint, groups: readonly (readonly number[])[]): CountTable {
  if (typeof table?.shape !== "object") {
    invalid(`${fn}: table is no joint table; it must be joint(counts(…), shape)`, { value: table });
  }
  axesOf(fn, table, groups.flat());
  groups.forEach((group, index) => {
    if (group.length === 0) invalid(`${fn}: group ${index} has no axes; each needs one at least`, { index });
  });
  const { shape } = table;
  const x = toCounts(fn, "table", table.row);
  const strides = shape.map(() => 1);
  for (let k = shape.length - 2; k >= 0; k--) strides[k] = strides[k + 1]! * shape[k + 1]!;
  const place = (cell: number, group: readonly number[]): number =>
    group.reduce((at, axis) => at * shape[axis]! + (Math.floor(cell / strides[axis]!) % shape[axis]!), 0);
  const seen = groups.map(() => new Map<number, number>());
  const cells = new Map<string, { count: number; readonly codes: readonly number[] }>();
  let n = 0;
  for (let i = 0; i < x.length; i++) {
    const count = x[i]!;
    if (count === 0) continue;
    n += count;
    const codes = groups.map((group, g) => {
      const outcome = place(i, group);
      const known = seen[g]!.get(outcome) ?? seen[g]!.size;
      seen[g]!.set(outcome, known);
      return known;
    });
    const key = codes.join();
    const cell = cells.get(key);
    if (cell) cell.count += count;
    else cells.set(key, { count, codes });
  }
  const list = [...cells.values()];
  const margins = seen.map((outcomes, g) => {
    const margin = new Float64Array(outcomes.size);
    for (const { count, codes } of list) margin[codes[g]!]! += count;
    return margin;
  });
  return {
    n,
    sizes: groups.map((group) => group.reduce((product, axis) => product * shape[axis]!, 1)),
    margins,
    counts: Float64Array.from(list, (cell) => cell.count),
    codes: groups.map((_, g) => Int32Array.from(list, (cell) => cell.codes[g]!)),
  };
}

/** Cells of the table's seen outcomes, those without a count included. */
export function denseCells({ margins }: CountTable): number {
  return margins.reduce((product, margin) => product * margin.length, 1);
}

/** Free cells under dependence less those under independence: Π K − 1 − Σ (K − 1) over seen outcomes. */
export function degreesOfDependence(table: CountTable): number {
  return denseCells(table) - 1 - table.margins.reduce((sum, margin) => sum + margin.length - 1, 0);
}
