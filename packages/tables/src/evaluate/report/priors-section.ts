import type { Section } from "@relent/report";
import { fact } from "../../report/cells.ts";
import type { EvalResult } from "../result.ts";
import { estimated } from "./shown-estimate.ts";
import { chance, counted, said } from "./words.ts";

/** How far the classes' shares moved from those that the model was made with; null where none were given. */
export function priorsSection({ priorShift }: EvalResult): Section | null {
  if (priorShift === null) return null;
  const { classes, kl, test, logLoss, saved, rows } = priorShift;
  const moved = test.p < 0.05;
  const gain = !Number.isFinite(saved.value)
    ? " Correcting the forecasts for it would call labels impossible that occurred."
    : saved.low > 0
      ? ` Correcting the forecasts for it saves ${said(saved.value)} bits a label.`
      : saved.high < 0
        ? ` Correcting the forecasts for it costs ${said(-saved.value)} bits a label: more than the shares has changed, or the forecasts are not calibrated.`
        : " Correcting the forecasts for it saves nothing sure.";
  return {
    id: "priors",
    heading: "Shares of the classes",
    verdict: moved ? { text: "moved", tone: "unsure" } : { text: "as before", tone: "calm" },
    sentence: moved
      ? `By the forecasts alone, the shares of the classes moved by ${said(kl.value)} bits from those it was made with (${chance(test.p)}).${gain}`
      : `By the forecasts alone, the shares of the classes are those it was made with (${chance(test.p)}).`,
    facts: [
      fact("move of the shares", estimated(kl), "D(estimated ‖ made with), bits"),
      fact("log loss of corrected forecasts", estimated(logLoss)),
      fact("saved", estimated(saved), "bits a label"),
    ],
    charts: [],
    tables: [
      {
        caption: "Shares of the classes",
        noun: ["class", "classes"],
        columns: [
          { label: "class", align: "left" },
          { label: "made with", align: "right" },
          { label: "by the forecasts", align: "right", description: "maximum likelihood, without labels" },
          { label: "by the labels", align: "right" },
        ],
        rows: classes.map((c) => [
          { kind: "text", text: c.name },
          { kind: "share", value: c.trained },
          estimated(c.estimated),
          { kind: "share", value: c.seen },
        ]),
      },
    ],
    notes: [
      `Of ${counted(rows, "row")}. Right if only the shares changed and the forecasts were calibrated for the shares it was made with.`,
    ],
  };
}
