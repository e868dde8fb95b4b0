import { RelentError } from "../error.ts";
import { MEASURES } from "../finite/measures.ts";
import { deterministic } from "../kernel/engine.ts";
import type { Answer, Task } from "./message.ts";

/** Does one task in this thread. */
export function answerTask({ id, measure, inputs, exact }: Task): Answer {
  if (exact) deterministic();
  try {
    const found = MEASURES.find(({ name }) => name === measure)!.measure as (
      ...all: readonly unknown[]
    ) => Float64Array;
    return { id, values: found(...inputs) };
  } catch (error) {
    if (!(error instanceof RelentError)) return { id, error: { code: "internal", message: String(error) } };
    const { code, message, index, value } = error;
    return { id, error: { code, message, ...(index !== undefined && { index }), value } };
  }
}
