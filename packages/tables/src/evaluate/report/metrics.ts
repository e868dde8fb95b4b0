import type { Metric } from "@relent/report";
import type { EvalResult } from "../result.ts";
import { FIGURES, figureOf } from "./figures.ts";

/** Samples for a monitoring system. */
export function evalMetrics(result: EvalResult): Metric[] {
  const labels = { predictions: result.name };
  const figures = FIGURES.flatMap((figure): Metric[] => {
    const found = figureOf(result, figure);
    if (found === null || figure.metric === undefined) return [];
    const name = `relent_eval_${figure.metric}`;
    return [
      { name, help: figure.says, labels, value: found.value },
      { name: `${name}_low`, help: `Low end of the interval of ${figure.label}`, labels, value: found.low },
      {
        name: `${name}_high`,
        help: `High end of the interval of ${figure.label}`,
        labels,
        value: found.high,
      },
    ];
  });
  return [
    { name: "relent_eval_rows", help: "Rows evaluated", labels, value: result.rows },
    {
      name: "relent_eval_impossible_labels",
      help: "Rows whose label had probability 0",
      labels,
      value: result.infinite.rows,
    },
    ...figures,
    ...result.perClass.flatMap((c): Metric[] =>
      c.logLoss === null
        ? []
        : [
            {
              name: "relent_eval_class_log_loss_bits",
              help: "Log loss of the rows of a label",
              labels: { ...labels, class: c.name },
              value: c.logLoss.value,
            },
          ],
    ),
  ];
}
