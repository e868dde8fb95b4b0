import { RelentError } from "@relent/core";
import { formatNumber } from "@relent/report";
import { documentFigures } from "./estimate/documents.ts";
import { mergeWarnings } from "./estimate/merge-warnings.ts";
import { estimateModel } from "./estimate/model.ts";
import { places, type TopLists } from "./estimate/places.ts";
import { resultSentence } from "./estimate/sentences.ts";
import type { LmMatrix, LmModel, LmResult, LmVerdict } from "./result.ts";
import { type LmSettingOptions, type LmSettings, settingsOf } from "./settings.ts";
import { tokenText } from "./text/token-text.ts";
import type { Tokenizer } from "./text/tokenizer.ts";
import type { TokenTable } from "./token-table.ts";

/** How tables of tokens are turned into a result. */
export interface TableOptions extends LmSettingOptions {
  /** What token ids stand for. */
  readonly tokenizer?: Tokenizer;
  /** Bytes of the text that the scored tokens make up, where no tokenizer tells. */
  readonly textBytes?: number;
  /** Format of the base's recording. */
  readonly format?: string;
  readonly matrix?: LmMatrix;
  readonly signal?: AbortSignal;
  /** What to beware of besides what the tables say. */
  readonly notes?: readonly string[];
}

/** A table of tokens with the way to both models' likeliest tokens, where the recordings are at hand. */
export interface TableEntry {
  readonly table: TokenTable;
  readonly lists?: TopLists;
}

const WORST_TOKENS = 30;
const WINDOWS = 3;
const WINDOW_TOKENS = 96;

async function modelOf(
  { table, lists }: TableEntry,
  settings: LmSettings,
  options: TableOptions,
): Promise<LmModel> {
  const { names, ...text } = tokenText(table, options.tokenizer, options.textBytes);
  const view = {
    per: settings.unit.per,
    worst: Math.min(WORST_TOKENS, table.length),
    windows: WINDOWS,
    windowTokens: WINDOW_TOKENS,
  };
  return { ...estimateModel(table, settings, text), ...(await places(table, view, names, lists)) };
}

/** A text is taken at its word; how many bytes a token that makes lets people see where it is another text. */
const bytesNote = (bytes: number | undefined, tokens: number): string[] =>
  bytes === undefined
    ? []
    : [
        `figures a byte take the ${bytes.toLocaleString("en-US")} bytes of the text as those of the ` +
          `${tokens.toLocaleString("en-US")} tokens scored, ${formatNumber(bytes / tokens, { digits: 2 })} bytes a token; ` +
          "where only a part of it was scored (llama.cpp scores half of each chunk), give the tokenizer instead",
      ];

/** Lets signals in between two models, each of which is worked out in one go. */
async function stopWhereAsked(signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return;
  await new Promise((next) => setImmediate(next));
  if (signal.aborted) throw new RelentError("interrupted", "compareTables: interrupted before it was done");
}

function overallVerdict(models: readonly LmModel[]): LmVerdict {
  if (models.some(({ verdict }) => verdict === "moved")) return "moved";
  return models.every(({ verdict }) => verdict === "same") ? "same" : "too few tokens";
}

function methodOf(entries: readonly TableEntry[], { level, floor, unit }: LmSettings): string[] {
  const documents = entries.map(({ table }) => documentFigures(table, 1).length);
  const single = documents.some((n) => n === 1);
  return [
    `D(base ‖ model) in ${unit.name} a token, over the same contexts for both (teacher-forced); moved: the low end of ` +
      `the interval, less what rounding may have added, is above ${floor}, same: the high end is below it.`,
    `Intervals of ${Math.round(100 * level)} % over documents: tokens of one document (chunk, prompt) depend on each ` +
      `other, documents are taken as independent${single ? "; of one document, a block bootstrap along it" : ""}.`,
    "Means count every token the same unless they say otherwise.",
  ];
}

/**
 * The result of comparing models with one base from their tables of tokens, which may come from a file.
 *
 * @throws RelentError `invalid-argument` for no table or one without tokens, `incompatible` for different bases,
 * `interrupted`.
 *
 * @example
 * ```ts
 * const tables = await readTokens("tokens.parquet");
 * const result = await compareTables(tables.map((table) => ({ table })));
 * ```
 */
export async function compareTables(
  entries: readonly TableEntry[],
  options: TableOptions = {},
): Promise<LmResult> {
  const settings = settingsOf(options);
  const first = entries[0]?.table;
  if (first === undefined) {
    throw new RelentError("invalid-argument", "compareTables: 0 tables; at least 1 is needed", { value: 0 });
  }
  const other = entries.find(({ table }) => table.base !== first.base)?.table.base;
  if (other !== undefined) {
    throw new RelentError(
      "incompatible",
      `compareTables: bases ${first.base} and ${other}; one base is needed`,
    );
  }
  const models: LmModel[] = [];
  for (const entry of entries) {
    await stopWhereAsked(options.signal);
    models.push(await modelOf(entry, settings, options));
  }
  await stopWhereAsked(options.signal);
  const widest = models.reduce((a, b) => (b.tokens > a.tokens ? b : a));
  return {
    schema: "relent/lm@1",
    base: {
      name: first.base,
      format: options.format ?? null,
      tokens: widest.tokens,
      documents: widest.documents,
      vocabulary: first.vocabulary,
    },
    direction: "D(base ‖ model)",
    unit: settings.unit.name,
    level: settings.level,
    floor: settings.floor,
    verdict: overallVerdict(models),
    sentence: resultSentence(first.base, models, settings),
    models,
    matrix: options.matrix ?? null,
    warnings: [
      ...(options.notes ?? []),
      ...bytesNote(options.textBytes, widest.tokens),
      ...mergeWarnings(models),
    ],
    method: methodOf(entries, settings),
  };
}
