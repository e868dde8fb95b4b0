import { duckdbDialect } from "./dialect.ts";

/**
 * A path as DuckDB's readers take it literally: its pattern characters stand for themselves.
 *
 * @example
 * ```ts
 * literalPath("a[1]*.csv") // "'a[[]1][*].csv'"
 * ```
 */
export function literalPath(path: string): string {
  return duckdbDialect.quoteLiteral(path.replace(/[*?[]/g, (each) => `[${each}]`));
}
