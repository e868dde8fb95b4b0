import { RelentError } from "@relent/core";
import type { Evaluation } from "./merge-evaluations.ts";

const LISTS = { float64: Float64Array, int32: Int32Array } as const;

/** Lists of numbers under the name of their type, and infinities as texts in an object, which no name of a cluster can be. */
function written(_: string, value: unknown): unknown {
  for (const [name, list] of Object.entries(LISTS)) {
    if (value instanceof list) return { [name]: Array.from(value as ArrayLike<number>) };
  }
  return typeof value === "number" && !Number.isFinite(value) ? { number: String(value) } : value;
}

function read(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const [entry, more] = Object.entries(value);
  if (entry === undefined || more !== undefined) return value;
  const [name, content] = entry;
  if (name === "number" && typeof content === "string") return Number(content);
  return Object.hasOwn(LISTS, name) && Array.isArray(content)
    ? LISTS[name as keyof typeof LISTS].from(content as number[])
    : value;
}

/** An evaluation as JSON, from which it can be read again to the last bit. */
export function writeEvaluation(evaluation: Evaluation): string {
  return JSON.stringify(evaluation, written);
}

/**
 * Reads what `writeEvaluation` wrote.
 *
 * @throws RelentError for text that is not such a file.
 */
export function readEvaluation(text: string): Evaluation {
  let found: unknown;
  try {
    found = JSON.parse(text, read);
  } catch (cause) {
    throw new RelentError(
      "invalid-argument",
      "readEvaluation: the text is not JSON; give what writeEvaluation wrote",
      { cause },
    );
  }
  const schema = (found as { readonly schema?: unknown } | null)?.schema;
  if (schema !== "relent/eval-summary@1") {
    throw new RelentError(
      "incompatible",
      `readEvaluation: schema = ${JSON.stringify(schema)}; it must be "relent/eval-summary@1"`,
    );
  }
  return found as Evaluation;
}
