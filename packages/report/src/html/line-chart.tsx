import { extent } from "d3-array";
import { scaleLinear, scaleLog } from "d3-scale";
import type { JSX } from "preact";
import { formatNumber, formatTicks } from "../format.ts";
import type { Axis, Chart, Line, Table } from "../model.ts";
import { Figure } from "./figure.tsx";
import { at } from "./path.ts";

/** A chart of lines on two axes. */
export type LinesChart = Extract<Chart, { kind: "lines" }>;

const HEIGHT = 240;
const TOP = 8;
/** More rows than this are thinned out in the table of numbers. */
const MOST_ROWS = 40;

interface Ruler {
  readonly place: (value: number) => number;
  readonly ticks: readonly number[];
  readonly labels: readonly string[];
}

function rulerOf(axis: Axis, values: readonly number[], range: readonly [number, number]): Ruler {
  const log = axis.scale === "log";
  const shown = [...values, ...(axis.span ?? [])].filter((v) => Number.isFinite(v) && (!log || v > 0));
  const [low = log ? 1 : 0, high = 1] = extent(shown) as [number?, number?];
  const domain = low < high ? [low, high] : log ? [low / 2, high * 2] : [low - 0.5, high + 0.5];
  if (!log) {
    const scale = scaleLinear(domain, [...range]).clamp(true);
    if (!axis.span) scale.nice(5);
    const ticks = scale.ticks(5);
    return { place: scale, ticks, labels: formatTicks(ticks) };
  }
  const scale = scaleLog(domain, [...range]).clamp(true);
  const decades = Math.ceil(Math.log10(domain[1]! / domain[0]!) / 6);
  const powers = scale.ticks().filter((tick) => {
    const power = Math.log10(tick);
    return Math.abs(power - Math.round(power)) < 1e-9 && Math.round(power) % decades === 0;
  });
  const ticks =
    powers.length > 2 ? powers : scale.ticks().filter((tick) => /^[125]/.test(tick.toExponential()));
  return { place: scale, ticks, labels: ticks.map((tick) => formatNumber(tick, { trim: true })) };
}

type Points = Line["points"];

function drawable({ x, y }: LinesChart): (point: readonly [number, number]) => boolean {
  return ([a, b]) =>
    Number.isFinite(a) && !Number.isNaN(b) && (x.scale !== "log" || a > 0) && (y.scale !== "log" || b > 0);
}

function path(points: Points, across: Ruler, up: Ruler, good: (point: Points[number]) => boolean): string {
  let joined = false;
  return points
    .map((point) => {
      if (!good(point)) {
        joined = false;
        return "";
      }
      const command = joined ? "L" : "M";
      joined = true;
      return `${command}${at(across.place(point[0]))} ${at(up.place(point[1]))}`;
    })
    .join("");
}

function area(band: NonNullable<Line["band"]>, across: Ruler, up: Ruler): string {
  const along = band.map(([x, , high]) => `${at(across.place(x))} ${at(up.place(high))}`);
  const back = band.toReversed().map(([x, low]) => `${at(across.place(x))} ${at(up.place(low))}`);
  return `M${[...along, ...back].join("L")}z`;
}

/** All x that any line has, thinned to what a reader may want to see. */
function numbersOf({ title, x, lines }: LinesChart): Table {
  const all = [...new Set(lines.flatMap(({ points }) => points.map(([a]) => a)))].sort((a, b) => a - b);
  const step = Math.ceil(all.length / MOST_ROWS);
  const kept = all.filter((_, i) => i % step === 0 || i === all.length - 1);
  const values = lines.map(({ points }) => new Map(points));
  return {
    caption: title,
    columns: [
      { label: x.label, align: "right" },
      ...lines.map(({ name }) => ({ label: name, align: "right" as const })),
    ],
    rows: kept.map((a) => [
      { kind: "number", value: a, unit: "1" },
      ...values.map((map) => {
        const value = map.get(a);
        return value === undefined || Number.isNaN(value)
          ? ({ kind: "none" } as const)
          : ({ kind: "number", value, unit: "1" } as const);
      }),
    ]),
  };
}

function describe({ title, x, y, lines }: LinesChart): string {
  const ends = lines.map(({ name, points }) => {
    const [first, last] = [points[0], points.at(-1)];
    return first && last
      ? `${name}: from ${formatNumber(first[1])} at ${formatNumber(first[0])} to ${formatNumber(last[1])} at ${formatNumber(last[0])}.`
      : `${name}: no points.`;
  });
  return `${title}. ${y.label} against ${x.label}. ${ends.join(" ")}`;
}

/** Lines, points and bands on two axes. */
export function LineChart({ chart }: { readonly chart: LinesChart }): JSX.Element {
  const xs = chart.lines.flatMap(({ points }) => points.map(([a]) => a));
  const ys = chart.lines.flatMap(({ points, band = [] }) => [
    ...points.map(([, b]) => b),
    ...band.flatMap(([, low, high]) => [low, high]),
  ]);
  const across = rulerOf(chart.x, xs, [0, 100]);
  const up = rulerOf(chart.y, ys, [HEIGHT - 1, TOP]);
  const good = drawable(chart);
  const main = chart.lines.filter(({ mark }) => mark !== "guide");
  const classOf = (line: Line) => (line.mark === "guide" ? "g" : `k${main.indexOf(line) + 1}`);
  return (
    <Figure
      title={chart.title}
      label={describe(chart)}
      kind="lines"
      numbers={numbersOf(chart)}
      legend={
        <span class="key">
          {chart.lines.map((line) => (
            <span class={`${classOf(line)} ${line.mark}`} key={line.name}>
              <bdi>{line.name}</bdi>
            </span>
          ))}
        </span>
      }
    >
      <span class="cap">{chart.y.label}</span>
      <svg aria-hidden="true" class="y" height={HEIGHT}>
        {up.ticks.map((tick, i) => (
          <text x="100%" y={at(Math.max(10, up.place(tick) + 4))} key={tick}>
            {up.labels[i]}
          </text>
        ))}
      </svg>
      <svg aria-hidden="true" height={HEIGHT} viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none">
        <path class="grid" d={up.ticks.map((tick) => `M0 ${at(up.place(tick))}h100`).join("")} />
        {chart.lines.map((line) => (
          <g class={classOf(line)} key={line.name}>
            {line.band && <path class="area" d={area(line.band, across, up)} />}
            {line.mark === "dots" ? (
              <path
                class="dot"
                d={line.points
                  .filter(good)
                  .map(([a, b]) => `M${at(across.place(a))} ${at(up.place(b))}h.01`)
                  .join("")}
              />
            ) : (
              <path d={path(line.points, across, up, good)} />
            )}
          </g>
        ))}
      </svg>
      <span />
      <svg aria-hidden="true" class="x" height="34">
        {across.ticks.map((tick, i) => (
          <text
            x={`${at(across.place(tick))}%`}
            y="13"
            text-anchor={across.place(tick) < 3 ? "start" : across.place(tick) > 97 ? "end" : "middle"}
            key={tick}
          >
            {across.labels[i]}
          </text>
        ))}
        <text x="50%" y="30" text-anchor="middle" class="cap">
          {chart.x.label}
        </text>
      </svg>
    </Figure>
  );
}
