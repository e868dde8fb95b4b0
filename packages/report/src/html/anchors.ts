import type { Report } from "../model.ts";

/** Maps a section's id to the anchor it has on the page. */
export type Anchors = ReadonlyMap<string, string>;

const SAFE = /^[A-Za-z0-9_-]{1,64}$/;

/** Gives each section an anchor that is its own id where that is safe in an address, else a number. */
export function anchorsOf({ sections }: Report): Anchors {
  return new Map(sections.map(({ id }, i) => [id, SAFE.test(id) ? `c-${id}` : `n-${i + 1}`]));
}
