import { drawOf, type KeptRows } from "./keep-rows.ts";

/** Some of the rows that were kept, in their order. */
export function rowsWhere(rows: KeptRows, keep: (place: number) => boolean): KeptRows {
  const places = Array.from(rows.ranks.keys()).filter(keep);
  const { width } = rows;
  const values = new Float64Array(places.length * width);
  places.forEach((from, to) => {
    values.set(rows.values.subarray(from * width, (from + 1) * width), to * width);
  });
  const pick = (list: Float64Array): Float64Array => Float64Array.from(places, (i) => list[i]!);
  return {
    ...rows,
    length: places.length,
    ranks: pick(rows.ranks),
    rows: pick(rows.rows),
    values,
    labels: Int32Array.from(places, (i) => rows.labels[i]!),
    weights: rows.weights === null ? null : pick(rows.weights),
    groups: rows.groups === null ? null : places.map((i) => rows.groups![i]!),
  };
}

/** Deals the rows, whole groups where they are known, into two halves by the seed: to fit to, and to judge on. */
export function splitRows(rows: KeptRows, seed: number): readonly [fitted: KeptRows, held: KeptRows] {
  const { groups } = rows;
  const names = groups === null ? Array.from(rows.ranks.keys()) : [...new Set(groups)];
  const dealt = names
    .map((name, piece) => ({ name, rank: drawOf(piece, seed + 1) }))
    .sort((a, b) => a.rank - b.rank);
  const held = new Set<string | number>(dealt.slice(0, dealt.length >> 1).map(({ name }) => name));
  const isHeld = (i: number): boolean => held.has(groups?.[i] ?? i);
  return [rowsWhere(rows, (i) => !isHeld(i)), rowsWhere(rows, isHeld)];
}
