import type { Cell, Section } from "@relent/report";
import type { EvalResult } from "../result.ts";
import { estimated } from "./shown-estimate.ts";

/** The most classes that a confusion is drawn of. */
const MOST_DRAWN = 30;

/** Each class, worst first, and which is taken for which. */
export function classesSection(result: EvalResult): Section {
  const { perClass, confusion, classes } = result;
  const costly = [...perClass].sort((a, b) => (b.logLoss?.value ?? -1) - (a.logLoss?.value ?? -1));
  const [worst] = costly;
  const rows = costly.map((c): Cell[] => [
    { kind: "text", text: c.name },
    { kind: "count", value: c.rows },
    { kind: "count", value: c.predicted },
    estimated(c.logLoss),
    estimated(c.gain),
    estimated(c.recall),
    estimated(c.precision),
    estimated(c.f1),
    estimated(c.rocAuc),
    estimated(c.prAuc),
  ]);
  const shares = confusion.map((row) => {
    const total = row.reduce((a, b) => a + b, 0);
    return row.map((n) => (total > 0 ? n / total : null));
  });
  const worstBits = worst?.logLoss
    ? `costs most: ${Number(worst.logLoss.value.toPrecision(2))} bits a label`
    : "is all there is";
  return {
    id: "classes",
    heading: "Classes",
    verdict: { text: `${classes.length} classes`, tone: "muted" },
    sentence: `\`${worst!.name}\` ${worstBits}.`,
    facts: [],
    charts:
      classes.length > MOST_DRAWN
        ? []
        : [
            {
              kind: "matrix",
              title: "Share of each label's rows by likeliest class",
              unit: "1",
              axes: ["label", "likeliest class"],
              rows: classes,
              columns: classes,
              values: shares,
            },
          ],
    tables: [
      {
        caption: "Classes, costliest first",
        noun: ["class", "classes"],
        columns: [
          { label: "class", align: "left" },
          { label: "rows", align: "right" },
          {
            label: "predicted",
            align: "right",
            priority: "wide",
            description: "rows where it was the likeliest",
          },
          { label: "log loss, bits", align: "right", description: "of the rows of this label" },
          {
            label: "gain, bits",
            align: "right",
            priority: "wide",
            description: "its base rate's bits less its log loss",
          },
          { label: "recall", align: "right" },
          { label: "precision", align: "right" },
          { label: "F1", align: "right", priority: "wide" },
          { label: "ROC AUC", align: "right", priority: "wide", description: "against all other classes" },
          {
            label: "PR AUC",
            align: "right",
            priority: "detail",
            description: "average precision against all other classes",
          },
        ],
        rows,
      },
    ],
    notes: [],
  };
}
