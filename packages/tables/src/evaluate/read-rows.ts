import { RelentError } from "@relent/core";
import type { ChunkColumn, Engine, Relation, RunOptions } from "@relent/engine";
import type { LabelCode } from "./label-expression.ts";
import { type ViewColumn, viewOf } from "./view.ts";

/** An expression that is streamed, and whether as numbers. */
export interface Streamed {
  readonly sql: string;
  readonly kind: "number" | "string";
}

/** What is read of each row, as expressions over the table. */
export interface RowPlan {
  /** One number a class (or a quantile, a draw, a parameter of the predicted law). */
  readonly forecast: readonly string[];
  /** The same of another model. */
  readonly rival?: readonly string[] | undefined;
  readonly label?: LabelCode | undefined;
  /** What came true, in numbers: yes or no a label, or the value that was predicted. */
  readonly truth?: readonly string[] | undefined;
  readonly weight?: string | undefined;
  readonly group?: Streamed | undefined;
  readonly time?: string | undefined;
  readonly key?: Streamed | undefined;
  /** Columns that segments are looked for in. */
  readonly segments?: readonly Streamed[] | undefined;
}

/** Rows without a null in what they are judged by. */
export interface RowBlock {
  readonly length: number;
  /** Each row's number in the table, from 1, among those that meet the condition. */
  readonly rows: Float64Array;
  readonly forecast: readonly Float64Array[];
  readonly rival: readonly Float64Array[];
  readonly label: Int32Array;
  readonly truth: readonly Float64Array[];
  readonly weight: Float64Array | null;
  readonly group: ArrayLike<string | number> | null;
  readonly time: Float64Array | null;
  readonly key: ArrayLike<string | number> | null;
  readonly segments: readonly ChunkColumn[];
}

/** Rows that were left out because something they are judged by is null. */
export interface SetAside {
  label: number;
  forecast: number;
  weight: number;
}

/** A stream of blocks, and what it left out so far. */
export interface RowStream {
  readonly blocks: AsyncIterable<RowBlock>;
  readonly setAside: SetAside;
  /** Numbers of the first row and of the last so far. */
  readonly numbers: { readonly first: number; last: number };
}

type Role = keyof RowPlan;

const asNumbers = (role: Role, list: readonly string[] | undefined): (Streamed & { role: Role })[] =>
  (list ?? []).map((sql) => ({ sql, kind: "number" as const, role }));
const one = (role: Role, item: Streamed | undefined): (Streamed & { role: Role })[] =>
  item === undefined ? [] : [{ ...item, role }];

function columnsOf(plan: RowPlan): (Streamed & { role: Role })[] {
  return [
    ...asNumbers("forecast", plan.forecast),
    ...asNumbers("rival", plan.rival),
    ...asNumbers("label", plan.label === undefined ? [] : [plan.label.sql]),
    ...asNumbers("truth", plan.truth),
    ...asNumbers("weight", plan.weight === undefined ? [] : [plan.weight]),
    ...one("group", plan.group),
    ...asNumbers("time", plan.time === undefined ? [] : [plan.time]),
    ...one("key", plan.key),
    ...(plan.segments ?? []).map((item) => ({ ...item, role: "segments" as const })),
  ];
}

/** Why a null in a column sets its row aside; nulls elsewhere are values. */
const NEEDED: Readonly<Partial<Record<Role, keyof SetAside>>> = {
  label: "label",
  truth: "label",
  forecast: "forecast",
  rival: "forecast",
  weight: "weight",
};

/** Marks the rows to leave out and counts them; null where all are kept. */
function leftOut(
  columns: readonly ChunkColumn[],
  roles: readonly Role[],
  length: number,
  counts: SetAside,
): Uint8Array | null {
  let out: Uint8Array | null = null;
  for (const reason of ["label", "forecast", "weight"] as const) {
    columns.forEach(({ valid }, c) => {
      if (valid === undefined || NEEDED[roles[c]!] !== reason) return;
      out ??= new Uint8Array(length);
      for (let i = 0; i < length; i++) {
        if (valid[i] !== 0 || out[i] !== 0) continue;
        out[i] = 1;
        counts[reason]++;
      }
    });
  }
  return out;
}

function keptNumbers(values: Float64Array, out: Uint8Array | null): Float64Array {
  return out === null ? values : values.filter((_, i) => out[i] === 0);
}

function keptTexts<T>(values: readonly T[], out: Uint8Array | null): readonly T[] {
  return out === null ? values : values.filter((_, i) => out[i] === 0);
}

function keptColumn(column: ChunkColumn, out: Uint8Array | null): ChunkColumn {
  if (out === null) return column;
  const valid = column.valid && { valid: column.valid.filter((_, i) => out[i] === 0) };
  return column.kind === "number"
    ? { kind: "number", values: keptNumbers(column.values, out), ...valid }
    : { kind: "string", values: keptTexts(column.values, out), ...valid };
}

/** Names of clusters and rows; a null is a name of its own. */
function named({ kind, values, valid }: ChunkColumn, out: Uint8Array | null): ArrayLike<string | number> {
  if (valid !== undefined) {
    return keptTexts(
      Array.from<string | number, string | number>(values, (v, i) => (valid[i] === 0 ? "null" : v)),
      out,
    );
  }
  return kind === "number"
    ? keptNumbers(values as Float64Array, out)
    : keptTexts(values as readonly string[], out);
}

function numbersFrom(first: number, length: number): Float64Array {
  const numbers = new Float64Array(length);
  for (let i = 0; i < length; i++) numbers[i] = first + i;
  return numbers;
}

/** Classes of labels by their codes; −1 of a code that stands for none. */
function decoded(values: Float64Array | undefined, codes: Int32Array): Int32Array {
  const labels = new Int32Array(values?.length ?? 0);
  for (let i = 0; i < labels.length; i++) labels[i] = codes[values![i]!] ?? -1;
  return labels;
}

/** Fails for a weight that is none, with its row. */
function checkWeights(weights: Float64Array | undefined, rows: Float64Array): void {
  const at = weights?.findIndex((w) => !(w >= 0 && w < Number.POSITIVE_INFINITY)) ?? -1;
  if (at >= 0) refuseValue("the weight", rows[at]!, weights![at]!, "it must be finite and at least 0");
}

/** Streams the rows of a table in blocks, those with a null in what they are judged by left out and counted. */
export function readRows(
  engine: Engine,
  relation: Relation,
  plan: RowPlan,
  run: RunOptions,
  first = 1,
): RowStream {
  const setAside: SetAside = { label: 0, forecast: 0, weight: 0 };
  const numbers = { first, last: first - 1 };
  const planned = columnsOf(plan);
  const roles = planned.map((c) => c.role);
  const view = planned.map((c, i): ViewColumn => ({ name: `c${i}`, sql: c.sql, kind: c.kind }));
  const source = viewOf(relation, view, engine.dialect.quoteIdentifier);
  const codes = plan.label?.codes ?? new Int32Array(0);

  async function* blocks(): AsyncIterable<RowBlock> {
    const names = view.map((c) => c.name);
    for await (const { columns, length } of engine.columns(source, names, run)) {
      const out = leftOut(columns, roles, length, setAside);
      const of = (role: Role): Float64Array[] =>
        columns.flatMap((c, i) =>
          roles[i] === role && c.kind === "number" ? [keptNumbers(c.values, out)] : [],
        );
      const names = (role: Role): ArrayLike<string | number> | null => {
        const at = roles.indexOf(role);
        return at < 0 ? null : named(columns[at]!, out);
      };
      const rows = keptNumbers(numbersFrom(numbers.last + 1, length), out);
      numbers.last += length;
      const label = decoded(of("label")[0], codes);
      const [weight] = of("weight");
      checkWeights(weight, rows);
      yield {
        length: rows.length,
        rows,
        forecast: of("forecast"),
        rival: of("rival"),
        label,
        truth: of("truth"),
        weight: weight ?? null,
        group: names("group"),
        time: of("time")[0] ?? null,
        key: names("key"),
        segments: columns.flatMap((c, i) => (roles[i] === "segments" ? [keptColumn(c, out)] : [])),
      };
    }
  }
  return { blocks: blocks(), setAside, numbers };
}

/** Throws for a number that a column may not hold, with the row and the column named. */
export function refuseValue(column: string, row: number, value: number, allowed: string): never {
  throw new RelentError("invalid-argument", `evaluate: ${column} = ${value} in row ${row}; ${allowed}`, {
    index: row,
    value,
  });
}
