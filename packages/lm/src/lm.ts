import { RelentError } from "@relent/core";
import type { Estimate } from "@relent/core/estimate";
import { compareFull } from "./compare-full/compare-full.ts";
import type { CompareOptions } from "./compare-full/watch.ts";
import { compareTables, type TableEntry, type TableOptions } from "./compare-tables.ts";
import { tokenMean } from "./estimate/token-mean.ts";
import { shortNames } from "./names.ts";
import type { Recording, TopRecording } from "./recording.ts";
import type { LmMatrix, LmResult } from "./result.ts";
import { settingsOf } from "./settings.ts";
import type { TokenDivergence, TokenTable } from "./token-table.ts";
import { fullLists } from "./top-lists.ts";
import { asLists } from "./truncated/as-lists.ts";
import { comparePacked, isPacked } from "./truncated/compare-packed.ts";
import { compareLists } from "./truncated/compare-top.ts";

/** How recordings are compared. */
export interface LmOptions extends Omit<TableOptions, "matrix" | "format"> {
  /** Also compares every model with every other (default false). */
  readonly matrix?: boolean;
  /**
   * Least probability that a model gives to a token that its recording does not list. Without it D(base ‖ model) has no
   * upper end where a list of the model's is too short.
   */
  readonly unseen?: number;
  /** How many tokens the vocabulary has, where recordings hold only the likeliest; unknown unless given. */
  readonly vocabulary?: number;
  readonly signal?: AbortSignal;
  /** Hears which two recordings are being compared. */
  readonly onPhase?: (phase: string) => void;
  /** Hears how much of it is done, in 0…1. */
  readonly onProgress?: (fraction: number) => void;
}

/** The token tables of a comparison: the summaries that results are made of. */
export interface LmTables {
  readonly entries: readonly TableEntry[];
  /** Every ordered pair, where it was asked for. */
  readonly matrix: LmMatrix | null;
  readonly format: string;
}

const CHOICES = 5;

const watch = ({ signal, onProgress }: LmOptions): CompareOptions => ({
  ...(signal !== undefined && { signal }),
  ...(onProgress !== undefined && { onProgress: (done: number, total: number) => onProgress(done / total) }),
});

async function compare(base: Recording, model: Recording, options: LmOptions): Promise<TableEntry> {
  const { unseen, vocabulary } = options;
  const known = { ...watch(options), ...(unseen !== undefined && { floor: unseen }) };
  if (base.kind === "full" && model.kind === "full") {
    const packed = isPacked(base) || isPacked(model);
    const table = await (packed ? comparePacked(base, model, known) : compareFull(base, model, known));
    return { table, lists: fullLists(base, model, CHOICES) };
  }
  const whole = [base, model].find((one) => one.kind === "full")?.vocabulary ?? vocabulary;
  const asked = { ...known, ...(whole !== undefined && { vocabulary: whole }) };
  if (base.kind === "top") {
    return compareLists(base, model.kind === "top" ? model : await asLists(model, base, known), asked);
  }
  return compareLists(await asLists(base, model as TopRecording, known), model as TopRecording, asked);
}

const meanOf = (table: TokenTable, name: TokenDivergence, options: LmOptions): Estimate => {
  const { level, unit } = settingsOf(options);
  return tokenMean(table.divergence[name], table.document, {
    level,
    unit,
    range: [0, Number.POSITIVE_INFINITY],
  })!;
};

/** Both directions of every pair: one comparison gives two cells. */
async function matrixOf(
  recordings: readonly Recording[],
  names: readonly string[],
  fromBase: readonly TokenTable[],
  options: LmOptions,
): Promise<LmMatrix> {
  const kl: (Estimate | null)[][] = names.map(() => names.map(() => null));
  for (let row = 0; row < names.length; row++) {
    for (let column = row + 1; column < names.length; column++) {
      options.onPhase?.(`${names[row]} against ${names[column]}`);
      const table =
        row === 0
          ? fromBase[column - 1]!
          : (await compare(recordings[row]!, recordings[column]!, options)).table;
      kl[row]![column] = meanOf(table, "kl", options);
      kl[column]![row] = meanOf(table, "reverseKl", options);
    }
  }
  return { names, kl };
}

/**
 * Reads recordings once, side by side with the base, and keeps what results are made of: one table of tokens a model.
 *
 * @throws RelentError `invalid-argument` for no model; `incompatible`, `unreadable` and `interrupted` as the readers do.
 */
export async function tabulateModels(
  base: Recording,
  others: readonly Recording[],
  options: LmOptions = {},
): Promise<LmTables> {
  if (others.length === 0) {
    throw new RelentError(
      "invalid-argument",
      "compareModels: 0 models beside the base; at least 1 is needed",
      {
        value: 0,
      },
    );
  }
  const recordings = [base, ...others];
  const names = shortNames(recordings.map(({ name }) => name));
  const entries: TableEntry[] = [];
  for (const [i, model] of others.entries()) {
    options.onPhase?.(`${names[i + 1]} against ${names[0]}`);
    const { table, ...more } = await compare(base, model, options);
    entries.push({ ...more, table: { ...table, base: names[0]!, model: names[i + 1]! } });
  }
  const tables = entries.map(({ table }) => table);
  const matrix = options.matrix === true ? await matrixOf(recordings, names, tables, options) : null;
  return { entries, matrix, format: base.format };
}

/**
 * Compares recorded language models with one base, token by token: how far each is, where, how sure that is.
 *
 * Divergences are D(base ‖ model) a token, in bits unless `logarithm` says otherwise, each with an interval by documents.
 *
 * @throws RelentError `invalid-argument` for no model or bad settings, `incompatible` for recordings of other texts or
 * vocabularies, `unreadable`, `interrupted`.
 *
 * @example
 * ```ts
 * const base = await openRecording("base.kld");
 * const { models } = await compareModels(base, [await openRecording("q4_0.kld")]);
 * console.log(models[0].sentence);
 * ```
 */
export async function compareModels(
  base: Recording,
  others: readonly Recording[],
  options: LmOptions = {},
): Promise<LmResult> {
  const { entries, matrix, format } = await tabulateModels(base, others, options);
  const { matrix: _, ...rest } = options;
  return compareTables(entries, { ...rest, format, ...(matrix !== null && { matrix }) });
}
