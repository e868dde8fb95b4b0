import { type Chart, formatNumber, type Table, type TextToken } from "@relent/report";
import { count, number, text } from "../report/cells.ts";
import type { BytesModel, SpanView } from "./bytes-result.ts";

const quoted = (token: string): string => JSON.stringify(token);
const cut = (tokens: readonly string[]): string => tokens.map(quoted).join(" ");

function details(view: SpanView, base: string, model: string, unit: string): string[] {
  const more = view.model - view.base;
  const cost = (nats: number): string => `${formatNumber(nats)} ${unit}`;
  return [
    Number.isNaN(more)
      ? "impossible to both"
      : `${model} spends ${cost(Math.abs(more))} ${more < 0 ? "less" : "more"}`,
    `${base}: ${cost(view.base)} for ${cut(view.baseTokens)}`,
    `${model}: ${cost(view.model)} for ${cut(view.tokens)}`,
  ];
}

/** Stretches of the documents where the model costs most more, coloured by what it spends more or less. */
export const spanCharts = ({ name, windows }: BytesModel, base: string, unit: string): Chart[] =>
  windows.map(({ document, spans }) => ({
    kind: "text",
    title: `${document}, from byte ${spans[0]?.offset ?? 0}`,
    meaning: `${unit} that ${name} spends more than ${base} between borders of tokens that both have, below 0 where it spends less`,
    unit,
    tokens: spans.map((view): TextToken => {
      const more = view.model - view.base;
      return {
        text: view.text,
        value: Number.isNaN(more) ? null : more,
        details: details(view, base, name, unit),
      };
    }),
  }));

/** The spans that cost most more by the model, with how each cuts them. */
export const worstSpansTable = ({ name, worstSpans }: BytesModel, base: string, unit: string): Table => ({
  caption: `Where ${name} costs most more than ${base}`,
  noun: ["span", "spans"],
  columns: [
    { label: "text", align: "left" },
    { label: `${unit} more`, align: "right", description: "the model's cost of the span less the base's" },
    { label: "by base", align: "right", description: `${unit} for the span` },
    { label: "by model", align: "right", description: `${unit} for the span` },
    { label: "bytes", align: "right" },
    { label: `as ${base} cuts it`, align: "left", priority: "wide" },
    { label: `as ${name} cuts it`, align: "left", priority: "wide" },
    { label: "where", align: "left", priority: "wide", description: "document and byte in the text" },
  ],
  rows: worstSpans.map((view) => [
    text(quoted(view.text)),
    number(view.model - view.base, unit),
    number(view.base, unit),
    number(view.model, unit),
    count(view.bytes),
    text(cut(view.baseTokens)),
    text(cut(view.tokens)),
    text(`${view.document}, ${view.offset}`),
  ]),
});
