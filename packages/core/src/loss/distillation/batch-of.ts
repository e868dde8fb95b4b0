import { type Batch, type KindedRow, logits } from "../../finite/kinds.ts";
import { isNumbers, type LossInput } from "../rows.ts";

/** A bare array as so many rows of logits. */
export function batchOf(input: LossInput, rows: number): KindedRow | Batch {
  return isNumbers(input) && rows > 0 ? logits(input, { cols: input.length / rows }) : (input as Batch);
}
