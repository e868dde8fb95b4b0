import type { Cell, Column, Table } from "@relent/report";
import type { LmMatrix, LmModel, LmResult } from "../result.ts";
import { count, estimated, idOf, inPercent, NONE, number, TONES, text } from "./cells.ts";
import { figureFacts } from "./figure-facts.ts";

const columnsOf = (unit: string): Column[] => [
  { label: "model", align: "left" },
  { label: "verdict", align: "left" },
  { label: "", align: "left", priority: "wide", description: `${unit}, as a bar` },
  {
    label: `${unit} a token`,
    align: "right",
    description: `D(base ‖ model): extra ${unit} a token on text that the base writes`,
  },
  { label: "other choice, %", align: "right", description: "tokens where the likeliest token is another" },
  { label: "PPL ratio", align: "right", priority: "wide", description: "perplexity over the base's" },
  { label: "reverse", align: "right", priority: "detail", description: `D(model ‖ base), ${unit}` },
  { label: "JS", align: "right", priority: "detail", description: `Jensen–Shannon divergence, ${unit}` },
  { label: "TV", align: "right", priority: "detail", description: "total variation distance" },
  {
    label: "Hellinger",
    align: "right",
    priority: "detail",
    description: "Hellinger distance, mean over tokens",
  },
  { label: "99.9 %", align: "right", priority: "detail", description: `of the tokens are below, ${unit}` },
  { label: "tokens", align: "right", priority: "detail" },
];

const value = (estimate: { readonly value: number; readonly unit: string } | null): Cell =>
  estimate === null ? NONE : number(estimate.value, estimate.unit);

const row = (model: LmModel, index: number, max: number): Cell[] => [
  { kind: "link", text: model.name, section: idOf(index) },
  { kind: "verdict", text: model.verdict, tone: TONES[model.verdict] },
  { kind: "bar", value: Number.isFinite(model.kl.value) ? model.kl.value : max, max, label: "" },
  estimated(model.kl),
  estimated(inPercent(model.flips)),
  estimated(model.perplexityRatio),
  value(model.reverseKl),
  value(model.jensenShannon),
  value(model.totalVariation),
  value(model.hellinger),
  value(model.percentiles.find(({ percent }) => percent === 99.9)?.kl ?? null),
  count(model.tokens),
];

/** What a person looks for first, by the labels of the facts; the rest follows. */
const FIRST = [
  "D(base ‖ model)",
  "… at least",
  "… at the other tokens",
  "D(model ‖ base)",
  "noise floor",
  "another first choice",
  "confident flips",
  "tokens to first divergence",
  "perplexity of base",
  "perplexity of model",
  "ratio of perplexities",
  "per byte, base",
  "per byte, model",
  "RMS Δp",
  "total variation",
  "independent error",
];

const rank = (label: string): number => (FIRST.includes(label) ? FIRST.indexOf(label) : FIRST.length);

/** One model: its figures, since there is nothing to sort. */
const figuresOf = (model: LmModel, base: string): Table => ({
  caption: `${model.name} against ${base}`,
  noun: ["figure", "figures"],
  columns: [
    { label: "figure", align: "left" },
    { label: "value", align: "right" },
    { label: "what it says", align: "left", priority: "detail", wraps: true },
  ],
  rows: figureFacts(model, base)
    .toSorted((a, b) => rank(a.label) - rank(b.label))
    .map(({ label, value: cell, description = "" }) => [text(label), cell, text(description)]),
});

/** Every pair, where that was asked for: rows write the text, columns code it. */
const pairsOf = ({ names, kl }: LmMatrix, { models, unit }: LmResult): Table => ({
  caption: `D(row ‖ column), ${unit} a token`,
  noun: ["model", "models"],
  columns: [
    { label: "writes \\ codes", align: "left" },
    { label: "verdict", align: "left" },
    ...names.map((name): Column => ({ label: name, align: "right", description: `coded by ${name}` })),
  ],
  rows: names.map((name, i): Cell[] => {
    const model = models[i - 1];
    return [
      model === undefined ? text(name) : { kind: "link", text: name, section: idOf(i - 1) },
      model === undefined ? NONE : { kind: "verdict", text: model.verdict, tone: TONES[model.verdict] },
      // The caption says the unit, which would widen every column.
      ...kl[i]!.map((cell) => (cell === null ? NONE : number(cell.value, "1"))),
    ];
  }),
});

/** All models, the farthest first; of a single one its figures, of a matrix every pair. */
export function overview(result: LmResult): Table {
  const { base, matrix, models, unit, floor } = result;
  if (matrix !== null) return pairsOf(matrix, result);
  const [only] = models;
  if (models.length === 1 && only !== undefined) return figuresOf(only, base.name);
  const finite = models.map(({ kl }) => kl.value).filter(Number.isFinite);
  const max = Math.max(floor, ...finite);
  const order = models.map((_, i) => i).sort((a, b) => models[b]!.kl.value - models[a]!.kl.value || a - b);
  return {
    caption: "Models, the farthest first",
    noun: ["model", "models"],
    columns: columnsOf(unit),
    rows: order.map((i) => row(models[i]!, i, max)),
  };
}
