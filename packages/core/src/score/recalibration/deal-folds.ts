import { invalid } from "../../finite/check.ts";
import { random, shuffle } from "../../random/index.ts";
import type { RowOptions } from "../paired/mean-of-rows.ts";

/** The independent piece that each row belongs to: itself, or its cluster. */
function piecesOf(rows: number, clusters: RowOptions["clusters"]): { places: Uint32Array; count: number } {
  const places = Uint32Array.from({ length: rows }, (_, i) => i);
  if (clusters === undefined) return { places, count: rows };
  const ids = new Map<unknown, number>();
  for (let i = 0; i < rows; i++) {
    const id = clusters[i]!;
    if (!ids.has(id)) ids.set(id, ids.size);
    places[i] = ids.get(id)!;
  }
  return { places, count: ids.size };
}

/** Deals rows, whole clusters where given, into folds of as many pieces: the fold of each row. */
export function dealFolds(fn: string, rows: number, folds: number, options: RowOptions): Uint32Array {
  const { clusters, seed = 1 } = options;
  if (!(Number.isInteger(folds) && folds >= 3)) {
    invalid(`${fn}: folds = ${folds}; it must be a whole number ≥ 3`, { value: folds });
  }
  const { places, count } = piecesOf(rows, clusters);
  if (count < folds) {
    const what = clusters === undefined ? "rows" : "clusters";
    invalid(`${fn}: ${count} ${what} for ${folds} folds; each fold needs one`, { value: count });
  }
  const order = shuffle(
    random(seed),
    Uint32Array.from({ length: count }, (_, i) => i),
  );
  return places.map((at) => order[at]! % folds);
}
