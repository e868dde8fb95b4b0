import type { Engine, Field } from "@relent/engine";
import { isNumeric } from "../plan/plan-column.ts";
import type { Streamed } from "./read-rows.ts";

/** A column as it is streamed: as a number where it is one, as text otherwise. */
export const streamed = (engine: Engine, field: Field): Streamed =>
  isNumeric(field.type)
    ? { sql: engine.dialect.castDouble(field), kind: "number" }
    : { sql: engine.dialect.castText(field), kind: "string" };
