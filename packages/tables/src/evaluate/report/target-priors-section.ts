import type { Section } from "@relent/report";
import { fact } from "../../report/cells.ts";
import type { EvalResult } from "../result.ts";
import { estimated } from "./shown-estimate.ts";
import { counted, said } from "./words.ts";

/** What the model costs under other shares of the classes; null where none were given. */
export function targetPriorsSection({ targetPriors }: EvalResult): Section | null {
  if (targetPriors === null) return null;
  const { classes, logLoss, finiteLogLoss, baseRate, corrected, saved, effectiveRows, rows } = targetPriors;
  const loss = finiteLogLoss ?? logLoss;
  const helps = saved.low > 0;
  const change = helps
    ? `; corrected to them, ${said(saved.value)} less`
    : saved.high < 0
      ? `; corrected to them, ${said(-saved.value)} more: the forecasts are not calibrated`
      : "; correcting to them saves nothing sure";
  const endless = finiteLogLoss === null ? "" : " on the labels that it does not call impossible";
  return {
    id: "target-priors",
    heading: "Under other shares of the classes",
    verdict:
      finiteLogLoss !== null
        ? { text: "infinite loss", tone: "alarm" }
        : loss.high < baseRate
          ? { text: "better", tone: "calm" }
          : loss.low > baseRate
            ? { text: "worse", tone: "alarm" }
            : { text: "undecided", tone: "unsure" },
    sentence: `With the shares that were given it would spend ${said(loss.value)} bits a label${endless} where always saying those shares would spend ${said(baseRate)}${change}.`,
    facts: [
      fact("log loss there", estimated(logLoss), "each class's mean loss, weighted by its target share"),
      ...(finiteLogLoss === null ? [] : [fact("over the other rows", estimated(finiteLogLoss))]),
      fact("of corrected forecasts", estimated(corrected), "p × target share / share corrected from"),
      fact("correction saves", estimated(saved)),
      fact("worth", {
        kind: "text",
        text: `${counted(Math.round(effectiveRows), "row")} of ${rows.toLocaleString("en-US")}`,
      }),
    ],
    charts: [],
    tables: [
      {
        caption: "Shares of the classes",
        noun: ["class", "classes"],
        columns: [
          { label: "class", align: "left" },
          { label: "target", align: "right" },
          { label: "among the labels", align: "right" },
          { label: "corrected from", align: "right" },
        ],
        rows: classes.map((c) => [
          { kind: "text", text: c.name },
          { kind: "share", value: c.target },
          { kind: "share", value: c.seen },
          { kind: "share", value: c.from },
        ]),
      },
    ],
    notes: ["Right if only the shares differ there: rows of one class are taken to be as they are here."],
  };
}
