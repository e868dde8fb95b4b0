import { fault } from "./fault.ts";
import type { Report } from "./model.ts";

const isList = (value: object): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && "length" in value);

function portable(value: unknown, path: string, digits: number | undefined): unknown {
  if (typeof value === "number") {
    if (Number.isNaN(value))
      throw fault("invalid-argument", `toJson: ${path} = NaN; leave a missing figure out or make it null`);
    if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
    return digits === undefined || Number.isInteger(value) ? value : Number(value.toPrecision(digits));
  }
  if (typeof value === "bigint" || typeof value === "function" || typeof value === "symbol") {
    throw fault(
      "invalid-argument",
      `toJson: ${path} is a ${typeof value}; plain serialisable values are allowed`,
    );
  }
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return Array.from(value, (item, i) => portable(item, `${path}[${i}]`, digits));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, portable(item, `${path}.${key}`, digits)]),
  );
}

/**
 * Writes any plain value as JSON in which infinities are the strings `"Infinity"` and `"-Infinity"`.
 *
 * Keys keep the order they were given in; `digits` rounds what is no whole number to so many significant ones. Throws `invalid-argument`, naming the path, on NaN and on what JSON has no form for.
 *
 * @example
 * ```ts
 * stringify({ kl: Infinity }, 0) // "{\"kl\":\"Infinity\"}"
 * ```
 */
export function stringify(value: unknown, indent = 2, digits?: number): string {
  return JSON.stringify(portable(value, "data", digits), null, indent);
}

/** Writes the lane's own value, `report.data`, as JSON with two spaces of indent and a final newline. */
export function toJson(report: Report): string {
  return `${stringify(report.data)}\n`;
}
