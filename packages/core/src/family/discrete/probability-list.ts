import { RelentError } from "../../error.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { univariate } from "../univariate.ts";

/** Refuses an empty list and what is no probability. */
export function checkProbabilities(family: string, p: ArrayLike<number>): void {
  if (p.length === 0) {
    throw new RelentError(
      "invalid-argument",
      `${family}: probabilities is empty; there must be at least one`,
    );
  }
  for (let i = 0; i < p.length; i++) {
    const value = p[i]!;
    if (value >= 0 && value <= 1) continue;
    throw new RelentError(
      "invalid-argument",
      `${family}: probabilities[${i}] = ${value}; it must be a number from 0 to 1`,
      { index: i, value },
    );
  }
}

/** Refuses probabilities that do not sum to 1 within rounding. */
export function checkTotal(family: string, p: ArrayLike<number>): void {
  checkProbabilities(family, p);
  let total = 0;
  for (let i = 0; i < p.length; i++) total += p[i]!;
  if (Math.abs(total - 1) <= 8 * Math.sqrt(p.length) * 2 ** -52) return;
  throw new RelentError("invalid-argument", `${family}: probabilities sum to ${total}; the sum must be 1`, {
    value: total,
  });
}

/** The member of a law whose parameters are one list. */
export function listed(law: Law<string>, list: ArrayLike<number>): Univariate {
  const values: Record<string, number> = {};
  for (let i = 0; i < list.length; i++) values[`p${i}`] = list[i]!;
  return univariate(law, values, `${law.name}([${Array.from(list).join(", ")}])`);
}

const lists = new WeakMap<Values<string>, Float64Array>();

/** The list that a member was made from. */
export function listOf(values: Values<string>): Float64Array {
  let list = lists.get(values);
  if (!list) {
    list = Float64Array.from(Object.values(values));
    lists.set(values, list);
  }
  return list;
}
