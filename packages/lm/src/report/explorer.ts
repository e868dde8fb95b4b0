import { type Chart, formatNumber, formatShare, type Table, type TextToken } from "@relent/report";
import type { Choice, TokenView } from "../estimate/places.ts";
import type { LmModel, LmResult } from "../result.ts";
import { NONE, number, share, text } from "./cells.ts";

const MOST_CHOICES = 2;

const quoted = (token: string): string => JSON.stringify(token);
const choices = (list: readonly Choice[], most: number): string =>
  list
    .slice(0, most)
    .map(({ token, probability }) => `${quoted(token)} ${formatShare(probability)}`)
    .join(", ");

function details(view: TokenView, base: string, model: string, unit: string): string[] {
  const given = (probability: number | null): string =>
    probability === null ? "" : formatShare(probability);
  return [
    `${formatNumber(view.kl)} ${unit} at ${quoted(view.token)}`,
    ...(view.baseProbability === null && view.probability === null
      ? []
      : [`it came with ${given(view.baseProbability)} by ${base}, ${given(view.probability)} by ${model}`]),
    ...(view.baseChoices.length === 0
      ? []
      : [`${base}: ${choices(view.baseChoices, view.baseChoices.length)}`]),
    ...(view.choices.length === 0 ? [] : [`${model}: ${choices(view.choices, view.choices.length)}`]),
  ];
}

/** Numbers of tokens would run into each other where texts have their own spaces. */
const apart = (token: string): string => (/^#\d+$/.test(token) ? `${token} ` : token);

/** Stretches of the worst documents, coloured by the divergence at each token. */
export const explorerCharts = (model: LmModel, { base, unit }: LmResult): Chart[] =>
  model.windows.map(({ document, tokens }) => ({
    kind: "text",
    title: `${document}, from position ${tokens[0]?.position ?? 0}`,
    meaning: "D(base ‖ model) of the distribution of each token",
    unit,
    tokens: tokens.map(
      (view): TextToken => ({
        text: apart(view.token),
        value: view.kl,
        marked: view.flip,
        details: details(view, base.name, model.name, unit),
      }),
    ),
  }));

/** The tokens that diverge most, with what each model found likeliest there. */
export function worstTokensTable(model: LmModel, { base, unit }: LmResult): Table {
  return {
    caption: "Tokens that diverge most",
    noun: ["token", "tokens"],
    columns: [
      { label: "token that came", align: "left" },
      { label: unit, align: "right", description: "D(base ‖ model) at the token" },
      { label: "by base", align: "right", description: "the probability that the base gave it" },
      { label: "by model", align: "right", description: "the probability that the model gave it" },
      { label: `${base.name} expects`, align: "left" },
      { label: `${model.name} expects`, align: "left" },
      { label: "where", align: "left", priority: "wide", description: "document and position in it" },
    ],
    rows: model.worstTokens.map((view) => [
      text(quoted(view.token)),
      number(view.kl, unit),
      share(view.baseProbability),
      share(view.probability),
      view.baseChoices.length === 0 ? NONE : text(choices(view.baseChoices, MOST_CHOICES)),
      view.choices.length === 0 ? NONE : text(choices(view.choices, MOST_CHOICES)),
      text(`${view.document}, ${view.position}`),
    ]),
  };
}
