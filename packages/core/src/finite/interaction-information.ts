import { RelentError } from "../error.ts";
import { type LogOptions, logBase } from "../protocol.ts";
import { dependence } from "./dependence.ts";
import { type Joint, regroup, shapeOf } from "./joint.ts";

/** Refuses a table without three axes. */
export function threeAxes(fn: string, table: Joint): void {
  const shape = shapeOf(fn, table);
  if (shape.length !== 3) {
    throw new RelentError(
      "invalid-argument",
      `${fn}: the table has ${shape.length} axes; it must have three`,
    );
  }
}

/**
 * Interaction information of the three axes of a joint table: how knowing one changes what the others share.
 *
 * I(X; Y | Z) − I(X; Y), in nats, or in units of `base`; symmetric. Positive for synergy (1 bit for an exclusive
 * or), negative for redundancy. Its negative is the co-information.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for a table without three axes.
 * @see McGill, Psychometrika 19 (1954) 97.
 * @example
 * ```ts
 * interactionInformation(joint(counts([1, 0, 0, 1, 0, 1, 1, 0]), [2, 2, 2]), { base: 2 }) // 1
 * interactionInformation(joint(counts([1, 0, 0, 0, 0, 0, 0, 1]), [2, 2, 2]), { base: 2 }) // -1
 * ```
 */
export function interactionInformation(table: Joint, options: LogOptions = {}): number {
  const fn = "interactionInformation";
  const unit = logBase(fn, options.base);
  threeAxes(fn, table);
  const known = dependence(regroup(fn, table, [[0], [1], [2]]));
  return (known - dependence(regroup(fn, table, [[0], [1], []]))) / unit;
}
