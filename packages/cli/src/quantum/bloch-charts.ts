import type { Chart, Section, Table } from "@relent/report";
import { amount, digits } from "./amount.ts";
import type { BlochField, BlochImage, QuantumResult, StateFacts } from "./result.ts";

const POLES = [
  ["|+⟩", "|−⟩"],
  ["|i⟩", "|−i⟩"],
  ["|0⟩", "|1⟩"],
] as const;

const AXES = ["⟨X⟩", "⟨Y⟩", "⟨Z⟩"] as const;

/** The states of each qubit in its ball. */
export function balls(states: readonly StateFacts[]): Chart[] {
  const qubits = states[0]!.bloch.length;
  return Array.from({ length: qubits }, (_, k) => ({
    kind: "sphere" as const,
    title: qubits === 1 ? "On the Bloch sphere" : `Qubit ${k + 1} alone, on the Bloch sphere`,
    poles: POLES,
    points: states.flatMap(({ name, bloch }) => (bloch[k] === undefined ? [] : [{ name, at: bloch[k] }])),
  }));
}

/** A coordinate with the sign that type has for it. */
const coordinate = (value: number): string => String(value).replace("-", "−");

/** D(·‖σ) over a plane of the ball. */
function fieldChart({ axes, steps, unit, values }: BlochField, sigma: string): Chart {
  return {
    kind: "matrix",
    title: `How far each qubit is from ${sigma}: D(·‖σ) in the plane of the Bloch ball through both states`,
    unit,
    axes,
    rows: steps.toReversed().map(coordinate),
    columns: steps.map(coordinate),
    values,
  };
}

/** What a channel makes of the sphere: an ellipsoid, by three of its circles and six of its points. */
const imageChart = ({ poles, circles }: BlochImage, channel: string): Chart => ({
  kind: "sphere",
  title: `What ${channel} makes of the Bloch sphere`,
  poles: POLES,
  points: poles.map(({ name, at }) => ({ name: `${name} after it`, at })),
  curves: circles.map(({ name, points }) => ({ name: `${name} after it`, points })),
});

/** Where the poles go, in numbers. */
const polesTable = ({ poles }: BlochImage, channel: string): Table => ({
  caption: `Where ${channel} takes the poles of the Bloch sphere`,
  noun: ["pole", "poles"],
  columns: [
    { label: "Pole", align: "left" },
    ...AXES.map((label) => ({ label, align: "right" as const })),
    { label: "Length", align: "right", description: "1 is a pure state" },
  ],
  rows: poles.map(({ name, at }) => [
    { kind: "text", text: name },
    ...[...at, Math.hypot(...at)].map((value) => ({ kind: "number" as const, value, unit: "1" })),
  ]),
});

const point = (at: readonly number[]): string => `(${at.map(digits).join(", ")})`;

/** What is seen of D(·‖σ) and of a channel over the Bloch ball, as one subject of the report. */
export function blochSection({ rho, sigma, field, channel, figures }: QuantumResult): Section[] {
  const image = channel?.image;
  if (sigma === undefined || (field === undefined && image === undefined)) return [];
  const here = figures.find(({ measure }) => measure === "quantumRelativeEntropy")?.value;
  const far =
    field &&
    `D(·‖σ) rises from 0 at \`${sigma.name}\` to ${amount(field.greatest, field.unit)} at the pure state opposite to it${here === undefined ? "" : `; \`${rho.name}\` is at ${amount(here, field.unit)}`}.`;
  const made =
    channel &&
    image &&
    `\`${channel.name}\` makes of the sphere an ellipsoid with the half-axes ${image.halfAxes.map(digits).join(", ")} around ${point(image.shift)}.`;
  return [
    {
      id: "bloch",
      heading: "Over the Bloch ball",
      verdict: { text: "pictures", tone: "muted" },
      sentence: [far, made].filter((said) => said !== undefined).join(" "),
      facts: [],
      charts: [
        ...(field ? [fieldChart(field, sigma.name)] : []),
        ...(channel && image ? [imageChart(image, channel.name)] : []),
      ],
      tables: channel && image ? [polesTable(image, channel.name)] : [],
      notes: [],
    },
  ];
}
