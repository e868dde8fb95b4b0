import type { Field } from "@relent/engine";
import type { ColumnPlan } from "../plan/plan.ts";

const GROUPS: Readonly<Record<string, string>> = {
  integer: "number",
  float: "number",
  decimal: "number",
  date: "moment",
  timestamp: "moment",
  string: "text",
  enum: "text",
};

/** Types whose values can be laid side by side: numbers of any width, dates and timestamps, strings and enums. */
export const typeGroup = (type: string): string => GROUPS[type] ?? type;

/** The field that a planned column reads, if it is there and can be counted as planned. */
export function countable(column: ColumnPlan, field: Field | undefined): Field | undefined {
  if (field === undefined || typeGroup(field.type) !== typeGroup(column.type)) return undefined;
  return field.type === "date" && column.view === "hour" ? undefined : field;
}
