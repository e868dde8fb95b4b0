import { invalid } from "../../finite/check.ts";
import type { Numbers } from "../../finite/kinds.ts";
import type { Floats, LossResult } from "../result.ts";
import { columnsOf, type RowLossOptions, rowLosses } from "../row-loss.ts";

/** −log mean exp(t·w)/t of each row of log-weights, with gradient −softmax(t·w). */
export function boundOfLogWeights(
  fn: string,
  logWeights: Numbers,
  t: number,
  options: RowLossOptions,
): LossResult<Floats> {
  const cols = columnsOf(fn, "logWeights", logWeights, options.rows ?? 1);
  const result = rowLosses({
    fn,
    moving: { logWeights },
    options,
    term(row, [grad]) {
      let max = Number.NEGATIVE_INFINITY;
      for (let j = 0; j < cols; j++) {
        const value = logWeights[row * cols + j]!;
        if (!(value < Number.POSITIVE_INFINITY))
          invalid(`${fn}: logWeights[${row * cols + j}] = ${value}; it must be finite or -Infinity`, {
            index: row * cols + j,
            value,
          });
        max = Math.max(max, t * value);
      }
      if (max === Number.NEGATIVE_INFINITY)
        invalid(`${fn}: logWeights, row ${row} is all -Infinity; one sample at least must have weight`, {
          index: row,
        });
      let total = 0;
      for (let j = 0; j < cols; j++) {
        grad![j] = Math.exp(t * logWeights[row * cols + j]! - max);
        total += grad![j]!;
      }
      for (let j = 0; j < cols; j++) grad![j] = -grad![j]! / total;
      return -(max + Math.log(total / cols)) / t;
    },
  });
  return { ...result, grad: result.grad.logWeights };
}
