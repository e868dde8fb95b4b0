import { max } from "d3-array";
import type { JSX } from "preact";
import { formatCount, formatNumber, formatShare } from "../format.ts";
import type { Chart, Table } from "../model.ts";

import { Figure } from "./figure.tsx";
import { LOOSE, NamedPairs } from "./named-pairs.tsx";
import { OrderedPairs } from "./ordered-pairs.tsx";

/** A chart of two distributions on the same cells. */
export type Paired = Extract<Chart, { kind: "paired-shares" }>;

function numbersOf({ cells, names, title }: Paired): Table {
  return {
    caption: title,
    columns: [
      { label: "Cell", align: "left" },
      { label: names[0], align: "right" },
      { label: names[1], align: "right" },
      { label: "Bits", align: "right" },
    ],
    rows: cells.map(({ label, reference, current, bits }) => [
      { kind: "text", text: label },
      { kind: "share", value: reference },
      { kind: "share", value: current },
      { kind: "number", value: bits, unit: "1" },
    ]),
  };
}

function describe({ cells, names, rows, title }: Paired): string {
  const top = cells.toSorted((a, b) => Math.abs(b.bits) - Math.abs(a.bits))[0];
  const sides = names.map((name, i) => `${name} (${formatCount(rows[i] ?? 0)} rows)`).join(" and ");
  const most =
    top === undefined
      ? ""
      : ` Most bits: ${top.label}, ${formatShare(top.reference)} to ${formatShare(top.current)}, ${formatNumber(top.bits, { signed: true })}.`;
  return `${title}. ${cells.length} cells of ${sides}.${most}`;
}

/** Reference filled, current outlined, on the same cells; beside or below them the bits that each cell carries. */
export function PairedChart({ chart }: { readonly chart: Paired }): JSX.Element {
  const most = max(chart.cells, ({ reference, current }) => Math.max(reference, current)) ?? 0;
  const bits = max(chart.cells, (cell) => (Number.isFinite(cell.bits) ? Math.abs(cell.bits) : 0)) ?? 0;
  const Drawing = chart.scale === "ordered" ? OrderedPairs : NamedPairs;
  return (
    <Figure
      title={chart.title}
      label={describe(chart)}
      kind={chart.scale === "named" && chart.cells.length > LOOSE ? "named tight" : chart.scale}
      numbers={numbersOf(chart)}
      legend={
        <span class="key">
          {chart.names.map((name, i) => (
            <span class={i === 0 ? "ref" : "cur"} key={i === 0 ? "ref" : "cur"}>
              <bdi>{name}</bdi> <small>n = {formatCount(chart.rows[i] ?? 0)}</small>
            </span>
          ))}
        </span>
      }
    >
      <Drawing cells={chart.cells} most={most} bits={bits} />
    </Figure>
  );
}
