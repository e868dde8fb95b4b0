import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

/** What is drawn. */
export interface Drawn {
  readonly rows: number;
  readonly classes: number;
}

const uniform = (k: string): string =>
  `(((hash(i * 64 + ${k}) >> 11)::DOUBLE + 0.5) * 1.1102230246251565e-16)`;
const normal = (k: number): string =>
  `sqrt(-2 * ln(${uniform(String(2 * k))})) * cos(6.283185307179586 * ${uniform(String(2 * k + 1))})`;

/** A label drawn evenly, logits of a model that is somewhat too unsure: a signal of 2 among standard normal noise, times 1.5, and their probabilities. */
export function predictionsSql({ rows, classes }: Drawn): string {
  const each = Array.from({ length: classes }, (_, k) => k);
  const label = `floor(${uniform("63")} * ${classes})::INTEGER`;
  const logits = each.map((k) => `exp(1.5 * (${normal(k)} + 2 * (y = ${k})::INTEGER)) AS e${k}`);
  const total = each.map((k) => `e${k}`).join(" + ");
  const shares = each.map((k) => `e${k} / total AS p_${k}`);
  return `SELECT y, ${shares.join(", ")} FROM (SELECT *, ${total} AS total FROM (SELECT y, ${logits.join(", ")} FROM (SELECT range AS i, ${label.replaceAll("(i *", "(range *")} AS y FROM range(${rows}))))`;
}

/** Writes the predictions as Parquet, whole or not at all; the same rows and classes give the same file. */
export async function generate(path: string, drawn: Drawn): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const instance = await DuckDBInstance.create(":memory:", {
    threads: "2",
    memory_limit: "600MB",
    temp_directory: join(dirname(path), ".spill"),
  });
  const connection = await instance.connect();
  try {
    const part = `${path}.part`;
    await connection.run(
      `COPY (${predictionsSql(drawn)}) TO '${part.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`,
    );
    await rename(part, path);
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(join(dirname(path), ".spill"), { recursive: true, force: true });
  }
}
