import type { Cell, Section, Table } from "@relent/report";
import type { EvalResult } from "../result.ts";
import { counted, percent } from "./words.ts";

function impossible({ infinite }: EvalResult): Table[] {
  const { named } = infinite;
  if (named.length === 0) return [];
  const keyed = named.some((r) => r.key !== null);
  return [
    {
      caption: "Labels that the model called impossible",
      noun: ["row", "rows"],
      columns: [
        { label: "row", align: "right", description: "counted from 1 among the rows read" },
        ...(keyed ? [{ label: "key", align: "left" as const }] : []),
        { label: "label", align: "left" },
      ],
      rows: named.map((r): Cell[] => [
        { kind: "count", value: r.row },
        ...(keyed ? [{ kind: "text" as const, text: String(r.key) }] : []),
        { kind: "text", text: r.label },
      ]),
    },
  ];
}

function suspects({ suspects: found }: EvalResult): Table[] {
  if (found === null || found.rows.length === 0) return [];
  return [
    {
      caption: "Labels that are likeliest wrong",
      noun: ["row", "rows"],
      columns: [
        { label: "row", align: "right" },
        { label: "label", align: "left" },
        { label: "likelier", align: "left" },
        { label: "chance that it is wrong", align: "right" },
        { label: "bits", align: "right", description: "that the label cost" },
      ],
      rows: found.rows.map((r) => [
        { kind: "count", value: r.row },
        { kind: "text", text: r.given },
        { kind: "text", text: r.suggested },
        { kind: "share", value: r.wrong },
        { kind: "number", value: r.bits, unit: "bits" },
      ]),
    },
  ];
}

/** Rows worth a look: impossible labels and wrong ones; null where there are none. */
export function rowsSection(result: EvalResult): Section | null {
  const tables = [...impossible(result), ...suspects(result)];
  if (tables.length === 0) return null;
  const { infinite, suspects: found } = result;
  const wrong =
    found === null || found.rows.length === 0
      ? ""
      : ` If the forecasts are right about the classes, about ${percent(found.share.value)} of the labels are wrong; the likeliest are listed.`;
  return {
    id: "rows",
    heading: "Rows to look at",
    verdict:
      infinite.rows > 0
        ? { text: counted(infinite.rows, "impossible label"), tone: "alarm" }
        : { text: "labels in doubt", tone: "unsure" },
    sentence:
      `${infinite.rows > 0 ? `${counted(infinite.rows, "label")} had probability 0: each costs infinitely many bits.` : ""}${wrong}`.trim(),
    facts: [],
    charts: [],
    tables,
    notes:
      found === null
        ? []
        : [
            "That a label is wrong is judged by the forecasts themselves, which should not have been fitted to these labels.",
          ],
  };
}
