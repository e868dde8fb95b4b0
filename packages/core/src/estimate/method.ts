import { invalid } from "../finite/check.ts";

/** The record of a method named by the caller. */
export function methodOf<Method extends string, Entry>(
  fn: string,
  table: Readonly<Record<Method, Entry>>,
  method: Method,
): Entry {
  if (!Object.hasOwn(table, method)) {
    invalid(`${fn}: method = "${method}"; it must be one of ${Object.keys(table).join(", ")}`, {
      value: method,
    });
  }
  return table[method];
}
