import type { Specials } from "../summary/summary.ts";
import {
  type CellSet,
  type ComparedCell,
  isOwn,
  loneValues,
  poolRare,
  type Sizes,
  specialCells,
} from "./cell-set.ts";
import type { Axis, FineCell } from "./fine-cells.ts";
import type { Writer } from "./label.ts";

/** Cells that the reference is cut into, and fewer where a side has under 10 rows a cell. */
const COARSE = [32, 16, 8, 4] as const;
const ROWS_A_CELL = 10;
/** A value that holds this share of the reference is a cell of its own, if it is not too rare to stand alone. */
const POINT_SHARE = 1 / 32;

export function coarseCells(sizes: Sizes): number {
  const rows = Math.min(sizes.n, sizes.m) / sizes.effect;
  return COARSE.find((k) => rows >= ROWS_A_CELL * k) ?? COARSE.at(-1)!;
}

interface Group {
  readonly point: boolean;
  lo: number;
  hi: number;
  x: number;
  y: number;
}

function absorb(into: Group, c: { lo: number; hi: number; x: number; y: number }): void {
  into.lo = Math.min(into.lo, c.lo);
  into.hi = Math.max(into.hi, c.hi);
  into.x += c.x;
  into.y += c.y;
}

/** Cuts a run of fine cells into parts of about `target` reference rows. */
function cutRun(run: readonly FineCell[], target: number): Group[] {
  const mass = run.reduce((a, c) => a + c.y, 0);
  const parts = Math.max(1, Math.round(mass / target));
  const groups: (Group | undefined)[] = [];
  let upTo = 0;
  for (const c of run) {
    const part = mass === 0 ? 0 : Math.min(parts - 1, Math.floor(((upTo + c.y / 2) / mass) * parts));
    upTo += c.y;
    const group = groups[part];
    if (group) absorb(group, c);
    else groups[part] = { point: false, lo: c.lo, hi: c.hi, x: c.x, y: c.y };
  }
  return groups.filter((g) => g !== undefined);
}

/** Groups of a run that are too rare to stand alone join their neighbour. */
function joinRare(groups: readonly Group[], sizes: Sizes): Group[] {
  const kept: Group[] = [];
  for (const g of groups) {
    const last = kept.at(-1);
    if (last && !last.point && !g.point && !(isOwn(last, sizes) && isOwn(g, sizes))) absorb(last, g);
    else kept.push({ ...g });
  }
  return kept;
}

/** How a group is called; its neighbours say how finely their common edge must be written. */
function labelOf(g: Group, write: Writer, before?: Group, after?: Group): string {
  if (g.point || g.lo === g.hi) return write.value(g.lo);
  const width = (of?: Group): number => (of && of.hi > of.lo ? of.hi - of.lo : Number.POSITIVE_INFINITY);
  const lo = (): string => write.edge(g.lo, Math.min(width(g), width(before)));
  const hi = (): string => write.edge(g.hi, Math.min(width(g), width(after)));
  if (g.lo === Number.NEGATIVE_INFINITY) return `below ${hi()}`;
  return g.hi === Number.POSITIVE_INFINITY ? `above ${lo()}` : `${lo()} to ${hi()}`;
}

/**
 * 32 cells of equal mass of the reference, a heavy value a cell of its own, with what lies below and above the grid and
 * NULL, NaN and ±∞ as further cells.
 */
export function orderedCells(
  axis: Axis,
  current: Specials,
  reference: Specials,
  write: Writer,
  sizes: Sizes,
): CellSet {
  const mass = axis.cells.reduce((a, c) => a + c.y, axis.below.y + axis.above.y);
  const k = coarseCells(sizes);
  const groups: Group[] = [];
  let run: FineCell[] = [];
  const flush = (): void => {
    groups.push(...cutRun(run, mass / k));
    run = [];
  };
  for (const c of axis.cells) {
    if (c.lo === c.hi && c.y >= POINT_SHARE * mass && isOwn(c, sizes)) {
      flush();
      groups.push({ point: true, lo: c.lo, hi: c.hi, x: c.x, y: c.y });
    } else run.push(c);
  }
  flush();
  const ends = [axis.below, axis.above].map((c) => ({ ...c, point: false, keep: isOwn(c, sizes) }));
  const [below, above] = ends as [(typeof ends)[number], (typeof ends)[number]];
  const inner = joinRare(
    [...(below.keep ? [] : [below]), ...groups, ...(above.keep ? [] : [above])],
    sizes,
  ).filter((g) => g.x + g.y > 0);
  const line = [...(below.keep ? [below] : []), ...inner, ...(above.keep ? [above] : [])];
  const ordered = line.map((g, i): ComparedCell => {
    const aside = (below.keep && i === 0) || (above.keep && i === line.length - 1);
    return { label: labelOf(g, write, line[i - 1], line[i + 1]), aside, x: g.x, y: g.y };
  });
  const all = [...ordered, ...specialCells(current, reference)];
  const values = [axis.below, ...axis.cells, axis.above].filter((c) => c.x + c.y > 0);
  const notes = k < COARSE[0] ? [`few rows: ${k} cells of equal mass instead of ${COARSE[0]}`] : [];
  const inside = all.filter(
    (_, i) => !(line[i]?.lo === Number.NEGATIVE_INFINITY || line[i]?.hi === Number.POSITIVE_INFINITY),
  );
  return {
    ...poolRare(all, sizes),
    scale: "ordered",
    fresh: loneValues(inside, "x"),
    single: all.length === 1 && values.length <= 1 && values.every((c) => c.lo === c.hi),
    notes,
  };
}
