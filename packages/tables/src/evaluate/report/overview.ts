import type { Cell, Table } from "@relent/report";
import type { EvalResult } from "../result.ts";
import { FIGURES, figureOf } from "./figures.ts";
import { estimated } from "./shown-estimate.ts";

/** All figures of the model with their intervals. */
export function overview(result: EvalResult): Table {
  const rows = FIGURES.flatMap((figure): Cell[][] => {
    const found = figureOf(result, figure);
    return found === null
      ? []
      : [
          [
            { kind: "text", text: figure.label },
            estimated(found),
            { kind: "text", text: figure.says, tone: "muted" },
          ],
        ];
  });
  const { compat } = result;
  const clipped: Cell[][] =
    compat === null
      ? []
      : [
          [
            { kind: "text", text: "scikit-learn's log_loss" },
            { kind: "number", value: compat.logLoss, unit: "nats" },
            { kind: "text", text: "p clipped to [2⁻⁵², 1 − 2⁻⁵²]", tone: "muted" },
          ],
        ];
  return {
    caption: "Figures",
    noun: ["figure", "figures"],
    columns: [
      { label: "figure", align: "left" },
      { label: "value", align: "right" },
      { label: "what it says", align: "left", priority: "wide", wraps: true },
    ],
    rows: [...rows, ...clipped],
  };
}
