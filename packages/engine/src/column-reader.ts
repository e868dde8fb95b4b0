import type { DuckDBDataChunk, DuckDBVector } from "@duckdb/node-api";
import { duckdbDialect } from "./dialect.ts";
import type { Chunk, ChunkColumn, Field, FieldType } from "./engine.ts";
import { readDoubles, readValidity } from "./values.ts";

const numeric: ReadonlySet<FieldType> = new Set(["integer", "float", "decimal", "date", "timestamp", "time"]);

/** Whether a field's values travel as doubles. */
export function isNumeric({ type }: Field): boolean {
  return numeric.has(type);
}

/** The SQL that gives a field as a DOUBLE or VARCHAR. */
export function typedExpression(field: Field): string {
  return isNumeric(field) ? duckdbDialect.castDouble(field) : duckdbDialect.castText(field);
}

/** Gathers fetched chunks into typed columns. */
export interface ColumnReader {
  readonly length: number;
  append(chunk: DuckDBDataChunk): void;
  /** What has been gathered; the reader starts anew with fresh arrays. */
  take(): Chunk;
}

interface Gather {
  append(vector: DuckDBVector, offset: number): void;
  take(length: number): ChunkColumn;
}

function gatherNumbers(capacity: number): Gather {
  let values = new Float64Array(capacity);
  let valid = new Uint8Array(capacity);
  let nulls = false;
  return {
    append(vector, offset) {
      readDoubles(vector, values, offset);
      if (readValidity(vector, valid, offset)) {
        nulls = true;
        for (let i = offset; i < offset + vector.itemCount; i++) {
          if (valid[i] === 0) {
            values[i] = Number.NaN;
          }
        }
      }
    },
    take(length) {
      const column: ChunkColumn = nulls
        ? { kind: "number", values: values.subarray(0, length), valid: valid.subarray(0, length) }
        : { kind: "number", values: values.subarray(0, length) };
      values = new Float64Array(capacity);
      valid = nulls ? new Uint8Array(capacity) : valid;
      nulls = false;
      return column;
    },
  };
}

function gatherStrings(capacity: number): Gather {
  let values: string[] = [];
  let valid = new Uint8Array(capacity);
  let nulls = false;
  return {
    append(vector, offset) {
      nulls = readValidity(vector, valid, offset) || nulls;
      for (let i = 0; i < vector.itemCount; i++) {
        values.push((vector.getItem(i) as string | null) ?? "");
      }
    },
    take(length) {
      const column: ChunkColumn = nulls
        ? { kind: "string", values, valid: valid.subarray(0, length) }
        : { kind: "string", values };
      values = [];
      valid = nulls ? new Uint8Array(capacity) : valid;
      nulls = false;
      return column;
    },
  };
}

/** A reader of at most `capacity` rows of the fields' typed expressions. */
export function columnReader(fields: readonly Field[], capacity: number): ColumnReader {
  const gathers = fields.map((field) =>
    isNumeric(field) ? gatherNumbers(capacity) : gatherStrings(capacity),
  );
  let length = 0;
  return {
    get length() {
      return length;
    },
    append(chunk) {
      for (const [index, gather] of gathers.entries()) {
        gather.append(chunk.getColumnVector(index), length);
      }
      length += chunk.rowCount;
    },
    take() {
      const columns = gathers.map((gather) => gather.take(length));
      const chunk = { length, columns };
      length = 0;
      return chunk;
    },
  };
}
