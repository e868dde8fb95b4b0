import type { JSX } from "preact";
import { type ColumnView, viewColumns } from "../columns.ts";
import { rowTone } from "../elide.ts";
import { alignDecimals, formatCell } from "../format.ts";
import type { Table } from "../model.ts";
import type { Anchors } from "./anchors.ts";
import { CellView, sortValue } from "./cell.tsx";

const DIGIT = "\u2007";
const POINT = "\u2008";

const padding = (digits: number, point: boolean): string =>
  (point ? POINT : "") + DIGIT.repeat(Math.max(0, digits));

/** Texts of a column on aligned decimals, padded by spaces as wide as the digits they stand for. */
function aligned(table: Table, view: ColumnView): readonly string[] | undefined {
  if (!view.figures) return undefined;
  const texts = table.rows.map((row) =>
    formatCell(row[view.index] ?? { kind: "none" }, { unit: view.unitInCells }),
  );
  return alignDecimals(texts, padding).map((text) => text.trimEnd());
}

interface TableProps {
  readonly table: Table;
  readonly anchors: Anchors;
  readonly sortable?: boolean;
}

const lane = ({ column, kind }: ColumnView): string | undefined =>
  [
    column.align === "right" ? "r" : "",
    column.priority ?? "",
    column.wraps ? "wrap" : "",
    kind === "bar" ? "bar" : "",
  ]
    .filter(Boolean)
    .join(" ") || undefined;

/** Any table of the model; a sortable one carries each figure's plain number. */
export function TableView({ table, anchors, sortable = false }: TableProps): JSX.Element {
  const views = viewColumns(table);
  const columns = views.map((view) => ({ view, texts: aligned(table, view), name: lane(view) }));
  return (
    <table>
      <caption>{table.caption}</caption>
      <thead>
        <tr>
          {columns.map(({ view, name }) => (
            <th scope="col" class={name} key={view.index}>
              {view.label === "" ? <span class="sr">{view.column.description ?? "Bar"}</span> : view.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row, i) => (
          <tr class={sortable ? rowTone(row) : undefined} key={i}>
            {columns.map(({ view, texts, name }, at) => {
              const cell = row[view.index] ?? { kind: "none" };
              const inside = (
                <CellView cell={cell} anchors={anchors} unit={view.unitInCells} text={texts?.[i]} />
              );
              return at === 0 ? (
                <th scope="row" class={name} key={view.index}>
                  {inside}
                </th>
              ) : (
                <td class={name} key={view.index} data-v={sortable ? sortValue(cell) : undefined}>
                  {inside}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
