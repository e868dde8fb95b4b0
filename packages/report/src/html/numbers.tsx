import type { JSX } from "preact";
import { viewColumns } from "../columns.ts";
import { formatCell } from "../format.ts";
import type { Table } from "../model.ts";

/** The figures of a drawing, in as few bytes as a table takes: names left, all else right, no links. */
export function Numbers({ table }: { readonly table: Table }): JSX.Element {
  const views = viewColumns(table);
  return (
    <table>
      <thead>
        <tr>
          {views.map(({ index, label }) => (
            <th key={index}>{label}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={row}>
            {views.map(({ index, unitInCells }) => {
              const text = formatCell(row[index] ?? { kind: "none" }, { unit: unitInCells });
              return index === 0 ? <th key={index}>{text}</th> : <td key={index}>{text}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
