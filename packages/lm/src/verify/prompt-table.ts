import type { Cell, Column, Table } from "@relent/report";
import type { PromptResult, VerifyResult } from "./result.ts";

const NONE: Cell = { kind: "none" };
const number = (value: number | null | undefined): Cell =>
  value === null || value === undefined ? NONE : { kind: "number", value, unit: "1" };

/** A column beside the prompt's id: its cells, and whether a text that both scored has it too. */
interface Shown {
  readonly column: Column;
  readonly chunks: boolean;
  readonly of: (prompt: PromptResult) => Cell;
}

const SHOWN: readonly Shown[] = [
  {
    column: { label: "differs", align: "right", description: "likely total variation, mean over contexts" },
    chunks: true,
    of: ({ variation }) => number(variation?.likely),
  },
  {
    column: { label: "at least", align: "right", priority: "wide", description: "proved" },
    chunks: true,
    of: ({ variation }) => number(variation?.lower),
  },
  {
    column: {
      label: "at most",
      align: "right",
      priority: "wide",
      description: "whatever was not recorded",
    },
    chunks: true,
    of: ({ variation }) => number(variation?.upper),
  },
  {
    column: { label: "contexts", align: "right", priority: "wide", description: "that both sides came to" },
    chunks: true,
    of: ({ variation }) => (variation === null ? NONE : { kind: "count", value: variation.contexts }),
  },
  {
    column: { label: "MMD²", align: "right", priority: "detail", description: "of the answers" },
    chunks: false,
    of: ({ discrepancy }) => number(discrepancy),
  },
  {
    column: { label: "reference answers", align: "left", priority: "wide" },
    chunks: false,
    of: ({ text }) => ({ kind: "text", text: text[0] }),
  },
  {
    column: { label: "candidate answers", align: "left", priority: "wide" },
    chunks: false,
    of: ({ text }) => ({ kind: "text", text: text[1] }),
  },
];

const CAPTIONS = { prompt: "Prompts that differ most", chunk: "Chunks that differ most" } as const;

/** The prompts that differ most, the most first. */
export function promptTable({ largest, prompts: { unit } }: VerifyResult): Table {
  const shown = SHOWN.filter(({ chunks }) => unit === "prompt" || chunks);
  return {
    caption: CAPTIONS[unit],
    noun: [unit, `${unit}s`],
    columns: [{ label: unit, align: "left" }, ...shown.map(({ column }) => column)],
    rows: largest.map((prompt) => [{ kind: "text", text: prompt.id }, ...shown.map(({ of }) => of(prompt))]),
  };
}
