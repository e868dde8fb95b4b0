import { compareFull } from "../compare-full/compare-full.ts";
import { readRow } from "../compare-full/read-row.ts";
import type { CompareOptions } from "../compare-full/watch.ts";
import type { FullRecording } from "../recording.ts";
import type { TokenTable } from "../token-table.ts";
import { type Bounds, type BoundsOptions, boundsOf } from "./bounds.ts";
import { emptyDivergences, emptyEnds, putEnds } from "./ends.ts";
import { firstOf, listedOf, massOf, toldBy, type WholeRow } from "./whole-row.ts";

/** Whether a recording keeps the likeliest tokens of each row alone, and what the others have together. */
export const isPacked = ({ keeps, vocabulary }: FullRecording): boolean =>
  keeps !== undefined && keeps < vocabulary;

type See = (row: number, p: WholeRow, q: WholeRow) => void;

/** The same two recordings, which show every pair of rows to `see` once both have been read. */
function shown(base: FullRecording, model: FullRecording, see: See): [FullRecording, FullRecording] {
  const last: { row: number; at: WholeRow }[] = [];
  return [base, model].map((recording, side) => ({
    ...recording,
    async read(row: number, logs: Float64Array) {
      const limits = await readRow(recording, row, logs);
      last[side] = { row, at: { logs, limits } };
      const [p, q] = last;
      if (p?.row === row && q?.row === row) see(row, p.at, q.at);
      return limits;
    },
  })) as [FullRecording, FullRecording];
}

/**
 * Compares whole recordings of which at least one is packed: `bounds` hold whatever packing lost, rounding included, and
 * `divergence` is the least that the files allow, as `compareFull` has it.
 *
 * A packed base beside whole distributions bounds D(base ‖ model) on both sides. A packed or clipped model may give nothing to a token that
 * it does not list, so that the high end is Infinity unless a `floor` says how little that is at least.
 *
 * @throws RelentError as `compareFull` and `truncatedBounds` do.
 */
export async function comparePacked(
  base: FullRecording,
  model: FullRecording,
  options: CompareOptions & Pick<BoundsOptions, "floor"> = {},
): Promise<TokenTable> {
  const rows = Math.min(base.rows, model.rows);
  const { vocabulary } = base;
  const sure: Bounds[] = [];
  const countOf = (mine: FullRecording, row: WholeRow, other: WholeRow): number =>
    toldBy(isPacked(mine) ? row : other);
  const [a, b] = shown(base, model, (row, p, q) => {
    const [ofP, ofQ] = [firstOf(p, countOf(base, p, q)), firstOf(q, countOf(model, q, p))];
    const masses = [
      massOf(p, listedOf(p, ofP, ofQ), `row ${row} of ${base.name}`),
      massOf(q, listedOf(q, ofQ, ofP), `row ${row} of ${model.name}`),
    ] as const;
    sure[row] = boundsOf(...masses, { ...options, vocabulary });
  });
  const table = await compareFull(a, b, options);
  const ends = emptyEnds(rows);
  const divergence = emptyDivergences(rows);
  for (let row = 0; row < rows; row++) {
    const least = Object.fromEntries(
      Object.entries(table.divergence).map(([name, column]) => [name, column[row]!]),
    );
    putEnds(ends, divergence, row, sure[row]!, least as Record<keyof Bounds, number>);
  }
  return { ...table, divergence, bounds: ends };
}
