import { invalid } from "../finite/check.ts";
import type { Numbers } from "../finite/kinds.ts";
import { checkNumbers } from "./element-loss.ts";
import { gradientArray } from "./gradient-array.ts";
import { planReduction, type ReductionOptions } from "./reduce.ts";
import type { Floats, LossResult } from "./result.ts";
import { Tally, type Terms } from "./tally.ts";

/** What losses of rows of plain numbers may be told. */
export interface RowLossOptions extends ReductionOptions {
  /** How many rows the arrays hold; 1 when left out. */
  readonly rows?: number;
}

/** A row's loss; writes its gradient by each input that moves. */
export type RowTerm = (row: number, grads: readonly Float64Array[]) => number;

interface Frame<Name extends string> {
  readonly fn: string;
  /** The inputs that move, by name, each with as many numbers a row as it has. */
  readonly moving: Readonly<Record<Name, Numbers>>;
  readonly options: RowLossOptions;
  readonly term: RowTerm;
  /** Names of the parts of the loss, and where `term` leaves them. */
  readonly terms?: Terms;
}

/** How many numbers a row of an array has. */
export function columnsOf(fn: string, name: string, x: Numbers, rows: number): number {
  checkNumbers(fn, name, x, undefined);
  if (!(Number.isInteger(rows) && rows >= 0))
    invalid(`${fn}: rows = ${rows}; it must be a whole number ≥ 0`, { value: rows });
  const cols = rows === 0 ? 0 : x.length / rows;
  if (!Number.isInteger(cols) || (rows === 0 && x.length > 0))
    invalid(`${fn}: ${name} has ${x.length} numbers; they must divide into ${rows} rows`, {
      value: x.length,
    });
  return cols;
}

/** Walks rows: reduces the losses and puts the gradients of all inputs that move in place. */
export function rowLosses<Name extends string>({
  fn,
  moving,
  options,
  term,
  terms,
}: Frame<Name>): LossResult<Record<Name, Floats>> {
  const { rows = 1 } = options;
  const names = Object.keys(moving) as Name[];
  const cols = names.map((name) => columnsOf(fn, name, moving[name], rows));
  const plan = planReduction(fn, rows, options);
  const grads = names.map((name) =>
    gradientArray(fn, moving[name].length, moving[name] instanceof Float32Array, undefined),
  );
  const scratch = cols.map((n) => new Float64Array(n));
  const tally = new Tally(plan, terms);
  for (let r = 0; r < rows; r++) {
    if (plan.counted[r] === 0 || plan.empty) continue;
    const factor = plan.factors[r]!;
    const value = term(r, scratch);
    for (let k = 0; k < grads.length; k++) {
      const n = cols[k]!;
      for (let j = 0; j < n; j++) grads[k]![r * n + j] = scratch[k]![j]! * factor * plan.upstream(r);
    }
    tally.take(r, value);
  }
  const grad = Object.fromEntries(names.map((name, k) => [name, grads[k]!])) as Record<Name, Floats>;
  return tally.result(grad);
}

/** Which rows take part, as the reduction will have it. */
export function rowsTaken({ rowMask }: ReductionOptions): (row: number) => boolean {
  return (row) => rowMask === undefined || Boolean(rowMask[row]);
}
