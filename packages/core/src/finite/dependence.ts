import { expm1mx } from "../scalar/expm1mx.ts";
import { log1pmx } from "../scalar/log1pmx.ts";
import type { Table } from "./joint.ts";
import { productError } from "./pair.ts";

/** What is done with a cell: its weight x, the product r·c of its margins, x·S, and r·c − x·S in twice the precision. */
type Visit = (index: number, value: number, product: number, own: number, gap: number, total: number) => void;

/** Walks the cells of one matrix of weights beside the product of its margins. */
function walkMatrix(
  x: Float64Array,
  start: number,
  rows: number,
  cols: number,
  step: number,
  visit: Visit,
): void {
  const r = new Float64Array(rows);
  const c = new Float64Array(cols);
  let total = 0;
  const place = (i: number, j: number) => start + (i * cols + j) * step;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      r[i] = r[i]! + x[place(i, j)]!;
      c[j] = c[j]! + x[place(i, j)]!;
    }
    total += r[i]!;
  }
  if (total === 0) return;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const value = x[place(i, j)]!;
      const own = value * total;
      const product = r[i]! * c[j]!;
      const gap = product - own + (productError(r[i]!, c[j]!, product) - productError(value, total, own));
      visit(place(i, j), value, product, own, gap, total);
    }
  }
}

function walk({ x, shape: [a, b, c] }: Table, visit: Visit): void {
  for (let k = 0; k < c; k++) walkMatrix(x, k, a, b, c, visit);
}

/**
 * I(A; B | C) in nats of a table over (A, B, C): Σ x log(x·S/(r·c)) in terms that are never negative.
 * x·S − r·c is taken in twice the working precision, so that near-independence keeps its digits.
 */
export function dependence(table: Table): number {
  let sum = 0;
  walk(table, (_, value, product, own, gap, total) => {
    const u = gap / own;
    if (value === 0) sum += product / total;
    else if (u < 1) sum -= value * log1pmx(u);
    else {
      const l = Math.log(product / own);
      sum += l < 0.7 ? value * expm1mx(l) : gap / total - value * l;
    }
  });
  return sum / table.total;
}

/** log(x·S/(r·c)) of every cell: the derivative of I(A; B | C) by its weight; 0 of a cell without any. */
export function dependenceSlopes(table: Table): Float64Array {
  const slopes = new Float64Array(table.x.length);
  walk(table, (index, value, product, own, gap) => {
    if (value === 0) return;
    slopes[index] = Math.abs(gap) < 0.5 * own ? -Math.log1p(gap / own) : -Math.log(product / own);
  });
  return slopes;
}
