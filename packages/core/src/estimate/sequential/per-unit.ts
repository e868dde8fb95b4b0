import { invalid } from "../../finite/check.ts";
import type { ClusterId } from "../clusters/cluster-sums.ts";

/** Collects the observations of a unit, and passes on their mean at its end. */
export interface UnitCollector<Values extends readonly number[] = [x: number]> {
  /** Adds an observation of a unit; an observation of another unit ends the one before. */
  add(unit: ClusterId, ...values: Values): void;
  /** Ends the unit that is open, if one is. */
  end(): void;
  /** Units ended so far. */
  readonly units: number;
}

/**
 * Feeds an e-process or a confidence sequence with one observation an independent unit: the mean of its rows, or of each of
 * their columns where the process takes pairs.
 *
 * A unit is a document, a prompt, a user; its rows must come together, the units in random order. The null then is about
 * the mean of unit means, every unit counting the same. Looks may fall anywhere; wealth changes at the ends of units.
 *
 * @throws RelentError from `add` where a unit comes back after its end, and whatever the process throws.
 *
 * @example
 * ```ts
 * const test = eProcess({ mean: 0.5 });
 * const documents = perUnit(test);
 * documents.add("first", 0.2);
 * documents.add("first", 1);
 * documents.add("second", 1);
 * test.n // 1
 * documents.end();
 * test.n // 2
 * ```
 */
export function perUnit<Values extends readonly number[]>(process: {
  add(...values: Values): void;
}): UnitCollector<Values> {
  const ended = new Set<ClusterId>();
  let open: { readonly unit: ClusterId; rows: number; readonly sums: number[] } | undefined;
  const end = (): void => {
    if (open === undefined) return;
    const { unit, rows, sums } = open;
    process.add(...(sums.map((sum) => sum / rows) as readonly number[] as Values));
    ended.add(unit);
    open = undefined;
  };
  return {
    add(unit, ...values) {
      if (unit !== open?.unit) {
        end();
        if (ended.has(unit)) {
          invalid(`perUnit: unit ${unit} came back after its end; its rows must come together`, {
            value: unit,
          });
        }
        open = { unit, rows: 0, sums: values.map(() => 0) };
      }
      open!.rows++;
      values.forEach((value, i) => {
        open!.sums[i]! += value;
      });
    },
    end,
    get units() {
      return ended.size;
    },
  };
}
