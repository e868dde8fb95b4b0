import type { Cell, Chart, Report } from "@relent/report";
import { counted } from "./amount.ts";
import { balls, blochSection } from "./bloch-charts.ts";
import type { QuantumFigure, QuantumResult, StateFacts } from "./result.ts";

const number = (value: number, unit: string): Cell => ({ kind: "number", value, unit });
const text = (value: string): Cell => ({ kind: "text", text: value });

function spectrum(states: readonly StateFacts[]): Chart {
  return {
    kind: "lines",
    title: "Spectrum",
    x: {
      label: "eigenvalue, the largest first",
      scale: "linear",
      span: [1, Math.max(2, states[0]!.spectrum.length)],
    },
    y: { label: "its value", scale: "linear", span: [0, 1] },
    lines: states.map(({ name, spectrum: values }) => ({
      name,
      mark: "dots",
      points: values.map((value, i) => [i + 1, value] as const),
    })),
  };
}

const row = ({ name, symbol, of, value, unit }: QuantumFigure): Cell[] => [
  text(name),
  text(symbol),
  text(of),
  number(value, unit),
];

/** The report of quantum states: the sentence, every figure, spectra, and the Bloch sphere of qubits. */
export function quantumReport(result: QuantumResult): Report {
  const { rho, sigma, support, channel } = result;
  const states = sigma === undefined ? [rho] : [rho, sigma];
  const infinite = result.figures.some(({ value }) => value === Number.POSITIVE_INFINITY);
  return {
    title: sigma === undefined ? rho.name : `${rho.name} against ${sigma.name}`,
    sentence: result.sentence,
    tone: infinite ? "alarm" : "calm",
    facts: [
      ...states.flatMap(({ name, dimension, dims, purity, rank }) => [
        {
          label: name,
          value: text(dims.length > 1 ? `${dims.join(" × ")} dimensions` : counted(dimension, "dimension")),
          description: `rank ${rank}, purity ${Number(purity.toPrecision(4))}`,
        },
      ]),
      ...(support === undefined
        ? []
        : [
            {
              label: "ρ outside the support of σ",
              value: number(support.leak, "1"),
              description: `counts as rounding up to ${support.tolerance.toPrecision(2)}; supports: ${support.treatment}`,
            },
          ]),
      ...(channel === undefined
        ? []
        : [
            {
              label: `D after ${channel.name}`,
              value: number(channel.after, channel.unit),
              description: channel.holds ? "no more than before, as it must be" : "MORE than before: a fault",
            },
          ]),
    ],
    overview: {
      caption: "Figures",
      noun: ["figure", "figures"],
      columns: [
        { label: "Measure", align: "left" },
        { label: "Symbol", align: "left", priority: "wide" },
        { label: "Of", align: "left" },
        { label: "Value", align: "right" },
      ],
      rows: result.figures.map(row),
    },
    charts: [...balls(states), spectrum(states)],
    sections: blochSection(result),
    ...(channel?.image && { asked: ["bloch"] }),
    warnings: result.notes,
    method: [
      "divergences are of ρ from σ; where states commute each figure is the classical one of their spectra",
      "eigenvalues within rounding (n·2⁻⁵² of the largest) count as 0; more mass outside the support makes D(ρ‖σ) infinite",
    ],
    checks:
      channel === undefined
        ? []
        : [
            {
              name: `data processing under ${channel.name}`,
              outcome: channel.holds ? "passed" : "failed",
              message: `${channel.before} → ${channel.after} ${channel.unit}`,
            },
          ],
    metrics: result.figures.map(({ name, of, value }) => ({
      name: "relent_quantum",
      help: "A figure of quantum states",
      labels: { measure: name, of, rho: rho.name, ...(sigma && { sigma: sigma.name }) },
      value,
    })),
    data: result,
  };
}
