import { open } from "node:fs/promises";
import { RelentError } from "@relent/core";
import type { Engine, Relation, RunOptions } from "@relent/engine";
import { type Opinion, TOKEN_DIVERGENCES, type TokenDivergence, type TokenTable } from "../token-table.ts";
import {
  DIVERGENCE_COLUMNS,
  type FileHead,
  METADATA_KEY,
  OPINION_COLUMNS,
  SCHEMA,
  SIDES,
  type TableHead,
} from "./columns.ts";

const MAGIC = "PAR1";

/** Whether a file begins as Parquet does. */
export async function looksLikeParquet(path: string): Promise<boolean> {
  try {
    const file = await open(path, "r");
    try {
      const { buffer, bytesRead } = await file.read(new Uint8Array(MAGIC.length), 0, MAGIC.length, 0);
      return bytesRead === MAGIC.length && String.fromCharCode(...buffer) === MAGIC;
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}

async function headOf(engine: Engine, path: string, run: RunOptions): Promise<FileHead> {
  const read = await engine.query(
    `SELECT decode(value) AS value FROM parquet_kv_metadata(${engine.dialect.quoteLiteral(path)}) ` +
      `WHERE decode(key) = ${engine.dialect.quoteLiteral(METADATA_KEY)}`,
    run,
  );
  const text = read.value?.[0];
  const head = typeof text === "string" ? (JSON.parse(text) as FileHead) : undefined;
  if (head?.schema !== SCHEMA) {
    throw new RelentError(
      "unreadable",
      `readTokens: ${path} is Parquet but holds no ${SCHEMA}; a file that relent lm wrote is needed`,
      { value: path },
    );
  }
  return head;
}

type Columns = ReadonlyMap<string, Float64Array | string[]>;

/** Whole columns by name; a file of tokens is small beside the recordings that it was made of. */
async function columnsOf(engine: Engine, relation: Relation, run: RunOptions): Promise<Columns> {
  const names = relation.fields.map(({ name }) => name);
  const parts = names.map((): (Float64Array | readonly string[])[] => []);
  for await (const { columns } of engine.columns(relation, names, run)) {
    for (const [i, column] of columns.entries()) parts[i]!.push(column.values);
  }
  return new Map(
    names.map((name, i): [string, Float64Array | string[]] => {
      const pieces = parts[i]!;
      const numeric = pieces.every((piece) => piece instanceof Float64Array);
      if (!numeric) return [name, pieces.flatMap((piece) => [...(piece as readonly string[])])];
      const all = new Float64Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
      let at = 0;
      for (const piece of pieces) {
        all.set(piece as Float64Array, at);
        at += piece.length;
      }
      return [name, all];
    }),
  );
}

function tableOf(path: string, columns: Columns, file: FileHead, head: TableHead, from: number): TokenTable {
  const to = from + head.tokens;
  const missing = (name: string): never => {
    throw new RelentError(
      "unreadable",
      `readTokens: ${path} has no whole column ${name}; write the file again`,
      {
        value: name,
      },
    );
  };
  const numbers = (name: string): Float64Array => {
    const column = columns.get(name);
    return column instanceof Float64Array && column.length >= to ? column.slice(from, to) : missing(name);
  };
  const words = (name: string): string[] => {
    const column = columns.get(name);
    return Array.isArray(column) && column.length >= to ? column.slice(from, to) : missing(name);
  };
  const whole = (name: string): Int32Array => Int32Array.from(numbers(name));
  const says = (side: string): Opinion => {
    const [surprisal, censored, entropy, confidence, top] = OPINION_COLUMNS.map((name) => `${side}_${name}`);
    return {
      surprisal: numbers(surprisal!),
      censored: Uint8Array.from(words(censored!), (flag) => Number(flag === "true")),
      entropy: numbers(entropy!),
      confidence: numbers(confidence!),
      top: whole(top!),
    };
  };
  const [baseSays, modelSays] = SIDES.map(says) as [Opinion, Opinion];
  const divergence = Object.fromEntries(
    TOKEN_DIVERGENCES.map((name) => [name, numbers(DIVERGENCE_COLUMNS[name])]),
  ) as Record<TokenDivergence, Float64Array>;
  const bounds = Object.fromEntries(
    head.bounds.map((name) => [
      name,
      { low: numbers(`${DIVERGENCE_COLUMNS[name]}_low`), high: numbers(`${DIVERGENCE_COLUMNS[name]}_high`) },
    ]),
  );
  return {
    base: file.base,
    model: head.model,
    vocabulary: head.vocabulary,
    length: head.tokens,
    documents: head.documents,
    document: whole("document_index"),
    position: whole("position"),
    target: whole("target"),
    divergence,
    ...(head.bounds.length > 0 && { bounds }),
    baseSays,
    modelSays,
    ...(file.texts && { texts: words("text") }),
    noiseFloor: head.noiseFloor,
    notes: head.notes,
  };
}

/**
 * Reads the tables of tokens that `writeTokens` wrote; the engine is loaded when this is called.
 *
 * @throws RelentError `not-found`, `unreadable` for other Parquet files or lost columns, `interrupted`.
 *
 * @example
 * ```ts
 * const [table] = await readTokens("tokens.parquet");
 * ```
 */
export async function readTokens(path: string, run: RunOptions = {}): Promise<TokenTable[]> {
  const { duckdb } = await import("@relent/engine");
  const engine = await duckdb();
  try {
    const relation = await engine.open([path], run);
    const head = await headOf(engine, path, run);
    const columns = await columnsOf(engine, relation, run);
    let from = 0;
    return head.tables.map((table) => {
      from += table.tokens;
      return tableOf(path, columns, head, table, from - table.tokens);
    });
  } finally {
    await engine.close();
  }
}
