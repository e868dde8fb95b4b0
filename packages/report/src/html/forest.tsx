import { extent, range } from "d3-array";
import { scaleLinear, scaleSymlog } from "d3-scale";
import type { JSX } from "preact";
import { formatEstimate, formatEstimateParts, formatNumber, formatTicks } from "../format.ts";
import type { Chart, IntervalRow, Table, Tone } from "../model.ts";

import { Figure } from "./figure.tsx";
import { lines } from "./lines.ts";
import { at } from "./path.ts";

/** A chart of estimates with their intervals on one axis. */
export type Intervals = Extract<Chart, { kind: "intervals" }>;

const ROW = 26;
const MOST_ROWS = 12;
const SPREAD = 12;
const TONES: readonly Tone[] = ["alarm", "unsure", "calm", "muted"];

function numbersOf({ title, unit, rows }: Intervals): Table {
  return {
    caption: title,
    columns: [
      { label: "Name", align: "left" },
      { label: unit === "1" ? "Estimate" : unit, align: "right" },
    ],
    rows: rows.map(({ label, estimate }) => [
      { kind: "text", text: label },
      { kind: "estimate", estimate },
    ]),
  };
}

function describe({ title, rows, mark }: Intervals): string {
  const [first] = rows;
  const lead = first === undefined ? "" : ` First: ${first.label}, ${formatEstimate(first.estimate)}.`;
  return `${title}. ${rows.length} ${rows.length === 1 ? "estimate with its interval" : "estimates with intervals"}${mark ? `, compared with ${mark.label} ${formatNumber(mark.value, { trim: true })}` : ""}.${lead}`;
}

interface Axis {
  readonly x: (value: number) => number;
  readonly ticks: readonly number[];
  readonly labels: readonly string[];
  readonly note: string;
}

/** 1 and 3 times each power of ten within the limits. */
function decades(low: number, high: number): number[] {
  const first = Math.floor(Math.log10(low));
  const powers = range(first, Math.ceil(Math.log10(high)) + 1);
  return powers
    .flatMap((power) => [Number(`1e${power}`), Number(`3e${power}`)])
    .filter((tick) => tick >= low && tick <= high);
}

/** A linear axis; where the largest value is far above the mark, linear up to it and logarithmic beyond. */
function axisOf({ rows, mark }: Intervals): Axis {
  const finite = rows
    .flatMap(({ estimate }) => [estimate.value, estimate.low, estimate.high])
    .filter(Number.isFinite);
  const [low = 0, high = 1] = extent([0, ...finite, ...(mark ? [mark.value] : [])]) as [number, number];
  const clamp =
    (scale: (value: number) => number) =>
    (value: number): number =>
      Number.isFinite(value) ? scale(value) : value > 0 ? 100 : 0;
  if (mark !== undefined && mark.value > 0 && high > SPREAD * mark.value) {
    const ticks = [0, ...decades(mark.value * 1.5, high * 1.05)];
    return {
      x: clamp(scaleSymlog([low, high * 1.05], [0, 99]).constant(mark.value)),
      ticks,
      labels: ticks.map((tick) => formatNumber(tick, { trim: true })),
      note: `logarithmic above the ${mark.label}`,
    };
  }
  const scale = scaleLinear([low, high || 1], [0, 99]).nice(4);
  const ticks = scale.ticks(4);
  return { x: clamp(scale), ticks, labels: formatTicks(ticks), note: "" };
}

function strokes(
  rows: readonly IntervalRow[],
  tone: Tone,
  x: Axis["x"],
): { readonly whiskers: string; readonly dots: string } {
  const of = rows.map((row, i) => ({ ...row, y: i * ROW + ROW / 2 })).filter((row) => row.tone === tone);
  return {
    whiskers: of.map(({ estimate, y }) => `M${at(x(estimate.low))} ${y}H${at(x(estimate.high))}`).join(""),
    dots: of.map(({ estimate, y }) => `M${at(x(estimate.value))} ${y}h.01`).join(""),
  };
}

/** Estimates with intervals, one below the other, with a line to compare them with. */
export function Forest({ chart }: { readonly chart: Intervals }): JSX.Element {
  const axis = axisOf(chart);
  const rows = chart.rows.slice(0, MOST_ROWS);
  const height = rows.length * ROW;
  const part = rows.length < chart.rows.length ? `first ${rows.length} of ${chart.rows.length}` : "";
  const remark = [part, axis.note].filter(Boolean).join("; ");
  return (
    <Figure
      title={chart.title}
      label={describe(chart)}
      kind="forest"
      numbers={numbersOf(chart)}
      legend={
        <span class="key">
          {remark === "" ? null : <small>{remark}</small>}
          {chart.mark && (
            <span class="mark">
              {chart.mark.label} {formatNumber(chart.mark.value, { trim: true })}
            </span>
          )}
        </span>
      }
    >
      <div class="l">{lines(rows.map(({ label }) => label))}</div>
      <svg aria-hidden="true" height={height} viewBox={`0 0 100 ${height}`} preserveAspectRatio="none">
        <path class="grid" d={axis.ticks.map((tick) => `M${at(axis.x(tick))} 0v${height}`).join("")} />
        {chart.mark && <path class="mark" d={`M${at(axis.x(chart.mark.value))} 0v${height}`} />}
        {TONES.map((tone) => {
          const { whiskers, dots } = strokes(rows, tone, axis.x);
          return dots === "" ? null : (
            <g class={tone} key={tone}>
              <path d={whiskers} />
              <path class="dot" d={dots} />
              {tone === "alarm" ? null : <path class="hole" d={dots} />}
            </g>
          );
        })}
      </svg>
      <div class="l r">{lines(rows.map(({ estimate }) => formatEstimateParts(estimate).value))}</div>
      <svg aria-hidden="true" class="x" height="18">
        {axis.ticks.map((tick, i) => (
          <text
            x={`${at(axis.x(tick))}%`}
            y="13"
            text-anchor={axis.x(tick) < 2 ? "start" : "middle"}
            key={tick}
          >
            {axis.labels[i]}
          </text>
        ))}
      </svg>
    </Figure>
  );
}
