import type { JSX } from "preact";
import type { Chart } from "../model.ts";
import { Forest } from "./forest.tsx";
import { LineChart } from "./line-chart.tsx";
import { MatrixChart } from "./matrix-chart.tsx";
import { PairedChart } from "./paired.tsx";
import { PartsChart } from "./parts-chart.tsx";
import { SphereChart } from "./sphere-chart.tsx";
import { TextChart } from "./text-chart.tsx";

type Drawings = { readonly [K in Chart["kind"]]: (chart: Extract<Chart, { kind: K }>) => JSX.Element };

const DRAWINGS: Drawings = {
  intervals: (chart) => <Forest chart={chart} />,
  lines: (chart) => <LineChart chart={chart} />,
  matrix: (chart) => <MatrixChart chart={chart} />,
  "paired-shares": (chart) => <PairedChart chart={chart} />,
  parts: (chart) => <PartsChart chart={chart} />,
  sphere: (chart) => <SphereChart chart={chart} />,
  text: (chart) => <TextChart chart={chart} />,
};

/** Draws a chart of any kind. */
export function ChartView({ chart }: { readonly chart: Chart }): JSX.Element {
  return DRAWINGS[chart.kind](chart as never);
}
