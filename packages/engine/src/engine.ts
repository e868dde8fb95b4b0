import type { Dialect } from "./dialect.ts";

/**
 * The logical types that the lanes tell apart; `native` keeps the engine's own word.
 *
 * `nested` covers lists, arrays, structs, maps, unions and JSON; `other` covers BLOB, BIT, INTERVAL, columns of untyped
 * NULLs, GEOMETRY and VARIANT.
 */
export type FieldType =
  | "integer"
  | "float"
  | "decimal"
  | "boolean"
  | "string"
  | "enum"
  | "uuid"
  | "date"
  | "timestamp"
  | "time"
  | "nested"
  | "other";

/** One column of a table: its name as the source spells it, its logical type, and the engine's word for the type. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  /** The engine's own word, e.g. `DECIMAL(18,2)`. */
  readonly native: string;
}

/** What can be known of a table before deciding which columns to read: nothing is converted or scanned for it. */
export interface Description {
  /** The name by which people know it. */
  readonly name: string;
  readonly format: "parquet" | "csv" | "json" | "arrow" | "duckdb" | "sql";
  readonly fields: readonly Field[];
  /** Rows as the source's own metadata tells them; null where only a scan would tell. */
  readonly rowsHint: number | null;
  /** What people should know about how the source was read, e.g. a repeated column's new name. */
  readonly notes: readonly string[];
}

/** A table that an engine can read: what stands after FROM, and the name by which people know it. */
export interface Relation {
  readonly sql: string;
  readonly name: string;
  readonly fields: readonly Field[];
  /** Rows as the source's own metadata tells them, before any filter; null where only a scan would tell. */
  readonly rowsHint: number | null;
  /** How the engine samples it: by file row numbers, by row ids, or by scanning all. */
  readonly sampling: "file-rows" | "row-ids" | "scan";
  /** What people should know about how the source was read, e.g. a repeated column's new name. */
  readonly notes?: readonly string[];
}

/** A result's columns by name, all of one length. Integers are numbers, or bigints beyond 2^53. */
export type Columns = Readonly<Record<string, ArrayLike<unknown>>>;

/** A piece of a stream: typed columns of `length` rows. */
export interface Chunk {
  readonly length: number;
  readonly columns: readonly ChunkColumn[];
}

/**
 * One column's values. `valid[i] === 0` marks a null; no `valid` means none.
 *
 * A null's slot holds NaN or the empty string. NaN and ±Infinity with `valid[i] !== 0` are values of the source.
 */
export type ChunkColumn =
  | { readonly kind: "number"; readonly values: Float64Array; readonly valid?: Uint8Array }
  | { readonly kind: "string"; readonly values: readonly string[]; readonly valid?: Uint8Array };

/** How one piece of work is watched and stopped. */
export interface RunOptions {
  /** Stops the running statement; the promise then rejects with `RelentError("interrupted")`. */
  readonly signal?: AbortSignal;
  /** Called with a fraction in 0…1 while a statement runs. */
  readonly onProgress?: (fraction: number) => void;
}

/** How text files are read where the sniffed answer is wrong. */
export interface TextOptions {
  /** A column's type in the engine's words, e.g. `{ price: "DOUBLE" }`. */
  readonly types?: Readonly<Record<string, string>>;
  /** Text that stands for null beside the empty field, e.g. `["NA", "-"]`. */
  readonly nullText?: readonly string[];
}

/** Which rows and columns of a table to open. */
export interface OpenOptions extends RunOptions, TextOptions {
  /** SQL condition that rows must meet; it may use columns that are not in `columns`. */
  readonly where?: string;
  /** Only these columns are read, and converted where conversion is needed. */
  readonly columns?: readonly string[];
}

/**
 * Where a table is: a file, a glob, a folder, `file.duckdb::table`, `-` for standard input, a comma-separated or real
 * list of files of one format, or a statement whose result is the table.
 */
export type Location = string | readonly string[] | { readonly sql: string };

/**
 * The small face that every engine shows: lanes ask for counts in SQL that `dialect` compiles, or stream typed columns.
 *
 * Every failure is a `RelentError` of one line: `not-found` (no such file, table or match), `unreadable` (damaged,
 * malformed or forbidden), `usage` (a column, condition or location that makes no sense), `interrupted`.
 */
export interface Engine {
  readonly name: string;
  /** The SQL that `query` understands. */
  readonly dialect: Dialect;
  /** Says what a table's columns are, without converting or scanning it. */
  describe(location: Location, options?: RunOptions & TextOptions): Promise<Description>;
  /**
   * Opens a table as one relation. Text formats, Arrow files, views and statements are converted once to a temporary
   * file, only in the columns asked for; opening the same ones again reuses it.
   */
  open(location: Location, options?: OpenOptions): Promise<Relation>;
  /**
   * Runs one statement and returns its whole (small) result: integers as numbers (bigints beyond 2^53), decimals as
   * doubles, dates and timestamps as seconds since 1970 (UTC), times as seconds of the day, lists as arrays, structs as
   * objects, null as null, anything else as text.
   */
  query(sql: string, options?: RunOptions): Promise<Columns>;
  /**
   * Streams columns of a relation in the source's row order: numbers as doubles, dates and timestamps as seconds since
   * 1970, times as seconds of the day, the rest as strings.
   */
  columns(relation: Relation, names: readonly string[], options?: RunOptions): AsyncIterable<Chunk>;
  /**
   * About `rows` rows, always the same for the same relation: all of them where there are no more, otherwise evenly
   * spaced stripes, without reading the rest. Columns are typed as in `columns`.
   */
  sample(
    relation: Relation,
    names: readonly string[],
    rows: number,
    options?: RunOptions,
  ): Promise<readonly ChunkColumn[]>;
  /** Ends connections and removes temporary files; the engine is of no use afterwards. */
  close(): Promise<void>;
}
