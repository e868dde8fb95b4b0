import { expm1mx } from "../scalar/expm1mx.ts";
import { log1pmx } from "../scalar/log1pmx.ts";
import type { Table } from "./joint.ts";
import { productError } from "./pair.ts";

/**
 * Σ x log(x·S/(r·c)) of one matrix of weights: S times the divergence of its cells from the product of their margins.
 * x·S − r·c is taken in twice the working precision, so that near-independence keeps its digits.
 */
function dependenceOfMatrix(
  x: Float64Array,
  start: number,
  rows: number,
  cols: number,
  step: number,
): number {
  const r = new Float64Array(rows);
  const c = new Float64Array(cols);
  let total = 0;
  const at = (i: number, j: number) => x[start + (i * cols + j) * step]!;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      r[i] = r[i]! + at(i, j);
      c[j] = c[j]! + at(i, j);
    }
    total += r[i]!;
  }
  if (total === 0) return 0;
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const value = at(i, j);
      const own = value * total;
      const product = r[i]! * c[j]!;
      const gap = product - own + (productError(r[i]!, c[j]!, product) - productError(value, total, own));
      const u = gap / own;
      if (value === 0) sum += product / total;
      else if (u < 1) sum -= value * log1pmx(u);
      else {
        const l = Math.log(product / own);
        sum += l < 0.7 ? value * expm1mx(l) : gap / total - value * l;
      }
    }
  }
  return sum;
}

/** I(A; B | C) in nats of a table over (A, B, C). */
export function dependence({ x, shape: [a, b, c], total }: Table): number {
  let sum = 0;
  for (let k = 0; k < c; k++) sum += dependenceOfMatrix(x, k, a, b, c);
  return sum / total;
}
