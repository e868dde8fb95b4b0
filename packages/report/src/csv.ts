import { type ColumnView, unitOf, viewColumns } from "./columns.ts";
import type { Cell, Report } from "./model.ts";

const LINE = "\r\n";

/** A field as RFC 4180 has it: quoted where it holds a comma, a quote or a line break, quotes doubled. */
const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A number at full precision; infinities as words. */
const raw = (value: number): string => String(value === 0 ? 0 : value);

type Fields = { readonly [K in Cell["kind"]]: (cell: Extract<Cell, { kind: K }>) => readonly string[] };

const FIELDS: Fields = {
  text: ({ text }) => [text],
  number: ({ value }) => [raw(value)],
  count: ({ value }) => [raw(value)],
  share: ({ value }) => [raw(value)],
  p: ({ value }) => [raw(value)],
  estimate: ({ estimate: { value, low, high } }) => [raw(value), raw(low), raw(high)],
  bar: ({ value }) => [raw(value)],
  verdict: ({ text }) => [text],
  link: ({ text }) => [text],
  none: () => [],
};

const fieldsOf = (cell: Cell): readonly string[] =>
  (FIELDS[cell.kind] as (cell: Cell) => readonly string[])(cell);

/** The names of a column's fields, with its unit; where units differ from row to row a field of units follows. */
function headings({ column, unit, unitInCells, label }: ColumnView, cells: readonly Cell[]): string[] {
  const name = label === "" ? (column.description ?? "bar") : column.label;
  const full = unit === undefined ? name : `${name} (${unit})`;
  const wide = cells.some(({ kind }) => kind === "estimate");
  return [full, ...(wide ? [`${full} low`, `${full} high`] : []), ...(unitInCells ? [`${name} unit`] : [])];
}

/**
 * Writes the overview as comma-separated values (RFC 4180): one header line, numbers at full precision.
 *
 * An estimate takes three fields, value, low and high; bars that repeat a figure beside them are left out; infinities
 * are `Infinity` and `-Infinity`; missing values are empty. Columns meant for files alone are included.
 */
export function toCsv({ overview }: Report): string {
  const lanes = viewColumns(overview).flatMap((view) => {
    if (view.label === "" && view.kind === "bar") return [];
    const cells = overview.rows.map((row): Cell => row[view.index] ?? { kind: "none" });
    const names = headings(view, cells);
    const width = names.length - (view.unitInCells ? 1 : 0);
    const fields = cells.map((cell) => {
      const values = Array.from({ length: width }, (_, i) => fieldsOf(cell)[i] ?? "");
      return view.unitInCells ? [...values, unitOf(cell) ?? ""] : values;
    });
    return [{ names, fields }];
  });
  const lines = [
    lanes.flatMap(({ names }) => names),
    ...overview.rows.map((_, i) => lanes.flatMap(({ fields }) => fields[i] ?? [])),
  ];
  return lines.map((line) => line.map(field).join(",") + LINE).join("");
}
