import type { DataType, TimeUnit } from "apache-arrow";

/** How values of one Arrow type go into DuckDB: as `stage` into a table, from there by `sql` to their own type. */
export interface ArrowColumn {
  /** DuckDB's word for the type that the column ends up with. */
  readonly native: string;
  /** The type of the table's column that takes the values. */
  readonly stage:
    | "TINYINT"
    | "SMALLINT"
    | "INTEGER"
    | "BIGINT"
    | "UTINYINT"
    | "USMALLINT"
    | "UINTEGER"
    | "UBIGINT"
    | "FLOAT"
    | "DOUBLE"
    | "BOOLEAN"
    | "VARCHAR";
  /** From the staged column to the native type. */
  readonly sql: (column: string) => string;
  /** One value to be staged; where it is absent, Arrow's buffer holds what DuckDB's wants. */
  readonly value?: (value: unknown) => boolean | number | bigint | string;
}

type Arrow = typeof import("apache-arrow");

const asItIs = (column: string): string => column;

function integer(bits: number, signed: boolean): ArrowColumn {
  const name = ({ 8: "TINYINT", 16: "SMALLINT", 32: "INTEGER", 64: "BIGINT" } as const)[bits]!;
  const stage = signed ? name : (`U${name}` as const);
  return { native: stage, stage, sql: asItIs };
}

function json(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (typeof each === "bigint") {
      return Number.isSafeInteger(Number(each)) ? Number(each) : String(each);
    }
    return ArrayBuffer.isView(each) ? Array.from(each as unknown as ArrayLike<unknown>, String) : each;
  });
}

/** Little-endian 32-bit words, two's complement, as a scaled whole number in text. */
function decimalText(words: Uint32Array, scale: number): string {
  const bits = BigInt(32 * words.length);
  const unsigned = words.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n);
  const value = BigInt.asIntN(Number(bits), unsigned);
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, "0");
  const point = digits.length - scale;
  return `${value < 0n ? "-" : ""}${digits.slice(0, point)}${scale > 0 ? `.${digits.slice(point)}` : ""}`;
}

const perSecond: Readonly<Record<number, number>> = { 0: 1, 1: 1e3, 2: 1e6, 3: 1e9 };

const makeTimestamp: Readonly<Record<number, readonly [native: string, sql: (column: string) => string]>> = {
  0: ["TIMESTAMP_S", (column) => `make_timestamp(${column} * 1000000)::TIMESTAMP_S`],
  1: ["TIMESTAMP_MS", (column) => `make_timestamp_ms(${column})::TIMESTAMP_MS`],
  2: ["TIMESTAMP", (column) => `make_timestamp(${column})`],
  3: ["TIMESTAMP_NS", (column) => `make_timestamp_ns(${column})`],
};

function timestamp(unit: TimeUnit, timezone: string | null | undefined): ArrowColumn {
  const [native, sql] = makeTimestamp[unit]!;
  if (timezone === null || timezone === undefined || timezone === "") {
    return { native, stage: "BIGINT", sql };
  }
  return {
    native: "TIMESTAMP WITH TIME ZONE",
    stage: "BIGINT",
    sql: (column) => `(${sql(column)}::TIMESTAMP AT TIME ZONE 'UTC')`,
  };
}

/** The rule for an Arrow type; dictionaries follow the type of their values. */
export function arrowColumn(arrow: Arrow, type: DataType): ArrowColumn {
  const { DataType: is } = arrow;
  if (is.isDictionary(type)) {
    return arrowColumn(arrow, type.dictionary);
  }
  if (is.isInt(type)) {
    return integer(type.bitWidth, type.isSigned);
  }
  if (is.isFloat(type)) {
    return type.precision === arrow.Precision.DOUBLE
      ? { native: "DOUBLE", stage: "DOUBLE", sql: asItIs }
      : type.precision === arrow.Precision.SINGLE
        ? { native: "FLOAT", stage: "FLOAT", sql: asItIs }
        : { native: "FLOAT", stage: "FLOAT", sql: asItIs, value: Number };
  }
  if (is.isBool(type)) {
    return { native: "BOOLEAN", stage: "BOOLEAN", sql: asItIs, value: Boolean };
  }
  if (is.isUtf8(type) || is.isLargeUtf8(type) || is.isUtf8View(type)) {
    return { native: "VARCHAR", stage: "VARCHAR", sql: asItIs, value: String };
  }
  if (is.isDecimal(type)) {
    const { precision, scale } = type;
    const native = precision <= 38 ? `DECIMAL(${precision},${scale})` : "DOUBLE";
    const value = (words: unknown) => decimalText(words as Uint32Array, scale);
    return { native, stage: "VARCHAR", sql: (column) => `${column}::${native}`, value };
  }
  if (is.isDate(type)) {
    const days = type.unit === arrow.DateUnit.DAY;
    return {
      native: "DATE",
      stage: days ? "INTEGER" : "BIGINT",
      sql: (column) => (days ? `(DATE '1970-01-01' + ${column})` : `make_timestamp_ms(${column})::DATE`),
    };
  }
  if (is.isTimestamp(type)) {
    return timestamp(type.unit, type.timezone);
  }
  if (is.isTime(type)) {
    const scale = 1e6 / perSecond[type.unit]!;
    return {
      native: "TIME",
      stage: type.bitWidth === 32 ? "INTEGER" : "BIGINT",
      sql: (column) =>
        `(TIME '00:00:00' + to_microseconds(${scale >= 1 ? `${column}::BIGINT * ${scale}` : `${column}::BIGINT // ${1 / scale}`}))`,
    };
  }
  if (is.isDuration(type)) {
    return {
      native: "DOUBLE",
      stage: "BIGINT",
      sql: (column) => `${column} / ${perSecond[type.unit]}::DOUBLE`,
    };
  }
  if (is.isNull(type)) {
    return { native: '"NULL"', stage: "BOOLEAN", sql: asItIs, value: Boolean };
  }
  if (is.isBinary(type) || is.isLargeBinary(type) || is.isFixedSizeBinary(type) || is.isBinaryView(type)) {
    const value = (bytes: unknown) => Buffer.from(bytes as Uint8Array).toString("base64");
    return { native: "BLOB", stage: "VARCHAR", sql: (column) => `from_base64(${column})`, value };
  }
  return { native: "JSON", stage: "VARCHAR", sql: (column) => `${column}::JSON`, value: json };
}
