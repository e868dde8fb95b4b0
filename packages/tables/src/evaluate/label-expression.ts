import type { Dialect, Field } from "@relent/engine";
import type { ClassNames } from "./class-names.ts";
import { labelText } from "./label-values.ts";

/** A label as a number, and the class that each number stands for. */
export interface LabelCode {
  readonly sql: string;
  /** Number of a label → index of its class. */
  readonly codes: Int32Array;
}

const NUMERIC: ReadonlySet<Field["type"]> = new Set(["integer", "float", "decimal", "boolean"]);

/** How the label column is streamed as numbers: as it is where it holds the indices themselves, else by a list of texts. */
export function labelCode(dialect: Dialect, field: Field, { classes, index }: ClassNames): LabelCode {
  const texts = [...index.keys()];
  if (NUMERIC.has(field.type) && texts.every((text) => String(index.get(text)) === text)) {
    return { sql: dialect.castDouble(field), codes: Int32Array.from(classes, (_, k) => k) };
  }
  if (texts.length === 0) return { sql: "NULL::DOUBLE", codes: new Int32Array(0) };
  const list = texts.map((text) => dialect.quoteLiteral(text)).join(", ");
  return {
    sql: `enum_code(TRY_CAST(${labelText(dialect, field)} AS ENUM(${list})))::DOUBLE`,
    codes: Int32Array.from(texts, (text) => index.get(text)!),
  };
}
