import { RelentError } from "@relent/core";
import type { LmOptions, LmResult, TokenTable } from "@relent/lm";
import { checkKept } from "../inputs.ts";
import { interruptSignal } from "../interrupt.ts";
import { checkOutput, deliver, type OutputOptions } from "../output.ts";
import { progress } from "../progress.ts";
import { bytesOf, checkBytes } from "./lm-bytes.ts";
import { checkCompat, compatTable } from "./lm-compat.ts";
import { close, open, readInput, readTokenizers } from "./lm-files.ts";
import { COMPARED, PER_BYTE } from "./lm-grammar.ts";
import { baseOf } from "./measure-options.ts";

/** The options of `relent lm`. */
export interface LmFlags extends OutputOptions {
  readonly tokenizer?: readonly string[];
  readonly perByte?: boolean;
  readonly text?: string;
  readonly targets?: string;
  readonly key?: string;
  readonly matrix?: boolean;
  readonly compat?: string;
  readonly base?: string;
  readonly floor?: number;
  readonly level?: number;
  readonly unseen?: number;
  readonly vocabulary?: number;
  readonly quiet?: boolean;
}

const isParquet = (path: string): boolean => /\.parquet$/i.test(path);

/** Outputs that hold tokens are written by the lane, the others by the report. */
function split(flags: LmFlags): { readonly tokens: readonly string[]; readonly report: OutputOptions } {
  const all = flags.output ?? [];
  return {
    tokens: all.filter(isParquet),
    report: { ...flags, output: all.filter((path) => !isParquet(path)) },
  };
}

type Run = Required<Pick<LmOptions, "signal" | "onPhase" | "onProgress">>;

async function settings(flags: LmFlags, run: Run): Promise<LmOptions> {
  const { text, floor, level, unseen, vocabulary } = flags;
  const [tokenizer, second] = await readTokenizers(flags.tokenizer);
  if (second !== undefined) {
    throw new RelentError(
      "usage",
      `lm: ${flags.tokenizer!.length} tokenizers; token by token all models share one, several are for --per-byte`,
    );
  }
  return {
    ...run,
    logarithm: baseOf(flags.base, "lm"),
    matrix: flags.matrix ?? false,
    ...(floor !== undefined && { floor }),
    ...(level !== undefined && { level }),
    ...(unseen !== undefined && { unseen }),
    ...(vocabulary !== undefined && { vocabulary }),
    ...(tokenizer !== undefined && { tokenizer }),
    ...(text !== undefined && { textBytes: (await readInput("--text", text)).length }),
  };
}

interface Compared {
  readonly result: LmResult;
  readonly tables: readonly TokenTable[];
}

async function fromTokens(path: string, others: readonly string[], options: LmOptions): Promise<Compared> {
  if (others.length > 0) {
    throw new RelentError(
      "usage",
      `lm: ${path} is a file of tokens and stands for all recordings; give it alone, or recordings instead of it`,
    );
  }
  const { compareTables, readTokens } = await import("@relent/lm");
  const { matrix, unseen, vocabulary, ...rest } = options;
  const { signal } = options;
  const needing = { "--matrix": matrix || undefined, "--unseen": unseen, "--vocabulary": vocabulary };
  const [asked] = Object.entries(needing).find(([, value]) => value !== undefined) ?? [];
  if (asked !== undefined) {
    throw new RelentError(
      "usage",
      `lm: ${asked} needs the recordings, and ${path} holds what was made of them; give those`,
    );
  }
  options.onPhase?.(`reading ${path}`);
  const tables = await readTokens(path, signal === undefined ? {} : { signal });
  return {
    result: await compareTables(
      tables.map((table) => ({ table })),
      rest,
    ),
    tables,
  };
}

async function fromRecordings(
  paths: readonly string[],
  flags: LmFlags,
  options: LmOptions,
): Promise<Compared> {
  if (paths.length < 2) {
    throw new RelentError(
      "usage",
      `lm: ${paths[0]} alone; give at least one OTHER recording to compare with it, or a file of tokens that relent lm wrote`,
    );
  }
  const { compareTables, tabulateModels } = await import("@relent/lm");
  const [base, ...others] = await open(paths, flags);
  try {
    const { entries, matrix, format } = await tabulateModels(base!, others, options);
    options.onPhase?.("estimating");
    const { matrix: _, ...rest } = options;
    const result = await compareTables(entries, { ...rest, format, ...(matrix !== null && { matrix }) });
    return { result, tables: entries.map(({ table }) => table) };
  } finally {
    await close([base!, ...others]);
  }
}

async function printCompat(paths: readonly string[], flags: LmFlags, run: Run): Promise<number> {
  const recordings = await open(paths, flags);
  try {
    const text = await compatTable(recordings, run);
    process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
    for (const { name, notes } of recordings) {
      for (const note of notes) process.stderr.write(`${name}: ${note}\n`);
    }
    return 0;
  } finally {
    await close(recordings);
  }
}

/** Compares, writes what was asked for, and returns the exit code. */
export async function compareOnCommand(
  base: string,
  others: readonly string[],
  flags: LmFlags,
): Promise<number> {
  const { tokens, report } = split(flags);
  if (flags.perByte) checkBytes(flags, tokens);
  if (flags.compat !== undefined) checkCompat(flags);
  const inputs = [base, ...others, ...(flags.tokenizer ?? []), flags.text, flags.targets];
  const grammar = flags.perByte ? PER_BYTE : COMPARED;
  checkOutput(report, inputs, grammar);
  const { checkWritable } = await import("@relent/engine");
  for (const path of tokens) {
    checkKept(path, inputs);
    checkWritable(path);
  }
  const { bytesReport, lmReport, looksLikeParquet, writeTokens } = await import("@relent/lm");
  const { signal, release } = interruptSignal();
  const line = progress(flags.quiet ?? false);
  const run: Run = {
    signal,
    onPhase: (phase) => line.phase(phase),
    onProgress: (fraction) => line.fraction(fraction),
  };
  try {
    if (flags.perByte) {
      const result = await bytesOf([base, ...others], flags, run);
      line.end();
      return await deliver(bytesReport(result), report, grammar);
    }
    if (flags.compat !== undefined) return await printCompat([base, ...others], flags, run);
    const options = await settings(flags, run);
    const { result, tables } = (await looksLikeParquet(base))
      ? await fromTokens(base, others, options)
      : await fromRecordings([base, ...others], flags, options);
    for (const path of tokens) await writeTokens(path, tables, { signal });
    line.end();
    const code = await deliver(lmReport(result), report, grammar);
    for (const path of tokens) process.stderr.write(`wrote ${path}\n`);
    return code;
  } finally {
    line.end();
    release();
  }
}
