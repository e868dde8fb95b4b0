import type { Cell, Chart, Line, Report } from "@relent/report";
import { counted } from "./amount.ts";
import type { ManyFacts, ManyFigure, ManyResult } from "./many-result.ts";

const number = (value: number, unit: string): Cell => ({ kind: "number", value, unit });

/** Of more states than this the rest stands in `--json` alone. */
const MOST_ROWS = 10_000;
/** Points of a line. */
const MOST_POINTS = 400;

/** The values from the least to the greatest, each at the share of states that lie below. */
function rising({ name, values }: ManyFigure): Line {
  const sorted = Float64Array.from(values).sort();
  const count = Math.min(MOST_POINTS, sorted.length);
  const points = Array.from({ length: count }, (_, i) => {
    const at = count === 1 ? 0 : Math.round((i * (sorted.length - 1)) / (count - 1));
    return [(100 * (at + 0.5)) / sorted.length, sorted[at]!] as const;
  });
  return { name, mark: "line", points };
}

/** One chart a unit: at most six lines each. */
function charts(figures: readonly ManyFigure[]): Chart[] {
  return [...new Set(figures.map(({ unit }) => unit))].map((unit) => ({
    kind: "lines",
    title: unit === "1" ? "Distances of the states" : `Figures of the states, in ${unit}`,
    x: { label: "states below, %", scale: "linear", span: [0, 100] },
    y: { label: unit === "1" ? "value" : unit, scale: "linear", span: [0, 0] },
    lines: figures
      .filter((figure) => figure.unit === unit)
      .slice(0, 6)
      .map(rising),
  }));
}

const fact = ({ name, states, dimension, dims }: ManyFacts) => ({
  label: name,
  value: { kind: "text", text: counted(states, "state") } as const,
  description: `${dims.length > 1 ? `${dims.join(" × ")} dimensions` : counted(dimension, "dimension")} each`,
});

/** The report of many states: the sentence, a row a state, and how each figure is spread. */
export function manyReport(result: ManyResult): Report {
  const { rho, sigma, figures, support } = result;
  const left = rho.states - MOST_ROWS;
  const infinite = figures.some((figure) => figure.infinite > 0);
  return {
    title: sigma === undefined ? rho.name : `${rho.name} against ${sigma.name}`,
    sentence: result.sentence,
    tone: infinite ? "alarm" : "calm",
    facts: [
      ...[rho, ...(sigma ? [sigma] : [])].map(fact),
      ...(support === undefined
        ? []
        : [
            {
              label: "ρ outside the support of σ, most",
              value: number(support.greatest.value, "1"),
              description: `state ${support.greatest.state}; least of the ${counted(support.outside, "state")} at infinity: ${support.least.value.toPrecision(2)}; counts as rounding up to ${support.tolerance.toPrecision(2)}`,
            },
          ]),
    ],
    overview: {
      caption: "States",
      noun: ["state", "states"],
      columns: [
        { label: "State", align: "right", description: "counted from 0, as in the file" },
        ...figures.map(({ name, symbol, of }) => ({
          label: name,
          align: "right" as const,
          description: `${symbol} of ${of}`,
        })),
      ],
      rows: Array.from({ length: Math.min(MOST_ROWS, rho.states) }, (_, k) => [
        { kind: "count" as const, value: k },
        ...figures.map(({ values, unit }) => number(values[k]!, unit)),
      ]),
    },
    charts: charts(figures),
    sections: [],
    warnings: [
      ...result.notes,
      ...(left > 0
        ? [`the table holds the first ${MOST_ROWS} states; --json has the other ${left} too`]
        : []),
    ],
    method: [
      "divergences are of each ρ from its σ, or from the one there is",
      "eigenvalues within rounding (n·2⁻⁵² of the largest) count as 0; more mass outside the support makes D(ρ‖σ) infinite",
    ],
    checks: [],
    metrics: figures.flatMap(({ name, of, least, median, greatest }) =>
      Object.entries({ least: least.value, median, greatest: greatest.value }).map(([which, value]) => ({
        name: "relent_quantum_states",
        help: "A figure of many quantum states",
        labels: { measure: name, of, which, rho: rho.name, ...(sigma && { sigma: sigma.name }) },
        value,
      })),
    ),
    data: result,
  };
}
