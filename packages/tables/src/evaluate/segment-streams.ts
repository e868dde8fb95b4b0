import type { Engine, Relation } from "@relent/engine";
import { levelReader, type SegmentPlan } from "../segments/index.ts";
import type { RowBlock, Streamed } from "./read-rows.ts";
import { streamed } from "./streamed.ts";

/** The columns of a plan as they are streamed. */
export const segmentStreams = (engine: Engine, { fields }: Relation, plan: SegmentPlan): Streamed[] =>
  plan.columns.map(({ column }) => streamed(engine, fields.find((field) => field.name === column)!));

/** Reads the level of each row in each planned column. */
export function levelsReader(plan: SegmentPlan): (block: RowBlock) => Uint8Array[] {
  const readers = plan.columns.map(levelReader);
  return ({ segments, length }) =>
    segments.map((column, c) => {
      const out = new Uint8Array(length);
      readers[c]!(column, length, out);
      return out;
    });
}
