import { RelentError } from "@relent/core";
import type { Costs } from "@relent/core/score";
import { closest } from "@relent/engine";

/** A mistake and its price: rows of `label` that are taken for `taken`. */
export interface Mistake {
  readonly label: string;
  readonly taken: string;
  readonly cost: number;
}

/**
 * What decisions cost.
 *
 * Mistakes: each row is taken for a class, the right one costs 0, a mistake that is not listed 1. Actions: what each costs where
 * the label is each of the classes.
 */
export type DecisionCosts =
  | { readonly mistakes: readonly Mistake[] }
  | { readonly actions: Readonly<Record<string, Readonly<Record<string, number>>>> };

/** Costs as a table: one row an action, one column a class. */
export interface CostTable {
  readonly actions: readonly string[];
  readonly costs: Costs;
}

function placeOf(name: string, classes: readonly string[]): number {
  const at = classes.indexOf(name);
  if (at >= 0) return at;
  const [near] = closest(name, classes, 1);
  const shown = classes.length > 8 ? `${classes.slice(0, 8).join(", ")}, …` : classes.join(", ");
  throw new RelentError(
    "usage",
    `--costs: there is no class "${name}"${near === undefined ? "" : ` (did you mean ${near}?)`}; the classes are ${shown}`,
    { value: name },
  );
}

/** Lays costs out over the classes. Errors: a class that is none, an action that says nothing of a class. */
export function costTable(given: DecisionCosts, classes: readonly string[]): CostTable {
  if ("mistakes" in given) {
    const costs = classes.map((_, action) => classes.map((__, label) => Number(action !== label)));
    for (const { label, taken, cost } of given.mistakes) {
      costs[placeOf(taken, classes)]![placeOf(label, classes)] = cost;
    }
    return { actions: classes, costs };
  }
  const actions = Object.keys(given.actions);
  const costs = actions.map((action) => {
    const row = given.actions[action]!;
    for (const name of Object.keys(row)) placeOf(name, classes);
    return classes.map((name) => {
      const cost = row[name];
      if (cost !== undefined) return cost;
      throw new RelentError(
        "usage",
        `--costs: action "${action}" says nothing of class "${name}"; each action has a cost for each class`,
        { value: action },
      );
    });
  });
  return { actions, costs };
}
