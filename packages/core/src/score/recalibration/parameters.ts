import { RelentError } from "../../error.ts";
import type { Parameters } from "./calibrator.ts";

/** Throws for parameters that are not those of the method. */
export function unfit(fn: string, message: string): never {
  throw new RelentError("incompatible", `${fn}: ${message}`);
}

/** A list of finite numbers of a known length, or the error that names it. */
export function numbersOf(fn: string, parameters: Parameters, name: string, length?: number): Float64Array {
  const list: unknown = parameters[name];
  if (!Array.isArray(list)) unfit(fn, `parameters.${name} is no list of numbers`);
  if (length !== undefined && list.length !== length) {
    unfit(fn, `parameters.${name} has ${list.length} numbers; it must have ${length}`);
  }
  list.forEach((value: unknown, i) => {
    if (!Number.isFinite(value)) unfit(fn, `parameters.${name}[${i}] = ${value}; it must be a finite number`);
  });
  return Float64Array.from(list as number[]);
}

/** Lists of finite numbers, `count` of them. */
export function listsOf(fn: string, parameters: Parameters, name: string, count: number): Float64Array[] {
  const lists: unknown = parameters[name];
  if (!Array.isArray(lists) || lists.length !== count) {
    unfit(fn, `parameters.${name} must be ${count} lists of numbers`);
  }
  return lists.map((list, i) => numbersOf(fn, { [`${name}[${i}]`]: list as number[] }, `${name}[${i}]`));
}
