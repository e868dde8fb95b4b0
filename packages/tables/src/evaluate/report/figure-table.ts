import type { Cell, Table } from "@relent/report";

/** A figure as a row: what it is called, its value, what it says. */
export type FigureRow = readonly [label: string, value: Cell, says: string];

/** Figures with what each says; those without a value are left out. */
export function figureTable(caption: string, figures: readonly FigureRow[]): Table {
  return {
    caption,
    noun: ["figure", "figures"],
    columns: [
      { label: "figure", align: "left" },
      { label: "value", align: "right" },
      { label: "what it says", align: "left", priority: "wide", wraps: true },
    ],
    rows: figures
      .filter(([, value]) => value.kind !== "none")
      .map(([label, value, says]): Cell[] => [
        { kind: "text", text: label },
        value,
        { kind: "text", text: says, tone: "muted" },
      ]),
  };
}
