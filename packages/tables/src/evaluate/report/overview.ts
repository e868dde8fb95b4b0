import type { Table } from "@relent/report";
import type { EvalResult } from "../result.ts";
import { type FigureRow, figureTable } from "./figure-table.ts";
import { FIGURES, figureOf } from "./figures.ts";
import { estimated } from "./shown-estimate.ts";

/** All figures of the model with their intervals. */
export function overview(result: EvalResult): Table {
  const rows = FIGURES.flatMap((figure): FigureRow[] => {
    const found = figureOf(result, figure);
    return found === null ? [] : [[figure.label, estimated(found), figure.says]];
  });
  const { compat } = result;
  const clipped: FigureRow[] =
    compat === null
      ? []
      : [
          [
            "scikit-learn's log_loss",
            { kind: "number", value: compat.logLoss, unit: "nats" },
            "p clipped to [2⁻⁵², 1 − 2⁻⁵²]",
          ],
        ];
  return figureTable("Figures", [...rows, ...clipped]);
}
