import type { FieldType } from "./engine.ts";

const plain: Readonly<Record<string, FieldType>> = {
  BOOLEAN: "boolean",
  TINYINT: "integer",
  SMALLINT: "integer",
  INTEGER: "integer",
  BIGINT: "integer",
  HUGEINT: "integer",
  UTINYINT: "integer",
  USMALLINT: "integer",
  UINTEGER: "integer",
  UBIGINT: "integer",
  UHUGEINT: "integer",
  BIGNUM: "integer",
  FLOAT: "float",
  DOUBLE: "float",
  VARCHAR: "string",
  UUID: "uuid",
  DATE: "date",
  TIME: "time",
  TIME_NS: "time",
  "TIME WITH TIME ZONE": "time",
  TIMESTAMP: "timestamp",
  TIMESTAMP_S: "timestamp",
  TIMESTAMP_MS: "timestamp",
  TIMESTAMP_NS: "timestamp",
  "TIMESTAMP WITH TIME ZONE": "timestamp",
  JSON: "nested",
};

const constructed: readonly (readonly [RegExp, FieldType])[] = [
  [/\[\d*\]$/, "nested"],
  [/^(STRUCT|MAP|UNION)\(/, "nested"],
  [/^DECIMAL\(/, "decimal"],
  [/^ENUM\(/, "enum"],
];

/**
 * The logical type of a column from DuckDB's own word for it; `other` for what carries no value to compare (BLOB, BIT,
 * INTERVAL, an untyped NULL, GEOMETRY, VARIANT).
 *
 * @example
 * ```ts
 * fieldType("HUGEINT") // "integer"
 * fieldType("DECIMAL(18,2)[]") // "nested"
 * fieldType("TIMESTAMP WITH TIME ZONE") // "timestamp"
 * fieldType("INTERVAL") // "other"
 * ```
 */
export function fieldType(native: string): FieldType {
  return plain[native] ?? constructed.find(([pattern]) => pattern.test(native))?.[1] ?? "other";
}
