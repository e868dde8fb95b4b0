/** The logical types that the lanes tell apart; `native` keeps the engine's own word. */
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

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  /** The engine's own word, e.g. `DECIMAL(18,2)`. */
  readonly native: string;
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
}

/** A result's columns by name, all of one length. Integers are numbers, or bigints beyond 2^53. */
export type Columns = Readonly<Record<string, ArrayLike<unknown>>>;

/** A piece of a stream: typed columns of `length` rows. `valid[i] === 0` marks a null; no `valid` means none. */
export interface Chunk {
  readonly length: number;
  readonly columns: readonly ChunkColumn[];
}

export type ChunkColumn =
  | { readonly kind: "number"; readonly values: Float64Array; readonly valid?: Uint8Array }
  | { readonly kind: "string"; readonly values: readonly string[]; readonly valid?: Uint8Array };

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** Called with a fraction in 0…1 while a statement runs. */
  readonly onProgress?: (fraction: number) => void;
}

/** Which tables an engine can open. */
export interface OpenOptions extends RunOptions {
  /** SQL condition that rows must meet. */
  readonly where?: string;
  /** Only these columns are read, and converted where conversion is needed. */
  readonly columns?: readonly string[];
}

/**
 * The small face that every engine shows: lanes ask for counts in SQL that `dialect` compiles, or stream typed columns.
 */
export interface Engine {
  readonly name: string;
  /** Opens a file, a glob, `file.duckdb::table` or a list of files as one relation. */
  open(location: string, options?: OpenOptions): Promise<Relation>;
  /** Runs one statement and returns its whole (small) result. */
  query(sql: string, options?: RunOptions): Promise<Columns>;
  /** Streams columns of a relation: numbers as doubles (temporal types as seconds since 1970), the rest as strings. */
  columns(relation: Relation, names: readonly string[], options?: RunOptions): AsyncIterable<Chunk>;
  /**
   * About `rows` rows, always the same for the same relation: all of them where there are no more, otherwise evenly
   * spaced stripes, without reading the rest.
   */
  sample(
    relation: Relation,
    names: readonly string[],
    rows: number,
    options?: RunOptions,
  ): Promise<readonly ChunkColumn[]>;
  close(): Promise<void>;
}
