import { RelentError } from "../../error.ts";
import type { Domain } from "../parameter.ts";

/** A copy of a list whose entries lie in a domain; refuses an empty one. */
export function checkedVector(
  family: string,
  name: string,
  list: ArrayLike<number>,
  domain: Domain,
): Float64Array {
  if (list.length === 0) {
    throw new RelentError("invalid-argument", `${family}: ${name} is empty; it must have an entry`);
  }
  for (let i = 0; i < list.length; i++) {
    if (domain.holds(list[i]!)) continue;
    throw new RelentError(
      "invalid-argument",
      `${family}: ${name}[${i}] = ${list[i]}; it must be ${domain.words}`,
      { index: i, value: list[i] },
    );
  }
  return Float64Array.from(list);
}

/** Throws unless a list has as many entries as wanted. */
export function refuseSize(family: string, name: string, length: number, wanted: number): void {
  if (length === wanted) return;
  throw new RelentError(
    "invalid-argument",
    `${family}: ${name} has ${length} entries; it must have ${wanted}`,
    {
      value: length,
    },
  );
}
