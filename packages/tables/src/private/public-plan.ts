import { RelentError } from "@relent/core";
import type { Field } from "@relent/engine";
import { cellRange, type Grid, gridCells, gridHigh, gridLow, type Segment } from "../plan/grid.ts";
import { type ColumnPlan, type Plan, sealPlan } from "../plan/plan.ts";
import { isCompared, isNumeric, isTemporal } from "../plan/plan-column.ts";
import type { Profile } from "../profile.ts";
import type { CountSummary } from "../summary/summary.ts";
import { typeGroup } from "../summary/type-group.ts";

/** What is known of a column beforehand: the range of its numbers, or its values. */
export type PublicColumn =
  | { readonly kind: "range"; readonly low: number; readonly high: number }
  | { readonly kind: "values"; readonly values: readonly string[] };

/** Cells of a numeric column: finer ones would hold more noise than rows. */
const CELLS = 32;
/** Stretches of equal cells, of a grid from a public profile. */
const STRETCHES = 8;
/** What lies beyond these quantiles of a public profile is below or above the grid. */
const TAIL = 0.005;
/** Most values of a column that are taken over from a public profile. */
const MOST_VALUES = 1000;
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

/** A planned column with the values known beforehand; null for numbers. */
export interface PublicCount {
  readonly column: ColumnPlan;
  readonly known: readonly string[] | null;
}

function skipped(field: Pick<Field, "name" | "type">, reason: string): PublicCount {
  const count = { kind: "skipped", reason } as const;
  return { column: { ...baseOf(field), count }, known: null };
}

const baseOf = (field: Pick<Field, "name" | "type">) =>
  ({ name: field.name, column: field.name, type: field.type, view: "self", range: false }) as const;

/** A column that is counted by what is known of it, or the reason why it is not. */
function planOne(
  field: Field,
  given: PublicColumn | undefined,
  like: Profile | null,
  names: boolean,
): PublicCount {
  if (!isCompared(field.type)) return skipped(field, `${field.native}: not compared`);
  if (given !== undefined && isTemporal(field.type))
    throw new RelentError(
      "usage",
      `--public: ${field.name} holds ${field.type}, whose span of time is not released; leave it out`,
      { value: field.name },
    );
  if (isTemporal(field.type)) return skipped(field, "its span of time is not released");
  const k = like?.plan.columns.findIndex((c) => c.column === field.name && c.view === "self") ?? -1;
  const own = like?.plan.columns[k];
  const counted =
    own && typeGroup(own.type) === typeGroup(field.type) ? like?.summary.columns[k]?.count : undefined;
  if (isNumeric(field.type)) {
    const count = numbers(field, given, own, counted);
    return count === null
      ? skipped(field, "no public range; give --public COLUMN=LOW:HIGH, or --like a public profile")
      : { column: { ...baseOf(field), count }, known: null };
  }
  const listed =
    counted?.kind === "values" ? counted.values.slice(0, MOST_VALUES).map(([v]) => String(v)) : undefined;
  if (given?.kind === "range")
    throw new RelentError(
      "usage",
      `--public: ${field.name} holds ${field.type}, which has no range; give its values as A|B|C`,
      { value: field.name },
    );
  const known =
    given?.values ?? listed ?? (field.type === "boolean" ? ["false", "true"] : names ? [] : undefined);
  if (known === undefined)
    return skipped(
      field,
      "its values are not known beforehand; give --public COLUMN=A|B|C, --like a public profile, or a delta",
    );
  return { column: { ...baseOf(field), count: { kind: "values", numeric: false } }, known };
}

function numbers(
  field: Field,
  given: PublicColumn | undefined,
  own: ColumnPlan | undefined,
  counted: CountSummary | undefined,
): ColumnPlan["count"] | null {
  if (given?.kind === "range") {
    if (!(Number.isFinite(given.low) && Number.isFinite(given.high) && given.low < given.high))
      throw new RelentError(
        "usage",
        `--public: ${field.name}=${given.low}:${given.high} is no range; give LOW:HIGH with LOW < HIGH`,
        { value: field.name },
      );
    return { kind: "cells", grid: { segments: [segment(given.low, given.high, CELLS)], points: [] } };
  }
  if (given?.kind === "values") {
    const points = given.values.map(Number).sort((a, b) => a - b);
    const wrong = points.findIndex((v) => !Number.isFinite(v));
    if (wrong >= 0 || points.length > 4 * CELLS)
      throw new RelentError(
        "usage",
        `--public: ${field.name} takes numbers A|B|C, at most ${4 * CELLS}, or LOW:HIGH`,
        { value: field.name },
      );
    return { kind: "cells", grid: pointGrid(points) };
  }
  if (own === undefined || counted === undefined) return null;
  if (own.count.kind !== "cells" && !(own.count.kind === "values" && own.count.numeric)) return null;
  const { grid } = own.count;
  return { kind: "cells", grid: coarseGrid(grid, counted) };
}

/** A plan that depends on nothing but what is public, with the values known beforehand. */
export interface PublicPlan {
  readonly plan: Plan;
  readonly known: readonly (readonly string[] | null)[];
}

/** The plan of another private profile, with the values that it names. */
function samePlan({ plan, summary }: Profile): PublicPlan {
  const known = plan.columns.map((column, k) => {
    const count = summary.columns[k]?.count;
    return column.count.kind === "values" && count?.kind === "values"
      ? count.values.map(([v]) => String(v))
      : null;
  });
  return { plan, known };
}

/**
 * How each column of a private profile is counted, from ranges and values that were given and from a public profile;
 * never from the table's own rows, whose quantiles and values would tell of them.
 *
 * @param names - Whether columns of unknown values may be counted, since their values are found privately.
 */
export function publicPlan(
  fields: readonly Field[],
  given: ReadonlyMap<string, PublicColumn>,
  like: Profile | null,
  names: boolean,
  hashProbe: string,
): PublicPlan {
  const [first] = given.keys();
  if (like?.private !== undefined && first !== undefined)
    throw new RelentError(
      "usage",
      `--public: ${first} is counted as in the private profile that --like names; leave one of the two out`,
      { value: first },
    );
  if (like?.private !== undefined) return samePlan(like);
  const counts = fields.map((field) => planOne(field, given.get(field.name), like, names));
  const plan = sealPlan({
    columns: counts.map(({ column }) => column),
    cap: NO_CAP,
    hashProbe,
    cluster: null,
  });
  return { plan, known: counts.map(({ known }) => known) };
}
