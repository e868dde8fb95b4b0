import type { ChunkColumn } from "@relent/engine";
import type { SegmentColumn } from "./segment-plan.ts";

/** Which level each row of a streamed column falls into, written to `out`. */
export type LevelReader = (column: ChunkColumn, length: number, out: Uint8Array) => void;

function stretchOf(cuts: readonly number[], value: number): number {
  let stretch = 0;
  while (stretch < cuts.length && value >= cuts[stretch]!) stretch++;
  return stretch;
}

/** The reader of a planned column: an index into its `names` a row; NaN counts as missing. */
export function levelReader(plan: SegmentColumn): LevelReader {
  const missing = plan.names.length - 1;
  const other = missing - 1;
  const places = new Map(plan.values.map((value, i) => [value, i]));
  const { cuts } = plan;
  const levelOf = (value: number | string): number => {
    if (typeof value === "number" && Number.isNaN(value)) return missing;
    return cuts === undefined ? (places.get(value) ?? other) : stretchOf(cuts, value as number);
  };
  return ({ values, valid }, length, out) => {
    for (let i = 0; i < length; i++) {
      out[i] = valid !== undefined && valid[i] === 0 ? missing : levelOf(values[i]!);
    }
  };
}
