import { type FileHandle, open } from "node:fs/promises";
import * as zlib from "node:zlib";
import type { DuckDBConnection, DuckDBDataChunk, DuckDBVector } from "@duckdb/node-api";
import { RelentError } from "@relent/core";
import type { RecordBatch, Schema, Vector } from "apache-arrow";
import { type ArrowColumn, arrowColumn } from "./arrow-type.ts";
import { temporaryPath } from "./conversion.ts";
import { duckdbDialect } from "./dialect.ts";
import type { Field } from "./engine.ts";
import { field } from "./fields.ts";
import { decodeLz4Frames } from "./lz4-frame.ts";
import { parquetOptions, parquetSource } from "./parquet.ts";
import type { Described, Workshop } from "./source.ts";

type Arrow = typeof import("apache-arrow");
type Duck = typeof import("@duckdb/node-api");

const vectorRows = 2048;
const partRows = 60 * vectorRows;
const { quoteIdentifier, quoteLiteral } = duckdbDialect;

function decodeZstd(packed: Uint8Array): Uint8Array {
  const { zstdDecompressSync } = zlib as unknown as {
    zstdDecompressSync?: (input: Uint8Array) => Uint8Array;
  };
  if (zstdDecompressSync === undefined) {
    throw new RelentError(
      "unreadable",
      "open: the Arrow file is packed with zstd, which Node unpacks from 22.15 on; save it with LZ4 or unpacked",
    );
  }
  return zstdDecompressSync(packed);
}

async function loadArrow(): Promise<Arrow> {
  const arrow = await import("apache-arrow");
  const { compressionRegistry, CompressionType } = arrow;
  compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: decodeLz4Frames });
  compressionRegistry.set(CompressionType.ZSTD, { decode: decodeZstd });
  return arrow;
}

async function withReader<T>(
  { doing }: Workshop,
  path: string,
  arrow: Arrow,
  work: (schema: Schema, batches: AsyncIterable<RecordBatch>) => Promise<T>,
): Promise<T> {
  const file: FileHandle = await open(path, "r");
  try {
    const reader = await arrow.RecordBatchReader.from(file);
    await reader.open();
    return await work(reader.schema, reader as unknown as AsyncIterable<RecordBatch>);
  } catch (cause) {
    if (cause instanceof RelentError) {
      throw cause;
    }
    const what = cause instanceof Error ? cause.message : String(cause);
    throw new RelentError(
      "unreadable",
      `${doing}: ${path} is not whole Arrow IPC: ${what.replace(/\s+/g, " ")}`,
      {
        cause,
      },
    );
  } finally {
    await file.close().catch(() => undefined);
  }
}

/** Writes one batch's column into a DuckDB vector. */
type Fill = (child: Vector, start: number, vector: DuckDBVector) => void;

interface Writable {
  readonly items: { set(values: ArrayLike<unknown>): void };
  readonly validity: { setItemValid(index: number, valid: boolean): void };
  setItem(index: number, value: unknown): void;
  flush(): void;
}

function fillBuffer(child: Vector, start: number, vector: DuckDBVector): void {
  const target = vector as unknown as Writable;
  const [data] = child.data;
  const { values, nullCount } = data!;
  target.items.set((values as Float64Array).subarray(start, start + vector.itemCount));
  if (nullCount > 0) {
    for (let i = 0; i < vector.itemCount; i++) {
      if (!data!.getValid(start + i)) {
        target.validity.setItemValid(i, false);
      }
    }
  }
  target.flush();
}

function fillValues(value: NonNullable<ArrowColumn["value"]>): Fill {
  return (child, start, vector) => {
    const target = vector as unknown as Writable;
    for (let i = 0; i < vector.itemCount; i++) {
      const each: unknown = child.get(start + i);
      target.setItem(i, each === null || each === undefined ? null : value(each));
    }
    target.flush();
  };
}

/** Looks each dictionary up once, not once a row. */
function fillDictionary(value: (value: unknown) => unknown): Fill {
  let dictionary: unknown;
  let words: readonly unknown[] = [];
  return (child, start, vector) => {
    const [data] = child.data;
    if (data!.dictionary !== dictionary || data!.dictionary === undefined) {
      dictionary = data!.dictionary;
      words = Array.from(data!.dictionary ?? [], (word: unknown) =>
        word === null || word === undefined ? null : value(word),
      );
    }
    const target = vector as unknown as Writable;
    const codes = data!.values as ArrayLike<number | bigint>;
    for (let i = 0; i < vector.itemCount; i++) {
      target.setItem(i, data!.getValid(start + i) ? words[Number(codes[start + i])] : null);
    }
    target.flush();
  };
}

interface Plan {
  readonly name: string;
  readonly column: ArrowColumn;
  readonly fill: Fill;
}

function planOf(arrow: Arrow, schema: Schema, name: string): Plan {
  const { type } = schema.fields.find((each) => each.name === name)!;
  const column = arrowColumn(arrow, type);
  const dictionary = arrow.DataType.isDictionary(type);
  const convert = column.value ?? ((value: unknown) => value);
  const fill = dictionary
    ? fillDictionary(convert)
    : column.value === undefined
      ? fillBuffer
      : fillValues(column.value);
  return { name, column, fill };
}

function chunkOf(duck: Duck, plans: readonly Plan[], batch: RecordBatch, start: number): DuckDBDataChunk {
  const rows = Math.min(vectorRows, batch.numRows - start);
  const types = plans.map(({ column }) => duck[column.stage]);
  const chunk = duck.DuckDBDataChunk.create(types, rows);
  for (const [index, { name, fill }] of plans.entries()) {
    fill(batch.getChild(name)!, start, chunk.getColumnVector(index));
  }
  return chunk;
}

/** Moves batches through a small table into Parquet parts, so that memory stays at one batch and one part. */
async function spool(
  workshop: Workshop,
  connection: DuckDBConnection,
  plans: readonly Plan[],
  batches: AsyncIterable<RecordBatch>,
): Promise<readonly string[]> {
  const duck = await import("@duckdb/node-api");
  const parts: string[] = [];
  const table = quoteIdentifier(`arrow ${temporaryPath(workshop, "table")}`);
  const staged = plans.map(({ column }, index) => `c${index} ${column.stage}`);
  const selected = plans.map(
    ({ name, column }, index) => `${column.sql(`c${index}`)} AS ${quoteIdentifier(name)}`,
  );
  const begin = async () => {
    await connection.run(`CREATE OR REPLACE TABLE ${table} (${staged.join(", ")})`);
    return connection.createAppender(table.slice(1, -1).replaceAll('""', '"'));
  };
  let appender = await begin();
  let rows = 0;
  const finishPart = async () => {
    appender.closeSync();
    const part = temporaryPath(workshop, "parquet");
    await connection.run(
      `COPY (SELECT ${selected.join(", ")} FROM ${table}) TO ${quoteLiteral(part)} (${parquetOptions})`,
    );
    parts.push(part);
    rows = 0;
  };
  for await (const batch of batches) {
    for (let start = 0; start < batch.numRows; start += vectorRows) {
      appender.appendDataChunk(chunkOf(duck, plans, batch, start));
      rows += Math.min(vectorRows, batch.numRows - start);
      if (rows >= partRows) {
        workshop.options.signal?.throwIfAborted();
        await finishPart();
        appender = await begin();
      }
    }
  }
  if (rows > 0 || parts.length === 0) {
    await finishPart();
  } else {
    appender.closeSync();
  }
  await connection.run(`DROP TABLE ${table}`);
  return parts;
}

/** Opens Arrow IPC files and streams (Feather 2): schema first, batches converted once. */
export async function describeArrow(
  workshop: Workshop,
  name: string,
  files: readonly string[],
): Promise<Described> {
  const arrow = await loadArrow();
  const types = new Map<string, string>();
  for (const path of files) {
    await withReader(workshop, path, arrow, async (schema) => {
      for (const { name: column, type } of schema.fields) {
        const { native } = arrowColumn(arrow, type);
        const known = types.get(column);
        if (known !== undefined && known !== native) {
          throw new RelentError(
            "incompatible",
            `${workshop.doing}: ${path}: column ${column} is ${native}, but ${known} in ${files[0]}; files read as one table must agree`,
          );
        }
        types.set(column, native);
      }
    });
  }
  const fields: readonly Field[] = [...types].map(([column, native]) => field(column, native));
  const source: Described["source"] = (columns, now) =>
    now.connections.use({ doing: now.doing, name }, now.options, async (connection) => {
      const parts: string[] = [];
      for (const path of files) {
        const made = await withReader(now, path, arrow, (schema, batches) => {
          const present = columns.filter((each) => schema.fields.some((one) => one.name === each.name));
          const plans = (present.length > 0 ? present : fields.slice(0, 1)).map((each) =>
            planOf(arrow, schema, each.name),
          );
          return spool(now, connection, plans, batches);
        });
        parts.push(...made);
      }
      return parquetSource(connection, parts);
    });
  return { name, format: "arrow", fields, rowsHint: null, notes: [], source };
}
