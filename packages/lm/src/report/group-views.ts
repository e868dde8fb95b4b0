import type { Chart, Table } from "@relent/report";
import type { Grouping } from "../estimate/groups.ts";
import type { LmModel, LmResult } from "../result.ts";
import { count, estimated, inPercent, number, share, text } from "./cells.ts";

const CAPTIONS: Readonly<Record<Grouping["by"], readonly [caption: string, noun: string, axis: string]>> = {
  position: ["By position in the context", "position", "position in the context"],
  confidence: [
    "By the base's confidence in its first choice",
    "confidence",
    "probability of the base's first choice",
  ],
  class: ["By what the token that came is", "class", ""],
};

/** One table a way of parting the tokens. */
export const groupTables = (model: LmModel, { unit }: LmResult): Table[] =>
  model.groups.map(({ by, groups }) => ({
    caption: CAPTIONS[by][0],
    noun: ["group", "groups"],
    columns: [
      { label: CAPTIONS[by][1], align: "left" },
      { label: "tokens", align: "right" },
      { label: `${unit} a token`, align: "right", description: "D(base ‖ model) within the group" },
      { label: "other choice, %", align: "right" },
      { label: "share", align: "right", description: "of all tokens' divergence" },
    ],
    rows: groups.map((group) => [
      text(group.name),
      count(group.tokens),
      estimated(group.kl),
      estimated(inPercent(group.flips)),
      share(group.share),
    ]),
  }));

/** Divergence along the context and along the base's confidence, each with its band. */
export const groupCharts = (model: LmModel, { unit, level }: LmResult): Chart[] =>
  model.groups.flatMap(({ by, groups }): Chart[] => {
    if (by === "class") return [];
    const middle = (i: number): number => (groups[i]!.from! + groups[i]!.to!) / 2;
    const band = groups.map(({ kl }, i) => [middle(i), kl.low, kl.high] as const);
    return [
      {
        kind: "lines",
        title: `Divergence by ${by}, ${Math.round(100 * level)} % bands`,
        x: { label: CAPTIONS[by][2], scale: "linear" },
        y: { label: `${unit} a token`, scale: "linear", span: [0, 0] },
        lines: [
          {
            name: model.name,
            mark: "line",
            points: groups.map(({ kl }, i) => [middle(i), kl.value] as const),
            band,
          },
        ],
      },
    ];
  });

/** How many tokens diverge by how much, both axes logarithmic. */
export const tailChart = ({ name, tail }: LmModel, unit: string): Chart => ({
  kind: "lines",
  title: "Share of tokens that diverge by at least so much",
  x: { label: `${unit} at a token`, scale: "log" },
  y: { label: "share of tokens", scale: "log" },
  lines: [{ name, mark: "line", points: tail.map(({ kl, share: part }) => [kl, part] as const) }],
});

/** Percentiles of the divergence of single tokens. */
export const percentileTable = ({ percentiles }: LmModel, unit: string): Table => ({
  caption: "Divergence of single tokens",
  noun: ["percentile", "percentiles"],
  columns: [
    { label: "of the tokens, below", align: "left" },
    { label: unit, align: "right", description: "with Woodruff's interval over documents" },
  ],
  rows: percentiles.map(({ percent, kl }) => [
    text(percent === 0 ? "least" : percent === 100 ? "most" : `${percent} %`),
    percent === 0 || percent === 100 ? number(kl.value, unit) : estimated(kl),
  ]),
});

/** Documents, the worst first. */
export const documentTable = ({ worstDocuments, documents }: LmModel, unit: string): Table => ({
  caption:
    documents > worstDocuments.length
      ? `The ${worstDocuments.length} worst of ${documents} documents`
      : "Documents",
  noun: ["document", "documents"],
  columns: [
    { label: "document", align: "left" },
    { label: "tokens", align: "right" },
    { label: `${unit} a token`, align: "right", description: "mean over the document's tokens" },
    { label: "other choice", align: "right" },
  ],
  rows: worstDocuments.map((document) => [
    text(document.name),
    count(document.tokens),
    number(document.kl, unit),
    share(document.flips),
  ]),
});
