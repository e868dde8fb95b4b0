export { closest } from "./closest.ts";
export { type Dialect, duckdbDialect } from "./dialect.ts";
export { type DuckdbOptions, duckdb } from "./duckdb.ts";
export type * from "./engine.ts";
export { onExitRemove, type TemporaryFolder, temporaryFolder } from "./temporary.ts";
export { checkWritable, writeWhole } from "./write.ts";
export { type WriteParquetOptions, type WrittenColumn, writeParquet } from "./write-parquet.ts";
