import { max, sum } from "d3-array";
import { scaleLinear } from "d3-scale";
import type { JSX } from "preact";
import { formatQuantity, formatShare } from "../format.ts";
import type { Chart, Table } from "../model.ts";
import { Figure } from "./figure.tsx";
import { lines } from "./lines.ts";
import { box } from "./path.ts";

/** A chart of parts laid end to end. */
export type Parts = Extract<Chart, { kind: "parts" }>;

const BAR = 34;
const OTHER = 26;

function numbersOf({ title, unit, parts, others }: Parts): Table {
  return {
    caption: title,
    columns: [
      { label: "Part", align: "left" },
      { label: unit === "1" ? "Size" : unit, align: "right" },
    ],
    rows: [...parts, ...others].map(({ label, value }) => [
      { kind: "text", text: label },
      { kind: "number", value, unit },
    ]),
  };
}

/** A whole as its parts laid end to end, and other wholes below it on the same scale. */
export function PartsChart({ chart }: { readonly chart: Parts }): JSX.Element {
  const { title, unit, parts, others } = chart;
  const whole = sum(parts, ({ value }) => value);
  const most = Math.max(whole, max(others, ({ value }) => value) ?? 0) || 1;
  const x = scaleLinear([0, most], [0, 100]);
  const starts = parts.map((_, i) => sum(parts.slice(0, i), ({ value }) => value));
  const height = BAR + others.length * OTHER;
  const label = `${title}. ${formatQuantity(whole, unit)} in all: ${parts.map((part) => `${part.label} ${formatQuantity(part.value, unit)}`).join(", ")}.`;
  return (
    <Figure
      title={title}
      label={label}
      kind="parts"
      numbers={numbersOf(chart)}
      legend={
        <span class="key">
          {parts.map((part, i) => (
            <span class={`k${i + 1} part`} key={part.label}>
              {part.label} <small>{formatShare(whole > 0 ? part.value / whole : 0)}</small>
            </span>
          ))}
        </span>
      }
    >
      <div class="l">{lines(["in parts", ...others.map((other) => other.label)])}</div>
      <svg aria-hidden="true" height={height} viewBox={`0 0 100 ${height}`} preserveAspectRatio="none">
        {parts.map((part, i) => (
          <g class={`k${i + 1}`} key={part.label}>
            <path class="full" d={box(x(starts[i] ?? 0), 4, x(part.value), BAR - 12)} />
          </g>
        ))}
        <path
          class="rest"
          d={others.map((other, i) => box(0, BAR + i * OTHER + 3, x(other.value), OTHER - 12)).join("")}
        />
      </svg>
      <div class="l r">
        {lines([whole, ...others.map(({ value }) => value)].map((value) => formatQuantity(value, unit)))}
      </div>
    </Figure>
  );
}
