import type { JSX } from "preact";
import { formatNumber } from "../format.ts";
import type { Chart, Table } from "../model.ts";
import { Figure } from "./figure.tsx";
import { at } from "./path.ts";

/** A chart of points in the unit ball. */
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

const lengthOf = (point: Point): number => Math.hypot(...point);

function numbersOf({ title, poles, points }: Sphere): Table {
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
    rows: points.map(({ name, at: point }) => [
      { kind: "text", text: name },
      ...[...point, lengthOf(point)].map((value) => ({ kind: "number" as const, value, unit: "1" })),
    ]),
  };
}

function describe({ title, points }: Sphere): string {
  const each = points.map(
    ({ name, at: point }) => `${name}: (${point.map((x) => formatNumber(x)).join(", ")}).`,
  );
  return `${title}. ${each.join(" ")}`;
}

/** Points in the unit ball, each with a line from the middle: states of a qubit. */
export function SphereChart({ chart }: { readonly chart: Sphere }): JSX.Element {
  const { title, poles, points } = chart;
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
        {points.map(({ name, at: point }, i) => (
          <g class={`k${i + 1}`} key={name}>
            <path d={`M0 0L${place(point)}`} />
            <path class="dot" d={`M${place(point)}h0`} />
          </g>
        ))}
      </svg>
    </Figure>
  );
}
