import { invalid } from "../../finite/check.ts";
import type { ClusterId } from "../clusters/cluster-sums.ts";

/** Collects the observations of a unit, and passes on their mean at its end. */
export interface UnitCollector {
  /** Adds an observation of a unit; an observation of another unit ends the one before. */
  add(unit: ClusterId, x: number): void;
  /** Ends the unit that is open, if one is. */
  end(): void;
  /** Units ended so far. */
  readonly units: number;
}

/**
 * Feeds an e-process or a confidence sequence with one observation an independent unit: the mean of its rows.
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
export function perUnit(process: { add(x: number): void }): UnitCollector {
  const ended = new Set<ClusterId>();
  let open: { readonly unit: ClusterId; rows: number; sum: number } | undefined;
  const end = (): void => {
    if (open === undefined) return;
    process.add(open.sum / open.rows);
    ended.add(open.unit);
    open = undefined;
  };
  return {
    add(unit, x) {
      if (unit !== open?.unit) {
        end();
        if (ended.has(unit)) {
          invalid(`perUnit: unit ${unit} came back after its end; its rows must come together`, {
            value: unit,
          });
        }
        open = { unit, rows: 0, sum: 0 };
      }
      open!.rows++;
      open!.sum += x;
    },
    end,
    get units() {
      return ended.size;
    },
  };
}
