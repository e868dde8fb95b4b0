import { max } from "d3-array";
import type { JSX } from "preact";
import { formatNumber } from "../format.ts";
import type { Chart } from "../model.ts";
import { shadeOf } from "./shade.ts";

/** A chart of one number for each pair of names. */
export type Matrix = Extract<Chart, { kind: "matrix" }>;

/** With more columns than these, two digits of each number must do. */
const MANY_COLUMNS = 12;

/** A table whose cells are the darker, the larger their number, in another colour below 0; it is its own table of numbers. */
export function MatrixChart({ chart }: { readonly chart: Matrix }): JSX.Element {
  const { title, unit, axes, rows, columns, values } = chart;
  const finite = values.flat().filter((value) => value !== null && Number.isFinite(value));
  const digits = columns.length > MANY_COLUMNS ? 2 : 3;
  const most = max(finite as number[], Math.abs) ?? 0;
  return (
    <figure>
      <figcaption>
        <span dir="auto">{title}</span>
        <span class="key">
          {unit === "1" ? "" : `${unit}; `}rows: {axes[0]}, columns: {axes[1]}
        </span>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section class="scroll" aria-label={title} tabIndex={0}>
        <table class="matrix">
          <thead>
            <tr>
              <th>
                {axes[0]} \ {axes[1]}
              </th>
              {columns.map((name) => (
                <th class="r" scope="col" key={name}>
                  <bdi>{name}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((name, i) => (
              <tr key={name}>
                <th scope="row">
                  <bdi>{name}</bdi>
                </th>
                {columns.map((column, j) => {
                  const value = values[i]?.[j] ?? null;
                  return (
                    <td class={`r ${shadeOf(value, most)}`} key={column}>
                      {value === null ? "" : formatNumber(value, { digits, trim: Number.isInteger(value) })}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </figure>
  );
}
