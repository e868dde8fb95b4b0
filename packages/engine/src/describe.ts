import { RelentError } from "@relent/core";
import { describeArrow } from "./arrow.ts";
import { describeCsv } from "./csv.ts";
import { describeTable } from "./database.ts";
import { type Format, sniff } from "./format.ts";
import { describeJson } from "./json.ts";
import type { Target } from "./location.ts";
import { describeParquet } from "./parquet.ts";
import type { Described, Workshop } from "./source.ts";
import { describeStatement } from "./statement.ts";

type Describe = (
  workshop: Workshop,
  name: string,
  files: readonly string[],
  formats: readonly Format[],
) => Promise<Described>;

const byFormat: Readonly<Record<Format["format"], Describe>> = {
  parquet: describeParquet,
  csv: describeCsv,
  json: (workshop, name, files, formats) => describeJson(workshop, name, files, formats[0]!),
  arrow: describeArrow,
  duckdb: (workshop, name, files) => describeTable(workshop, name, files[0]!, undefined),
};

function sniffAll(doing: string, files: readonly string[]): readonly Format[] {
  return files.map((file) => {
    try {
      return sniff(doing, file);
    } catch (cause) {
      if (cause instanceof RelentError) {
        throw cause;
      }
      const denied = (cause as NodeJS.ErrnoException).code === "EACCES";
      const what = denied
        ? "may not be read by this user; permission was denied"
        : `cannot be read: ${(cause as Error).message}`;
      throw new RelentError("unreadable", `${doing}: ${file} ${what}`, { cause });
    }
  });
}

function sameFormat(doing: string, files: readonly string[], formats: readonly Format[]): Format["format"] {
  const [first] = formats;
  const index = formats.findIndex((each) => each.format !== first!.format);
  if (index > 0) {
    throw new RelentError(
      "usage",
      `${doing}: ${files[index]} is ${formats[index]!.format} and ${files[0]} is ${first!.format}; files read as one table must be of one format, so give a glob that matches one`,
      { index },
    );
  }
  return first!.format;
}

/** Looks at a target's bytes and metadata and says what table it is. */
export async function describeTarget(workshop: Workshop, target: Target): Promise<Described> {
  if (target.kind === "sql") {
    return describeStatement(workshop, target.name, target.sql);
  }
  if (target.kind === "table") {
    return describeTable(workshop, target.name, target.file, target.table);
  }
  const formats = sniffAll(workshop.doing, target.files);
  const format = sameFormat(workshop.doing, target.files, formats);
  return byFormat[format](workshop, target.name, target.files, formats);
}
