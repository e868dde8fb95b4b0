import type { Cell, Report } from "@relent/report";
import { shortName } from "../../compare/sentences.ts";
import { fact } from "../../report/cells.ts";
import type { UnlabelledResult } from "../forecast-loss.ts";
import { type FigureRow, figureTable } from "./figure-table.ts";
import { estimated } from "./shown-estimate.ts";

/** The report of what to expect without labels. */
export function unlabelledReport(result: UnlabelledResult): Report {
  const {
    name,
    reference,
    rows,
    sentence,
    logLoss,
    referenceLogLoss,
    promised,
    priors,
    priorKl,
    moved,
    effectiveRows,
    refused,
  } = result;
  const labels = { predictions: name };
  const figures: readonly FigureRow[] = [
    [
      "log loss to expect",
      logLoss === null ? { kind: "text", text: "refused", tone: "unsure" } : estimated(logLoss),
      "an estimate: holds if labels depend on forecasts and inputs as before",
    ],
    ["log loss on labelled rows", estimated(referenceLogLoss), "seen"],
    [
      "log loss the forecasts promise",
      estimated(promised),
      "their own mean entropy: holds if they are calibrated here",
    ],
    [
      "rows the weighted ones are worth",
      { kind: "number", value: effectiveRows, unit: "1" },
      "effective sample size",
    ],
    [
      "move of the weights",
      { kind: "number", value: result.weightKl, unit: "bits" },
      `least relative entropy that spreads ${["forecasts", ...result.weightedBy].join(", ")} as in the new rows`,
    ],
    ["move of the base rates", estimated(priorKl), "D(new ‖ old) if only the classes' shares changed"],
  ];
  return {
    title: `What to expect of ${shortName(name)}`,
    sentence,
    tone: logLoss === null || moved.length > 0 ? "unsure" : "calm",
    facts: [
      fact("labelled", { kind: "text", text: shortName(reference) }),
      fact("rows without labels", { kind: "count", value: rows }),
    ],
    overview: figureTable("Estimates without labels", figures),
    charts: [],
    sections: [
      ...(priors === null
        ? []
        : [
            {
              id: "priors",
              heading: "Classes to expect",
              verdict: { text: "estimate", tone: "unsure" as const },
              sentence: "Shares of the classes if only they had changed.",
              facts: [],
              charts: [],
              tables: [
                {
                  caption: "Shares of the classes",
                  columns: [
                    { label: "class", align: "left" as const },
                    { label: "labelled rows", align: "right" as const },
                    { label: "to expect", align: "right" as const },
                  ],
                  rows: priors.map((p): Cell[] => [
                    { kind: "text", text: p.name },
                    { kind: "share", value: p.before },
                    estimated(p.share),
                  ]),
                },
              ],
              notes: [],
            },
          ]),
      ...(moved.length === 0
        ? []
        : [
            {
              id: "inputs",
              heading: "Inputs that moved",
              verdict: { text: `${moved.length} moved`, tone: "unsure" as const },
              sentence: `\`${moved[0]!.name}\` moved most; relent diff says how.`,
              facts: [],
              charts: [],
              tables: [
                {
                  caption: "Inputs, by how far they moved",
                  columns: [
                    { label: "input", align: "left" as const },
                    { label: "bits a row", align: "right" as const },
                    {
                      label: "without support",
                      align: "right" as const,
                      description: "share of new rows where the labelled ones have none",
                    },
                  ],
                  rows: moved.map((m): Cell[] => [
                    { kind: "text", text: m.name },
                    estimated(m.kl),
                    { kind: "share", value: m.unsupported },
                  ]),
                },
              ],
              notes: [],
            },
          ]),
    ],
    warnings: result.warnings,
    method: result.method,
    checks: [
      {
        name: "a log loss can be expected",
        outcome: refused === null ? "passed" : "skipped",
        message: sentence.replaceAll("`", ""),
      },
    ],
    metrics: [
      { name: "relent_eval_rows", help: "Rows without labels", labels, value: rows },
      ...(logLoss === null
        ? []
        : [
            {
              name: "relent_eval_expected_log_loss_bits",
              help: "Log loss to expect, without labels",
              labels,
              value: logLoss.value,
            },
          ]),
      {
        name: "relent_eval_promised_log_loss_bits",
        help: "Mean entropy of the forecasts",
        labels,
        value: promised.value,
      },
    ],
    data: result,
  };
}
