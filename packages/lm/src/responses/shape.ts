import { RelentError } from "@relent/core";

/** A JSON object whose fields are not yet known. */
export type Json = Readonly<Record<string, unknown>>;

export const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The objects of a list, or undefined where it is no list of objects. */
export const listOf = (value: unknown): readonly Json[] | undefined =>
  Array.isArray(value) && value.every(isJson) ? value : undefined;

/** An error that says in which line of which file the fault lies. */
export const unreadable = (where: string, what: string, value?: unknown): RelentError =>
  new RelentError("unreadable", `openResponses: ${where}: ${what}`, { value });
