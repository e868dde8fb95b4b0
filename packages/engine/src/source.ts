import type { DuckDBConnection } from "@duckdb/node-api";
import type { Connections } from "./connections.ts";
import type { Description, Field, RunOptions, TextOptions } from "./engine.ts";
import type { TemporaryFolder } from "./temporary.ts";

/** A piece of SQL that reads a known range of rows. `position` numbers the rows over the whole source. */
export interface Stripe {
  readonly from: string;
  readonly where: string;
  readonly position: string;
}

/** A table that can be read again and again, and by row number. */
export interface Source {
  /** What stands after FROM for all rows. */
  readonly from: string;
  readonly rows: number;
  readonly sampling: "file-rows" | "row-ids";
  /** The engine's words for the types of columns that were converted. */
  readonly natives?: ReadonlyMap<string, string>;
  /** Reads rows `start` … `start + count − 1`. */
  stripe(start: number, count: number): readonly Stripe[];
}

/** A table that has been looked at, and can be made readable in a choice of columns. */
export interface Described extends Description {
  /** Makes the named columns readable; sources that need no conversion offer all of them. */
  source(columns: readonly Field[], workshop: Workshop): Promise<Source>;
}

/** What the readers of the formats work with. */
export interface Workshop {
  readonly connections: Connections;
  readonly temporary: TemporaryFolder;
  readonly doing: string;
  readonly options: RunOptions & TextOptions;
}

/** Rows of a statement as objects. */
export async function rowsOf<T>(connection: DuckDBConnection, sql: string): Promise<readonly T[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowObjectsJS() as unknown as readonly T[];
}
