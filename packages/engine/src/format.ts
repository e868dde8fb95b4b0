import { closeSync, openSync, readSync } from "node:fs";
import { constants, gunzipSync } from "node:zlib";
import { RelentError } from "@relent/core";

/** How a file's bytes are laid out, and how they are packed. */
export interface Format {
  readonly format: "parquet" | "csv" | "json" | "arrow" | "duckdb";
  readonly compression: "none" | "gzip" | "zstd";
  readonly encoding: "utf-8" | "utf-16";
}

const byExtension: Readonly<Record<string, Format["format"]>> = {
  parquet: "parquet",
  parq: "parquet",
  pq: "parquet",
  csv: "csv",
  tsv: "csv",
  tab: "csv",
  psv: "csv",
  txt: "csv",
  json: "json",
  ndjson: "json",
  jsonl: "json",
  arrow: "arrow",
  feather: "arrow",
  ipc: "arrow",
  arrows: "arrow",
  duckdb: "duckdb",
  ddb: "duckdb",
};

const byMagic: readonly (readonly [offset: number, magic: string, Format["format"]])[] = [
  [0, "PAR1", "parquet"],
  [0, "ARROW1", "arrow"],
  [0, "\xff\xff\xff\xff", "arrow"],
  [8, "DUCK", "duckdb"],
];

const foreign: readonly (readonly [magic: string, what: string])[] = [
  ["SQLite format 3", "a SQLite database; export the table as CSV or Parquet"],
  ["PK\x03\x04", "a zip archive or spreadsheet; save the sheet as CSV"],
  ["Obj\x01", "an Avro file; convert it to Parquet"],
  ["ORC", "an ORC file; convert it to Parquet"],
  ["PARE", "an encrypted Parquet file; decrypt it first"],
  ["BZh", "bzip2-packed; unpack it first, or pack it with gzip or zstd"],
  ["\xfd7zXZ", "xz-packed; unpack it first, or pack it with gzip or zstd"],
];

const magicName: Partial<Record<Format["format"], string>> = {
  parquet: "a Parquet file: it does not begin with PAR1",
  arrow: "an Arrow IPC file or stream: it begins with neither ARROW1 nor a continuation mark",
  duckdb: "a DuckDB database: DUCK is missing at byte 8",
};

/** How much of a file is looked at to tell what it is. */
export const headBytes = 65536;

/** The first bytes of a file. Errors of the file system pass unchanged. */
export function readHead(path: string, count: number = headBytes): Buffer {
  const file = openSync(path, "r");
  try {
    const head = Buffer.alloc(count);
    return head.subarray(0, readSync(file, head, 0, count, 0));
  } finally {
    closeSync(file);
  }
}

/** The first bytes of a file's content, unpacked where it is gzip; null where it is packed in a way only the engine unpacks. */
export function readContentHead(path: string, compression: Format["compression"]): Buffer | null {
  const head = readHead(path);
  if (compression === "zstd") {
    return null;
  }
  return compression === "gzip" ? gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH }) : head;
}

function extensionOf(path: string): string | undefined {
  return path
    .toLowerCase()
    .replace(/\.(gz|gzip|zst|zstd)$/, "")
    .match(/\.([^./\\]+)$/)?.[1];
}

function startsWith(head: Buffer, magic: string, offset = 0): boolean {
  return head.subarray(offset, offset + magic.length).toString("latin1") === magic;
}

function compressionOf(head: Buffer): Format["compression"] {
  if (head[0] === 0x1f && head[1] === 0x8b) {
    return "gzip";
  }
  return head.readUInt32LE(0) === 0xfd2fb528 ? "zstd" : "none";
}

/** Whether a file's name is one that a folder of data would hold; .txt may be anything, a database is no part. */
export function hasDataExtension(path: string): boolean {
  const extension = extensionOf(path) ?? "";
  return !["txt", "duckdb", "ddb"].includes(extension) && byExtension[extension] !== undefined;
}

/**
 * Tells a file's format by its first bytes, and by its extension where text could be either.
 *
 * @throws RelentError `unreadable` where the file is empty, is of a format that cannot be read, or is not what its
 * extension says.
 */
export function sniff(doing: string, path: string): Format {
  const packed = readHead(path);
  const extension = extensionOf(path);
  const claimed = byExtension[extension ?? ""];
  const fail = (what: string): never => {
    throw new RelentError("unreadable", `${doing}: ${path} is ${what}`);
  };
  if (packed.length === 0) {
    return fail("empty; a table needs at least a header");
  }
  const compression = packed.length < 4 ? "none" : compressionOf(packed);
  const head = compression === "none" ? packed : (readContentHead(path, compression) ?? Buffer.alloc(0));
  const magic = byMagic.find(([offset, bytes]) => startsWith(head, bytes, offset));
  if (magic !== undefined) {
    return compression === "none"
      ? { format: magic[2], compression, encoding: "utf-8" }
      : fail(`a ${compression}-packed ${magic[2]} file; unpack it first`);
  }
  const other = foreign.find(([bytes]) => startsWith(head, bytes));
  if (other !== undefined) {
    return fail(other[1]);
  }
  if (claimed !== undefined && magicName[claimed] !== undefined) {
    return fail(`not ${magicName[claimed]}`);
  }
  if (startsWith(head, "\xff\xfe") || startsWith(head, "\xfe\xff")) {
    return { format: claimed ?? "csv", compression, encoding: "utf-16" };
  }
  if (head.includes(0)) {
    return fail("a binary file of an unknown format; Parquet, CSV, JSON, Arrow IPC and DuckDB can be read");
  }
  const guessed = /^\uFEFF?\s*[[{]/.test(head.subarray(0, 1024).toString("utf8")) ? "json" : "csv";
  return { format: claimed ?? guessed, compression, encoding: "utf-8" };
}
