import { drawRowPair, type RowPair, VOCABULARY } from "./rows.ts";

/** Rows drawn; the others are these with their tokens turned round. */
export const DRAWN = 64;

export const drawBank = (): readonly RowPair[] =>
  Array.from({ length: DRAWN }, (_, seed) => drawRowPair(seed));

/** The drawn row with its tokens turned round as row number `row` has them. */
export function turnedRow<T extends Float32Array | Uint16Array>(drawn: T, row: number): T {
  const turned = drawn.slice() as T;
  const by = (row * 7919) % VOCABULARY;
  turned.set(drawn.subarray(by));
  turned.set(drawn.subarray(0, by), VOCABULARY - by);
  return turned;
}
