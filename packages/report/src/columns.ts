import type { Unit } from "@relent/core/estimate";
import type { Cell, Column, Table } from "./model.ts";

/** The unit of a cell that has one. */
export const unitOf = (cell: Cell): Unit | undefined =>
  cell.kind === "number" ? cell.unit : cell.kind === "estimate" ? cell.estimate.unit : undefined;

/** A column of a table with what all its cells share. */
export interface ColumnView {
  readonly column: Column;
  readonly index: number;
  /** Heading, with the unit where every figure has the same one and the label does not say it. */
  readonly label: string;
  /** The one unit of all its figures, where the label does not say it. */
  readonly unit: Unit | undefined;
  /** Whether each cell must say its own unit. */
  readonly unitInCells: boolean;
  /** The kind of cell that sets the column's layout. */
  readonly kind: Cell["kind"];
  /** Whether decimal points should stand below each other. */
  readonly figures: boolean;
}

const FIGURES: readonly Cell["kind"][] = ["number", "p", "estimate"];
const PLAIN: readonly Cell["kind"][] = ["none", "text"];

/** Looks down each column of a table once, so that every format lays it out alike. */
export function viewColumns({ columns, rows }: Table): ColumnView[] {
  return columns.map((column, index) => {
    const cells = rows.flatMap((row) => row[index] ?? []);
    const units = new Set(cells.flatMap((cell) => unitOf(cell) ?? []));
    const [unit] = units;
    const shared = units.size === 1 && unit !== undefined && unit !== "1" ? unit : undefined;
    const says =
      shared !== undefined &&
      column.label
        .toLowerCase()
        .split(/[\s,()[\]/]+/)
        .includes(shared.toLowerCase());
    const kind = cells.find((cell) => !PLAIN.includes(cell.kind))?.kind ?? "text";
    return {
      column,
      index,
      label: shared === undefined || says ? column.label : `${column.label}, ${shared}`,
      unit: says ? undefined : shared,
      unitInCells: units.size > 1,
      kind,
      figures: FIGURES.includes(kind) && units.size <= 1,
    };
  });
}
