import { extent } from "d3-array";
import type { JSX } from "preact";
import { formatNumber } from "../format.ts";
import type { Chart, Table } from "../model.ts";
import { Figure } from "./figure.tsx";
import { at } from "./path.ts";

/** A chart of points and curves in the unit ball. */
export type Sphere = Extract<Chart, { kind: "sphere" }>;
type Point = readonly [x: number, y: number, z: number];

const RADIUS = 100;
/** The eye looks down by 20° on a ball whose first axis points to the reader's lower left. */
const [TURN, TILT] = [Math.PI / 6, Math.PI / 9];

const seen = ([x, y, z]: Point): readonly [number, number] => [
  RADIUS * (y * Math.cos(TURN) - x * Math.sin(TURN)),
  RADIUS * ((x * Math.cos(TURN) + y * Math.sin(TURN)) * Math.sin(TILT) - z * Math.cos(TILT)),
];

const place = (point: Point): string => seen(point).map(at).join(" ");

const AXES: readonly Point[] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

const opposite = ([x, y, z]: Point): Point => [-x, -y, -z];

const EQUATOR = Array.from({ length: 73 }, (_, i) => {
  const angle = (i * Math.PI) / 36;
  return place([Math.cos(angle), Math.sin(angle), 0]);
}).join("L");

/** So many points of each curve stand in the table of numbers. */
const CURVE_ROWS = 8;

const lengthOf = (point: Point): number => Math.hypot(...point);

type Named = Sphere["points"][number];

/** A few points of each curve, evenly spaced, under names of their own. */
const onCurves = ({ curves = [] }: Sphere): Named[] =>
  curves.flatMap(({ name, points }) => {
    const step = Math.ceil(points.length / CURVE_ROWS);
    return points.flatMap((at, i) =>
      i % step === 0 ? [{ name: `${name}, point ${i + 1} of ${points.length}`, at }] : [],
    );
  });

function numbersOf(chart: Sphere): Table {
  const { title, poles, points } = chart;
  return {
    caption: title,
    columns: [
      { label: "Point", align: "left" },
      ...poles.map(([positive, negative]) => ({
        label: `${positive} (+) to ${negative} (−)`,
        align: "right" as const,
      })),
      { label: "Length", align: "right" },
    ],
    rows: [...points, ...onCurves(chart)].map(({ name, at: point }) => [
      { kind: "text", text: name },
      ...[...point, lengthOf(point)].map((value) => ({ kind: "number" as const, value, unit: "1" })),
    ]),
  };
}

/** How far a curve reaches along each axis. */
const reach = (points: readonly Point[]): string =>
  AXES.map((_, axis) => {
    const [low = 0, high = 0] = extent(points, (point) => point[axis]!);
    return `${formatNumber(low)} to ${formatNumber(high)}`;
  }).join(", ");

function describe({ title, points, curves = [] }: Sphere): string {
  const each = points.map(
    ({ name, at: point }) => `${name}: (${point.map((x) => formatNumber(x)).join(", ")}).`,
  );
  const around = curves.map(({ name, points: all }) => `${name}: a curve over (${reach(all)}).`);
  return `${title}. ${[...each, ...around].join(" ")}`;
}

/** Points in the unit ball: states of a qubit. Each has a line from the middle, unless there are curves to see. */
export function SphereChart({ chart }: { readonly chart: Sphere }): JSX.Element {
  const { title, poles, points, curves = [] } = chart;
  return (
    <Figure
      title={title}
      label={describe(chart)}
      kind="sphere"
      numbers={numbersOf(chart)}
      legend={
        <span class="key">
          {points.map(({ name }, i) => (
            <span class={`k${i + 1} dots`} key={name}>
              <bdi>{name}</bdi>
            </span>
          ))}
          {curves.map(({ name }, i) => (
            <span class={`c${i + 1}`} key={name}>
              <bdi>{name}</bdi>
            </span>
          ))}
        </span>
      }
    >
      <svg aria-hidden="true" height={300} viewBox="-150 -125 300 250">
        <circle class="ball" r={RADIUS} />
        <path class="grid" d={`M${EQUATOR}`} />
        {AXES.map((axis, i) => {
          const ends = [axis, opposite(axis)] as const;
          return (
            <g key={poles[i]?.[0]}>
              <path class="grid" d={`M${place(ends[0])}L${place(ends[1])}`} />
              {ends.map((end, side) => {
                const [x, y] = seen([end[0] * 1.2, end[1] * 1.2, end[2] * 1.15]);
                return (
                  <text x={at(x)} y={at(y + 4)} text-anchor="middle" key={side}>
                    {poles[i]?.[side]}
                  </text>
                );
              })}
            </g>
          );
        })}
        {curves.map(({ name, points: all }, i) => (
          <g class={`c${i + 1}`} key={name}>
            <path d={`M${all.map(place).join("L")}z`} />
          </g>
        ))}
        {points.map(({ name, at: point }, i) => (
          <g class={`k${i + 1}`} key={name}>
            {curves.length === 0 && <path d={`M0 0L${place(point)}`} />}
            <path class="dot" d={`M${place(point)}h0`} />
          </g>
        ))}
      </svg>
    </Figure>
  );
}
