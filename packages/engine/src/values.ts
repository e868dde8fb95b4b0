import type { DuckDBDataChunk, DuckDBValue, DuckDBVector } from "@duckdb/node-api";

const infinity: Readonly<Record<string, number>> = {
  "-1": Number.NEGATIVE_INFINITY,
  "1": Number.POSITIVE_INFINITY,
};

/** What DuckDB's Date, Time and Timestamp values count, with the number of them in a second, or the seconds in one. */
const instants: readonly (readonly [name: string, seconds: number, perSecond: bigint])[] = [
  ["days", 86400, 1n],
  ["seconds", 1, 1n],
  ["millis", 1, 1000n],
  ["micros", 1, 1000000n],
  ["nanos", 1, 1000000000n],
];

function safe(value: bigint): number | bigint {
  const near = Number(value);
  return Number.isSafeInteger(near) ? near : value;
}

/** Both the scaled value and the power of ten are exact doubles here, so one division rounds once. */
function decimal(value: bigint, scale: number, text: string): number {
  const near = Number(value);
  return Number.isSafeInteger(near) && scale <= 22 ? near / 10 ** scale : Number(text);
}

/** Whole seconds and the rest are divided apart: nanoseconds since 1970 do not fit a double. */
function toSeconds(count: bigint, seconds: number, perSecond: bigint): number {
  return seconds * (Number(count / perSecond) + Number(count % perSecond) / Number(perSecond));
}

function seconds(value: Readonly<Record<string, unknown>>): number | undefined {
  for (const [name, each, perSecond] of instants) {
    const count = value[name];
    if (typeof count === "number" || typeof count === "bigint") {
      const finite = value.isFinite ?? true;
      return finite === true ? toSeconds(BigInt(count), each, perSecond) : infinity[count > 0 ? "1" : "-1"];
    }
  }
  return undefined;
}

/**
 * A DuckDB value as a plain JavaScript value: integers as numbers (bigints beyond 2^53), decimals as the nearest
 * double, dates and timestamps as seconds since 1970, times as seconds of the day, lists as arrays, structs as objects,
 * the rest as text.
 */
export function plainValue(value: DuckDBValue): unknown {
  if (typeof value === "bigint") {
    return safe(value);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const record = value as unknown as Readonly<Record<string, unknown>>;
  if ("scale" in record) {
    return decimal(record.value as bigint, record.scale as number, value.toString());
  }
  if (Array.isArray(record.items)) {
    return record.items.map((item) => plainValue(item as DuckDBValue));
  }
  if ("months" in record) {
    return value.toString();
  }
  if (record.entries !== null && typeof record.entries === "object" && !Array.isArray(record.entries)) {
    return Object.fromEntries(
      Object.entries(record.entries).map(([name, entry]) => [name, plainValue(entry as DuckDBValue)]),
    );
  }
  return seconds(record) ?? value.toString();
}

/** Appends one vector's values to `into`, as `plainValue` gives them. */
export function appendPlain(vector: DuckDBVector, into: unknown[]): void {
  const count = vector.itemCount;
  for (let i = 0; i < count; i++) {
    into.push(plainValue(vector.getItem(i) as DuckDBValue));
  }
}

/** The validity bits of a vector as DuckDB lays them out, least bit first; null where every row is valid. */
function validityBytes(vector: DuckDBVector): Uint8Array | null {
  const bits = (vector as unknown as { validity: { data: BigUint64Array | null } }).validity.data;
  return bits === null ? null : new Uint8Array(bits.buffer, bits.byteOffset, bits.byteLength);
}

/** Marks in `valid` from `offset` on which of the vector's rows are set; says whether any is not. */
export function readValidity(vector: DuckDBVector, valid: Uint8Array, offset: number): boolean {
  const count = vector.itemCount;
  const bytes = validityBytes(vector);
  if (bytes === null) {
    valid.fill(1, offset, offset + count);
    return false;
  }
  let set = 0;
  for (let i = 0; i < count; i++) {
    const bit = (bytes[i >> 3]! >> (i & 7)) & 1;
    valid[offset + i] = bit;
    set += bit;
  }
  return set < count;
}

/** Copies a DOUBLE vector's values to `into` at `offset`; a null's slot is NaN. */
export function readDoubles(vector: DuckDBVector, into: Float64Array, offset: number): void {
  into.set((vector as unknown as { items: Float64Array }).items, offset);
}

/** The rows of one fetched chunk, or 0 at the end of a stream. */
export function rowsOf(chunk: DuckDBDataChunk | null): number {
  return chunk?.rowCount ?? 0;
}
