import { type LogOptions, logBase } from "../protocol.ts";
import { axesOf, type Joint, regroup } from "./joint.ts";

/** Which axes of a table, given which. */
export interface ConditionalOptions extends LogOptions {
  /** The axes that are asked about; [1] when left out. */
  readonly of?: readonly number[];
  /** The axes that are known; [0] when left out. Axes that are named nowhere are summed out. */
  readonly given?: readonly number[];
}

/** −log of a cell's share of its row, by the odds of the others. */
export function conditionalSurprisal(row: Float64Array, j: number): number {
  let others = 0;
  for (let k = 0; k < row.length; k++) if (k !== j) others += row[k]!;
  return Math.log1p(others / row[j]!);
}

/**
 * Conditional entropy of some axes of a joint table: the surprisal that is left when others are known.
 *
 * H(Y | X) = −Σ p(x, y) log p(y | x), in nats, or in units of `base`. Never negative; 0 when X determines Y.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for axes the table does not have.
 * @see Cover & Thomas, Elements of Information Theory (2006), §2.2.
 * @example
 * ```ts
 * conditionalEntropy(joint([0.25, 0.25, 0.5, 0], [2, 2]), { base: 2 }) // 0.5
 * conditionalEntropy(joint([0.25, 0.25, 0.5, 0], [2, 2]), { of: [0], given: [1] }) // 0.4773856262211096
 * ```
 */
export function conditionalEntropy(table: Joint, options: ConditionalOptions = {}): number {
  const fn = "conditionalEntropy";
  const unit = logBase(fn, options.base);
  const of = options.of ?? [1];
  const given = options.given ?? [0];
  axesOf(fn, table, [...of, ...given]);
  const { x, shape, total } = regroup(fn, table, [given, of, []]);
  let sum = 0;
  for (let i = 0; i < shape[0]; i++) {
    const row = x.subarray(i * shape[1], (i + 1) * shape[1]);
    for (let j = 0; j < row.length; j++) {
      if (row[j]! > 0) sum += row[j]! * conditionalSurprisal(row, j);
    }
  }
  return sum / total / unit;
}
