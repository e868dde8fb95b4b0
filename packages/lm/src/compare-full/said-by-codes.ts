import { STEPS } from "../kld/clip.ts";
import { checkRow, type RowHead } from "../kld/decode-row.ts";
import type { SaidRow } from "./put-opinion.ts";

/** What was found of a row of codes. */
export interface CodeSums {
  /** Index of the first code 65,535; −1 if there is none. */
  readonly first: number;
  /** How many outcomes are known. */
  readonly known: number;
  /** Σ p and Σ p ln p over them. */
  readonly mass: number;
  readonly log: number;
}

/** What a row of `vocabulary` codes says, which begins with its head at `at` of `bytes`. @throws RelentError `unreadable` where it is damaged. */
export function saidByCodes(
  { name, row, vocabulary }: { readonly name: string; readonly row: number; readonly vocabulary: number },
  head: RowHead,
  { first, known, mass, log }: CodeSums,
  bytes: DataView,
  at: number,
): SaidRow {
  const { scale, floor, clipped } = head;
  const unknown = vocabulary - known;
  checkRow(name, row, head, first >= 0, mass, unknown);
  return {
    ...{ top: scale * STEPS + floor, first: Math.max(0, first), clipped, cap: floor, unknown, mass, log },
    at(token) {
      const code = bytes.getUint16(at + 8 + 2 * token, true);
      return code === 0 && clipped ? undefined : scale * code + floor;
    },
  };
}
