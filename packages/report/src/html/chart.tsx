import type { JSX } from "preact";
import type { Chart } from "../model.ts";
import type { Anchors } from "./anchors.ts";
import { Forest } from "./forest.tsx";
import { PairedChart } from "./paired.tsx";

/** Draws a chart of any kind. */
export function ChartView({
  chart,
  anchors,
}: {
  readonly chart: Chart;
  readonly anchors: Anchors;
}): JSX.Element {
  return chart.kind === "intervals" ? (
    <Forest chart={chart} anchors={anchors} />
  ) : (
    <PairedChart chart={chart} anchors={anchors} />
  );
}
