import type { JSX } from "preact";
import type { Chart } from "../model.ts";
import { Forest } from "./forest.tsx";
import { PairedChart } from "./paired.tsx";

/** Draws a chart of any kind. */
export function ChartView({ chart }: { readonly chart: Chart }): JSX.Element {
  return chart.kind === "intervals" ? <Forest chart={chart} /> : <PairedChart chart={chart} />;
}
