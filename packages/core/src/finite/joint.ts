import { RelentError } from "../error.ts";
import type { KindedRow, Row } from "./kinds.ts";
import { toKindedRow, toMass } from "./mass.ts";
import { probabilities } from "./surprisal.ts";

/** A distribution over tuples: its numbers lie with the last axis running fastest. */
export interface Joint {
  readonly row: KindedRow;
  readonly shape: readonly number[];
}

/**
 * Says that a row is a table over tuples of outcomes, with so many outcomes along each axis.
 *
 * The last axis runs fastest. The row is a bare array of probabilities or any kind; weights of any total are normalised.
 *
 * @throws RelentError "invalid-argument" when the shape does not match the number of outcomes.
 * @example
 * ```ts
 * mutualInformation(joint([0.5, 0, 0, 0.5], [2, 2]), { base: 2 }) // 1
 * mutualInformation(joint(counts([10, 10, 20, 20]), [2, 2])) // 0
 * ```
 */
export function joint(row: Row, shape: readonly number[]): Joint {
  const kinded = toKindedRow("joint", "row", row);
  const cells = shape.reduce((product, n) => product * n, 1);
  if (shape.length === 0 || !shape.every((n) => Number.isInteger(n) && n > 0)) {
    throw new RelentError(
      "invalid-argument",
      `joint: shape [${shape.join(", ")}]; it must be whole numbers above 0`,
    );
  }
  if (cells !== kinded.cols) {
    throw new RelentError(
      "invalid-argument",
      `joint: shape [${shape.join(", ")}] has ${cells} cells and the row ${kinded.cols} outcomes; they must be as many`,
    );
  }
  return { row: kinded, shape };
}

/** A table of two or three groups of axes, first and last; cells hold weights. */
export interface Table {
  readonly x: Float64Array;
  readonly shape: readonly [number, number, number];
  readonly total: number;
}

/** How many outcomes each axis has; throws for what `joint` did not make. */
export function shapeOf(fn: string, table: Joint): readonly number[] {
  if (Array.isArray(table?.shape)) return table.shape;
  throw new RelentError(
    "invalid-argument",
    `${fn}: the table is ${table === null ? "null" : typeof table}; pass joint(row, [rows, columns])`,
    { value: table },
  );
}

/** Checks axes of a table: distinct, and within its shape. */
export function axesOf(fn: string, table: Joint, axes: readonly number[]): void {
  const shape = shapeOf(fn, table);
  for (const axis of axes) {
    if (
      !(Number.isInteger(axis) && axis >= 0 && axis < shape.length) ||
      axes.indexOf(axis) !== axes.lastIndexOf(axis)
    ) {
      throw new RelentError(
        "invalid-argument",
        `${fn}: axes [${axes.join(", ")}] of a table whose axes are [${[...shape.keys()].join(", ")}]; each must be one of these, named once`,
        { value: axes },
      );
    }
  }
}

/** For each cell of a table, which cell of the table of three groups of axes it goes to; axes in no group are summed out. */
export function destinations(
  { shape }: Joint,
  groups: readonly (readonly number[])[],
): { readonly to: Uint32Array; readonly shape: readonly [number, number, number] } {
  const sizes = groups.map((group) => group.reduce((product, axis) => product * shape[axis]!, 1));
  const strides: number[] = shape.map(() => 1);
  for (let k = shape.length - 2; k >= 0; k--) strides[k] = strides[k + 1]! * shape[k + 1]!;
  const place = (cell: number, group: readonly number[]) =>
    group.reduce((at, axis) => at * shape[axis]! + (Math.floor(cell / strides[axis]!) % shape[axis]!), 0);
  const to = Uint32Array.from({ length: strides[0]! * shape[0]! }, (_, i) =>
    groups.reduce((sum, group, k) => sum * sizes[k]! + place(i, group), 0),
  );
  const [a = 1, b = 1, c = 1] = sizes;
  return { to, shape: [a, b, c] };
}

/** The weights of a table's cells, checked. */
export function cellsOf(fn: string, { row }: Joint): ArrayLike<number> {
  const mass = toMass(fn, "table", row);
  return mass.log ? probabilities(mass) : mass.x;
}

/** Sums a joint table down to three groups of axes; axes in no group are summed out. */
export function regroup(fn: string, table: Joint, groups: readonly (readonly number[])[]): Table {
  const cells = cellsOf(fn, table);
  const { to, shape } = destinations(table, groups);
  const x = new Float64Array(shape[0] * shape[1] * shape[2]);
  let total = 0;
  for (let i = 0; i < cells.length; i++) {
    x[to[i]!] = x[to[i]!]! + cells[i]!;
    total += cells[i]!;
  }
  return { x, shape, total };
}
