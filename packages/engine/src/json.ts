import { convert, selectList } from "./conversion.ts";
import { duckdbDialect } from "./dialect.ts";
import { fieldsOf } from "./fields.ts";
import type { Format } from "./format.ts";
import { literalPath } from "./literal-path.ts";
import type { Described, Workshop } from "./source.ts";

const { quoteLiteral } = duckdbDialect;

function readJson(files: readonly string[], compression: Format["compression"], sampleSize: number): string {
  const paths = `[${files.map(literalPath).join(", ")}]`;
  return `read_json(${paths}, compression = ${quoteLiteral(compression === "none" ? "uncompressed" : compression)}, union_by_name = true, sample_size = ${sampleSize}, maximum_object_size = 67108864)`;
}

/** Opens JSON arrays and newline-delimited JSON; all records are looked at where the first ones do not tell the types. */
export async function describeJson(
  workshop: Workshop,
  name: string,
  files: readonly string[],
  { compression }: Format,
): Promise<Described> {
  const { connections, doing, options } = workshop;
  const from = readJson(files, compression, -1);
  const fields = await connections.use({ doing, name }, options, (connection) => fieldsOf(connection, from));
  const source: Described["source"] = (columns, now) =>
    convert(now, name, [`SELECT ${selectList(columns)} FROM ${from}`]);
  return { name, format: "json", fields, rowsHint: null, notes: [], source };
}
