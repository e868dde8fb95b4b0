import type { JSX } from "preact";
import { viewColumns } from "../columns.ts";
import { formatCell } from "../format.ts";
import type { Column, Table } from "../model.ts";

const lane = ({ wraps }: Column): string | undefined => (wraps ? "wrap" : undefined);

/** The figures of a drawing, in as few bytes as a table takes: names left, all else right, no links. */
export function Numbers({ table }: { readonly table: Table }): JSX.Element {
  const views = viewColumns(table);
  return (
    <table>
      <thead>
        <tr>
          {views.map(({ index, label, column }) => (
            <th class={lane(column)} key={index}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={row}>
            {views.map(({ index, unitInCells, column }) => {
              const text = formatCell(row[index] ?? { kind: "none" }, { unit: unitInCells });
              const name = lane(column);
              return index === 0 ? (
                <th class={name} key={index}>
                  {text}
                </th>
              ) : (
                <td class={name} key={index}>
                  {text}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
