/**
 * Where the kernels work: beyond their tables, which end below, and before 32,768, where ../src/compare-full lays results and
 * rows. Not `memory.data`, whose zeros would be part of the binary.
 */
const ROOM: usize = 12288;

/** Of each outcome of a stretch log₂ p, then p, up to a factor of the row; and d = log₂(q/p). */
export const P: usize = ROOM;
export const D: usize = ROOM + 2048;
/** What else a pass over a stretch lays: two numbers of each outcome. */
export const LAID_A: usize = ROOM + 4096;
export const LAID_B: usize = ROOM + 6144;
/** Room for `far.ts` and `gather.ts`. */
export const FAR: usize = ROOM + 8192;
export const PLACES: usize = ROOM + 8192 + 10240;
