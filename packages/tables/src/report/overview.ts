import type { Cell, Column, Table } from "@relent/report";
import { isLowerBound, LOWER_BOUND } from "../compare/lower-bound.ts";
import type { ColumnResult, DiffResult } from "../compare/result.ts";
import { heaviestCell } from "../compare/sentences.ts";
import { estimated, idOf, NONE, number, TONES } from "./cells.ts";

const COLUMNS: readonly Column[] = [
  { label: "column", align: "left" },
  { label: "type", align: "left", priority: "wide" },
  { label: "verdict", align: "left" },
  { label: "", align: "left", priority: "wide", description: "bits, as a bar" },
  {
    label: "bits a row",
    align: "right",
    description:
      "D(current ‖ reference): extra bits a row for coding current with a code made for the reference",
  },
  {
    label: "most of it in",
    align: "left",
    description: "the cell that carries most of the bits, with its share",
  },
  {
    label: "q",
    align: "right",
    priority: "detail",
    description: "Benjamini–Hochberg adjusted p of: at most the floor",
  },
  { label: "reverse bits", align: "right", priority: "detail", description: "D(reference ‖ current), bits" },
  { label: "JS bits", align: "right", priority: "detail", description: "Jensen–Shannon divergence, bits" },
  { label: "PSI", align: "right", priority: "detail", description: "population stability index, nats" },
  { label: "TVD", align: "right", priority: "detail", description: "total variation distance" },
  { label: "Hellinger", align: "right", priority: "detail", description: "Hellinger distance" },
  { label: "KS", align: "right", priority: "detail", description: "Kolmogorov–Smirnov distance" },
  {
    label: "W1",
    align: "right",
    priority: "detail",
    description: "Wasserstein-1 distance, in the column's own units",
  },
];

function heaviest(c: ColumnResult): Cell {
  if (c.verdict === "skipped" || c.kl === null)
    return c.reason ? { kind: "text", text: c.reason, tone: "muted" } : NONE;
  const bound = isLowerBound(c.kl) ? [LOWER_BOUND] : [];
  if (c.verdict === "too few rows")
    return { kind: "text", text: [...(c.reason ? [c.reason] : []), ...bound].join("; "), tone: "muted" };
  const worst = c.verdict === "moved" ? heaviestCell(c) : null;
  const words = [...(worst ? [`${worst.cell.label} (${Math.round(100 * worst.share)} %)`] : []), ...bound];
  return words.length > 0 ? { kind: "text", text: words.join("; ") } : NONE;
}

/** All columns, worst first. */
export function overview(result: DiffResult): Table {
  const max = Math.max(result.floor, ...result.columns.map((c) => c.kl?.value ?? 0));
  const rows = result.columns.map((c, i): Cell[] => [
    { kind: "link", text: c.name, section: idOf(i) },
    { kind: "text", text: c.type },
    { kind: "verdict", text: c.verdict, tone: TONES[c.verdict] },
    c.kl === null ? NONE : { kind: "bar", value: Math.max(0, c.kl.value), max, label: "" },
    estimated(c.kl),
    heaviest(c),
    c.floorTest === null ? NONE : { kind: "p", value: c.floorTest.q },
    number(c.reverseKl),
    number(c.jensenShannon),
    number(c.psi),
    number(c.totalVariation),
    number(c.hellinger),
    number(c.ks),
    number(c.wasserstein),
  ]);
  return { caption: "Columns, worst first", noun: ["column", "columns"], columns: COLUMNS, rows };
}
