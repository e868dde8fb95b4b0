import type { Cell, Column, Table } from "@relent/report";
import type { PromptResult, VerifyResult } from "./result.ts";

const NONE: Cell = { kind: "none" };
const number = (value: number | null | undefined): Cell =>
  value === null || value === undefined ? NONE : { kind: "number", value, unit: "1" };

/** A column beside the prompt's id: its cells, and where it is shown. */
interface Shown {
  readonly column: Column;
  readonly shownIn: (result: VerifyResult) => boolean;
  readonly of: (prompt: PromptResult) => Cell;
}

const ofProbabilities = ({ decidedBy }: VerifyResult): boolean => decidedBy === "probabilities";
const ofTexts = ({ decidedBy }: VerifyResult): boolean => decidedBy === "texts";
const ofAnswers = ({ prompts }: VerifyResult): boolean => prompts.unit === "prompt";

const SHOWN: readonly Shown[] = [
  {
    column: { label: "MMD²", align: "right", description: "of the answers, unbiased" },
    shownIn: ofTexts,
    of: ({ discrepancy }) => number(discrepancy),
  },
  {
    column: { label: "answers", align: "right", description: "of the reference and the candidate" },
    shownIn: ofTexts,
    of: ({ answers }) => ({ kind: "text", text: answers.join(" + ") }),
  },
  {
    column: { label: "differs", align: "right", description: "likely total variation, mean over contexts" },
    shownIn: ofProbabilities,
    of: ({ variation }) => number(variation?.likely),
  },
  {
    column: { label: "at least", align: "right", priority: "wide", description: "proved" },
    shownIn: ofProbabilities,
    of: ({ variation }) => number(variation?.lower),
  },
  {
    column: {
      label: "at most",
      align: "right",
      priority: "wide",
      description: "whatever was not recorded",
    },
    shownIn: ofProbabilities,
    of: ({ variation }) => number(variation?.upper),
  },
  {
    column: { label: "contexts", align: "right", priority: "wide", description: "that both sides came to" },
    shownIn: ofProbabilities,
    of: ({ variation }) => (variation === null ? NONE : { kind: "count", value: variation.contexts }),
  },
  {
    column: { label: "MMD²", align: "right", priority: "detail", description: "of the answers" },
    shownIn: (result) => ofProbabilities(result) && ofAnswers(result),
    of: ({ discrepancy }) => number(discrepancy),
  },
  {
    column: { label: "reference answers", align: "left", priority: "wide" },
    shownIn: ofAnswers,
    of: ({ text }) => ({ kind: "text", text: text[0] }),
  },
  {
    column: { label: "candidate answers", align: "left", priority: "wide" },
    shownIn: ofAnswers,
    of: ({ text }) => ({ kind: "text", text: text[1] }),
  },
];

const CAPTIONS = { prompt: "Prompts that differ most", chunk: "Chunks that differ most" } as const;

/** The prompts that differ most, the most first. */
export function promptTable(result: VerifyResult): Table {
  const { unit } = result.prompts;
  const shown = SHOWN.filter(({ shownIn }) => shownIn(result));
  return {
    caption: CAPTIONS[unit],
    noun: [unit, `${unit}s`],
    columns: [{ label: unit, align: "left" }, ...shown.map(({ column }) => column)],
    rows: result.largest.map((prompt) => [
      { kind: "text", text: prompt.id },
      ...shown.map(({ of }) => of(prompt)),
    ]),
  };
}
