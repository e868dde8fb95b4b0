import { RelentError } from "@relent/core";
import type { Field } from "@relent/engine";
import { cellRange, type Grid, gridCells, gridHigh, gridLow, type Segment } from "../plan/grid.ts";
import { type ColumnPlan, type CountPlan, type Plan, sealPlan } from "../plan/plan.ts";
import { isCompared, isNumeric, isTemporal } from "../plan/plan-column.ts";
import type { Profile } from "../profile.ts";
import type { CountSummary } from "../summary/summary.ts";
import { typeGroup } from "../summary/type-group.ts";
import { AGES, boundedDomain, calendarDomain, type EdgeDomain, openDomain } from "./edge-domain.ts";
import { calendarGrid } from "./edge-grid.ts";

/**
 * What is known of a column beforehand: the range of its numbers, cut into equal cells; bounds within which edges are
 * drawn from its rows; or its values. Ranges and bounds of dates are in seconds since 1970 and say so.
 */
export type PublicColumn =
  | {
      readonly kind: "range" | "bounds";
      readonly low: number;
      readonly high: number;
      readonly dates?: boolean;
    }
  | { readonly kind: "values"; readonly values: readonly string[] };

/** Cells of a numeric column: finer ones would hold more noise than rows. */
const CELLS = 32;
/** Stretches of equal cells, of a grid from a public profile. */
const STRETCHES = 8;
/** What lies beyond these quantiles of a public profile is below or above the grid. */
const TAIL = 0.005;
/** Most values of a column that are taken over from a public profile. */
const MOST_VALUES = 1000;
/** Cells of the hash of texts that are not known beforehand, by what stands for them. */
const HASHED = 32;
const HASHES: readonly string[] = Array.from({ length: HASHED }, (_, i) => `#${i}`);
/** Distinct values beyond any table's: a list that is cut off by its counts would depend on more than one row. */
const NO_CAP = 2 ** 31;

const segment = (lo: number, hi: number, cells: number): Segment => ({ lo, scale: cells / (hi - lo), cells });

/** Where values lie in a public profile, from the lowest up, with their rows. */
type Place = readonly [lo: number, rows: number];

/** The grid whose stretches hold about as many rows of a public profile each; `end` is where the last place ends. */
function stretches(places: readonly Place[], end: number, points: readonly number[]): Grid {
  const total = places.reduce((sum, [, rows]) => sum + rows, 0);
  const shares = Array.from({ length: STRETCHES + 1 }, (_, i) => TAIL + ((1 - 2 * TAIL) * i) / STRETCHES);
  const edges: number[] = [];
  let upTo = 0;
  for (const [i, [lo, rows]] of places.entries()) {
    upTo += rows;
    const next = places[i + 1]?.[0] ?? end;
    while (edges.length < shares.length && upTo >= shares[edges.length]! * total)
      edges.push(edges.length === 0 ? lo : next);
  }
  const rising = edges.filter((edge, i) => i === 0 || edge > edges[i - 1]!);
  const [first = 0, ...more] = rising;
  const ends = more.length > 0 ? more : [first + 1];
  return { segments: ends.map((hi, i) => segment(rising[i] ?? first, hi, CELLS / STRETCHES)), points };
}

/** A coarse grid from what a public profile says of a column. */
function coarseGrid(grid: Grid, count: CountSummary): Grid {
  if (count.kind === "values") {
    const places = count.values.map(([v, n]): Place => [Number(v), n]).sort((a, b) => a[0] - b[0]);
    return places.length <= CELLS ? pointGrid(places.map(([v]) => v)) : stretches(places, gridHigh(grid), []);
  }
  if (count.kind !== "cells")
    return { segments: [segment(gridLow(grid), gridHigh(grid), CELLS)], points: [] };
  const places = Array.from(
    { length: gridCells(grid) },
    (_, i): Place => [cellRange(grid, i)[0], count.rows[i + 1]!],
  );
  const all = [...count.rows, ...count.points].reduce((sum, n) => sum + n, 0);
  const points = grid.points.filter((_, j) => count.points[j]! * CELLS >= all);
  return stretches(places, gridHigh(grid), points);
}

/** A grid of single values, with one cell around them for what is between. */
const pointGrid = (points: readonly number[]): Grid => ({
  segments: [segment((points[0] ?? 0) - 1, (points.at(-1) ?? 0) + 1, 1)],
  points,
});

/** A planned column with the values known beforehand, null for numbers; or the domain of edges that its rows are asked for. */
export type PublicCount = Pick<ColumnPlan, "name" | "column" | "type" | "view" | "range"> &
  (
    | { readonly count: CountPlan; readonly known: readonly string[] | null; readonly edges: null }
    | { readonly count: null; readonly known: null; readonly edges: EdgeDomain }
  );

const baseOf = (field: Pick<Field, "name" | "type">) =>
  ({ name: field.name, column: field.name, type: field.type, view: "self", range: false }) as const;

const planned = (
  field: Pick<Field, "name" | "type">,
  count: CountPlan,
  known: readonly string[] | null = null,
): PublicCount => ({ ...baseOf(field), count, known, edges: null });

const skipped = (field: Pick<Field, "name" | "type">, reason: string): PublicCount =>
  planned(field, { kind: "skipped", reason });

/** What was said of a column and cannot be. */
function wrong(field: Field, given: PublicColumn, what: string): never {
  const option = given.kind === "bounds" ? "--bounds" : "--public";
  throw new RelentError("usage", `${option}: ${field.name} ${what}`, { value: field.name });
}

/** A column that is counted by what is known of it, or the reason why it is not. */
function planOne(
  field: Field,
  given: PublicColumn | undefined,
  like: Profile | null,
  names: boolean,
): PublicCount {
  if (!isCompared(field.type)) return skipped(field, `${field.native}: not compared`);
  const k = like?.plan.columns.findIndex((c) => c.column === field.name && c.view === "self") ?? -1;
  const own = like?.plan.columns[k];
  const counted =
    own && typeGroup(own.type) === typeGroup(field.type) ? like?.summary.columns[k]?.count : undefined;
  if (isNumeric(field.type)) {
    const clock = field.type === "time" ? ({ kind: "cells", grid: CLOCK } as const) : null;
    const count = given ? givenNumbers(field, given) : (likeNumbers(own, counted) ?? clock);
    if (count !== null) return planned(field, count);
    return { ...baseOf(field), count: null, known: null, edges: domainOf(field, given) };
  }
  const listed =
    counted?.kind === "values" ? counted.values.slice(0, MOST_VALUES).map(([v]) => String(v)) : undefined;
  if (given && given.kind !== "values")
    wrong(field, given, `holds ${field.type}, which has no range; give its values as A|B|C`);
  const known = given?.values ?? listed ?? (field.type === "boolean" ? ["false", "true"] : undefined);
  if (known === undefined && field.type === "uuid") return skipped(field, "identifiers differ in every row");
  if (known !== undefined || names) return planned(field, { kind: "values", numeric: false }, known ?? []);
  return planned(field, { kind: "values", numeric: false, hashedInto: HASHED }, HASHES);
}

const DAY = 86_400;
/** The hours of a day. */
const CLOCK: Grid = { segments: [segment(0, DAY, 24)], points: [] };

/** Checks a range, and that it is one of dates where the column holds dates. */
function checkRange(field: Field, given: PublicColumn & { kind: "range" | "bounds" }): void {
  const { low, high, dates = false } = given;
  const temporal = isTemporal(field.type);
  if (temporal && !dates)
    wrong(field, given, `holds ${field.type}; give dates, as in 2024-01-01..2024-12-31`);
  if (!temporal && dates) wrong(field, given, `holds ${field.type}; give numbers, as in 0:100`);
  if (!(Number.isFinite(low) && Number.isFinite(high) && low < high))
    wrong(field, given, `= ${low}:${high} is no range; give LOW:HIGH with LOW < HIGH`);
  if (Math.abs(low) > 1e15 || Math.abs(high) > 1e15 || high - low < 1e-15)
    wrong(field, given, `= ${low}:${high}; ends beyond 1e15 and ranges under 1e-15 are not cut into cells`);
}

/** Equal cells over a range; of whole numbers as many in each. */
function rangeSegment(low: number, high: number, whole: boolean): Segment {
  if (!whole) return segment(low, high, CELLS);
  const first = Math.floor(low);
  const width = Math.ceil((high - first) / CELLS);
  return { lo: first, scale: 1 / width, cells: Math.ceil((high - first) / width) };
}

/** How numbers are counted whose range or values are known; null where their edges are to be drawn. */
function givenNumbers(field: Field, given: PublicColumn): CountPlan | null {
  if (given.kind !== "values") {
    checkRange(field, given);
    if (given.kind === "bounds") return null;
    const { low, high } = given;
    return {
      kind: "cells",
      grid: isTemporal(field.type)
        ? calendarGrid(low, high, field.type === "date")
        : { segments: [rangeSegment(low, high, field.type === "integer")], points: [] },
    };
  }
  if (isTemporal(field.type))
    wrong(field, given, `holds ${field.type}; give its span, as in 2024-01-01..2024-12-31`);
  const points = given.values.map(Number).sort((a, b) => a - b);
  if (points.some((v) => !Number.isFinite(v)) || points.length > 4 * CELLS)
    wrong(field, given, `takes numbers A|B|C, at most ${4 * CELLS}, or LOW:HIGH`);
  return { kind: "cells", grid: pointGrid(points) };
}

/** How numbers are counted that a public profile counts; null where it does not. */
function likeNumbers(own: ColumnPlan | undefined, counted: CountSummary | undefined): CountPlan | null {
  if (own === undefined || counted === undefined) return null;
  if (own.count.kind !== "cells" && !(own.count.kind === "values" && own.count.numeric)) return null;
  return { kind: "cells", grid: coarseGrid(own.count.grid, counted) };
}

/** Among which numbers a column's edges are drawn. */
function domainOf(field: Field, given: PublicColumn | undefined): EdgeDomain {
  const whole = field.type === "integer";
  const [low, high] = given?.kind === "bounds" ? [given.low, given.high] : AGES;
  if (isTemporal(field.type)) return calendarDomain(low, high, field.type === "date");
  return given?.kind === "bounds" ? boundedDomain(low, high, whole) : openDomain(whole);
}

/** The columns of another private profile, with the values that it names. */
function sameColumns({ plan, summary }: Profile): readonly PublicCount[] {
  return plan.columns.map((column, k) => {
    const count = summary.columns[k]?.count;
    const known =
      column.count.kind === "values" && count?.kind === "values"
        ? count.values.map(([v]) => String(v))
        : null;
    return { ...column, known, edges: null };
  });
}

/**
 * How each column of a private profile is counted, from ranges and values that were given and from a public profile;
 * never from the table's own rows, whose quantiles and values would tell of them.
 *
 * @param names - Whether columns of unknown values may be counted, since their values are found privately.
 */
export function publicColumns(
  fields: readonly Field[],
  given: ReadonlyMap<string, PublicColumn>,
  like: Profile | null,
  names: boolean,
): readonly PublicCount[] {
  const [first] = given;
  if (like?.private !== undefined && first !== undefined)
    throw new RelentError(
      "usage",
      `--${first[1].kind === "bounds" ? "bounds" : "public"}: ${first[0]} is counted as in the private profile that --like names; leave one of the two out`,
      { value: first[0] },
    );
  if (like?.private !== undefined) return sameColumns(like);
  return fields.map((field) => planOne(field, given.get(field.name), like, names));
}

/** The plan of columns whose edges are known by now. */
export const publicPlan = (columns: readonly ColumnPlan[], hashProbe: string): Plan =>
  sealPlan({ columns, cap: NO_CAP, hashProbe, cluster: null });
