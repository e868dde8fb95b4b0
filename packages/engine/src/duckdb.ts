import { availableParallelism } from "node:os";
import type { DuckDBConnection, DuckDBInstance, DuckDBResult } from "@duckdb/node-api";
import { RelentError } from "@relent/core";
import { columnReader, typedExpression } from "./column-reader.ts";
import { connections } from "./connections.ts";
import { selectList } from "./conversion.ts";
import { describeTarget } from "./describe.ts";
import { duckdbDialect } from "./dialect.ts";
import type {
  Chunk,
  Columns,
  Description,
  Engine,
  Field,
  Location,
  OpenOptions,
  Relation,
  RunOptions,
} from "./engine.ts";
import { field, pick } from "./fields.ts";
import { locate } from "./location.ts";
import { memory } from "./memory.ts";
import { sampleSource } from "./sample.ts";
import type { Described, Source, Workshop } from "./source.ts";
import { type TemporaryFolder, temporaryFolder } from "./temporary.ts";
import { appendPlain } from "./values.ts";
import { checkCondition, columnsOfCondition } from "./where.ts";

/** How much of the machine the engine may use. */
export interface DuckdbOptions {
  /** Threads for all statements together; all cores by default. */
  readonly threads?: number;
  /**
   * Memory for buffers, e.g. `"2GB"`; what does not fit spills to `tempDirectory`. By default 200 MB a thread and at
   * least 300 MB: below that DuckDB converts text files on one thread.
   */
  readonly memoryLimit?: string;
  /** Where spilled and converted data go; a folder of its own under the system's temporary folder by default. */
  readonly tempDirectory?: string;
}

interface Opened {
  readonly source: Source;
  readonly where: string | undefined;
}

const chunkRows = 16384;
const vectorRows = 2048;

async function* typedChunks(
  fields: readonly Field[],
  result: DuckDBResult,
  signal: AbortSignal | undefined,
): AsyncIterable<Chunk> {
  const reader = columnReader(fields, chunkRows);
  let next = result.fetchChunk();
  for (;;) {
    const chunk = await next;
    if (chunk === null || chunk.rowCount === 0) {
      break;
    }
    signal?.throwIfAborted();
    next = result.fetchChunk();
    reader.append(chunk);
    if (reader.length + vectorRows > chunkRows) {
      yield reader.take();
    }
  }
  if (reader.length > 0) {
    yield reader.take();
  }
}

async function readColumns(connection: DuckDBConnection, sql: string): Promise<Columns> {
  const result = await connection.run(sql);
  const names = result.deduplicatedColumnNames();
  const columns = names.map((): unknown[] => []);
  for (const chunk of await result.fetchAllChunks()) {
    for (const [index, column] of columns.entries()) {
      appendPlain(chunk.getColumnVector(index), column);
    }
  }
  return Object.fromEntries(names.map((name, index) => [name, columns[index]!]));
}

/** A field as a source holds it: a conversion may store another type, and text may turn out to be another one. */
function asRead(described: Field, { natives }: Source, format: Description["format"]): Field {
  const native = natives?.get(described.name) ?? described.native;
  return format === "csv" ? field(described.name, native) : { ...described, native };
}

function relationSql(
  source: Source,
  fields: readonly Field[],
  all: boolean,
  where: string | undefined,
): string {
  if (all && where === undefined) {
    return source.from;
  }
  const condition = where === undefined ? "" : ` WHERE (${where}\n)`;
  return `(SELECT ${all ? "*" : selectList(fields)} FROM ${source.from}${condition})`;
}

async function load(): Promise<typeof import("@duckdb/node-api")> {
  try {
    return await import("@duckdb/node-api");
  } catch (cause) {
    const where = `${process.platform}-${process.arch}`;
    throw new RelentError(
      "unreadable",
      `duckdb: the library @duckdb/node-api cannot be loaded on ${where}; install it`,
      {
        cause,
      },
    );
  }
}

async function start(options: DuckdbOptions, temporary: TemporaryFolder): Promise<DuckDBInstance> {
  const { threads, memoryLimit } = options;
  if (threads !== undefined && (!Number.isInteger(threads) || threads < 1)) {
    throw new RelentError("usage", `duckdb: threads = ${threads}; a whole number of at least 1 is allowed`, {
      value: threads,
    });
  }
  const { DuckDBInstance } = await load();
  const limit = memoryLimit ?? `${Math.max(300, 200 * (threads ?? availableParallelism()))}MB`;
  try {
    return await DuckDBInstance.create(":memory:", {
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
      memory_limit: limit,
      temp_directory: temporary.place,
      ...(threads === undefined ? {} : { threads: String(threads) }),
    });
  } catch (cause) {
    throw new RelentError(
      "usage",
      `duckdb: memoryLimit = ${JSON.stringify(limit)} is refused; write it as "300MB" or "2GB"`,
      {
        value: limit,
        cause,
      },
    );
  }
}

/**
 * DuckDB within this process: reads Parquet, CSV, JSON, Arrow IPC and DuckDB files, never the network.
 *
 * The library is loaded when this is called. Extensions are neither fetched nor loaded; times are UTC; temporary files
 * are removed by `close()` and when the process ends.
 *
 * @throws RelentError `unreadable` where DuckDB cannot be loaded on this platform, `usage` where an option is refused.
 */
export async function duckdb(options: DuckdbOptions = {}): Promise<Engine> {
  const temporary = temporaryFolder(options.tempDirectory);
  const instance = await start(options, temporary);
  const pool = connections(instance);
  const opened = new Map<string, Opened>();
  await pool.use({ doing: "duckdb" }, {}, (connection) => connection.run("SET GLOBAL TimeZone = 'UTC'"));

  const looked = memory();
  const look = async (workshop: Workshop, location: Location): Promise<Described> => {
    const target = await locate(workshop, location);
    return looked.describe(target, workshop.options, () => describeTarget(workshop, target));
  };

  const find = (doing: string, relation: Relation): Opened => {
    const found = opened.get(relation.sql);
    if (found === undefined) {
      throw new RelentError(
        "invalid-argument",
        `${doing}: ${relation.name} was not opened by this engine; open it first`,
      );
    }
    return found;
  };

  return {
    name: "duckdb",
    dialect: duckdbDialect,
    async describe(location, run = {}) {
      const workshop: Workshop = { connections: pool, temporary, doing: "describe", options: run };
      const { name, format, fields, rowsHint, notes } = await look(workshop, location);
      return { name, format, fields, rowsHint, notes };
    },
    async open(location, run: OpenOptions = {}) {
      const doing = "open";
      const workshop: Workshop = { connections: pool, temporary, doing, options: run };
      const described = await look(workshop, location);
      const all = run.columns === undefined;
      const wanted = all ? described.fields : pick(doing, described.name, described.fields, run.columns);
      let inWhere: readonly Field[] = [];
      if (run.where !== undefined) {
        const { where } = run;
        inWhere = await pool.use({ doing, name: described.name }, run, (connection) =>
          columnsOfCondition(connection, where, described.name, described.fields),
        );
        await checkCondition(pool, run, described.name, where, described.fields);
      }
      const needed = [...new Set([...wanted, ...inWhere])];
      const source = await described.source(needed, workshop);
      const fields = wanted.map((each) => asRead(each, source, described.format));
      const sql = relationSql(source, fields, all, run.where);
      opened.set(sql, { source, where: run.where });
      return {
        sql,
        name: described.name,
        fields,
        rowsHint: source.rows,
        sampling: source.sampling,
        notes: described.notes,
      };
    },
    query: (sql, run: RunOptions = {}) =>
      pool.use({ doing: "query" }, run, (connection) => readColumns(connection, sql)),
    columns(relation, names, run: RunOptions = {}) {
      const fields = pick("columns", relation.name, relation.fields, names);
      const list = fields.length === 0 ? "1" : fields.map(typedExpression).join(", ");
      return pool.stream(
        { doing: "columns", name: relation.name },
        run,
        `SELECT ${list} FROM ${relation.sql}`,
        (result) => typedChunks(fields, result, run.signal),
      );
    },
    async sample(relation, names, rows, run: RunOptions = {}) {
      const fields = pick("sample", relation.name, relation.fields, names);
      const { source, where } = find("sample", relation);
      return pool.use({ doing: "sample", name: relation.name }, run, (connection) =>
        sampleSource(connection, source, fields, where, rows),
      );
    },
    async close() {
      await pool.close();
      instance.closeSync();
      temporary.remove();
    },
  };
}
