import { toCsv } from "./csv.ts";
import { fault } from "./fault.ts";
import { toHtml } from "./html.tsx";
import { toJson } from "./json.ts";
import { toJunit } from "./junit.ts";
import { toMarkdown } from "./markdown.ts";
import type { Report } from "./model.ts";
import { toPrometheus } from "./prometheus.ts";

/** A file format that a report can be written in. */
export interface Format {
  readonly name: string;
  readonly render: (report: Report) => string;
}

/** The formats by file extension, as `-o` takes them. */
export const FORMATS: Readonly<Record<string, Format>> = {
  ".html": { name: "HTML", render: toHtml },
  ".json": { name: "JSON", render: toJson },
  ".md": { name: "Markdown", render: toMarkdown },
  ".csv": { name: "CSV", render: toCsv },
  ".xml": { name: "JUnit", render: toJunit },
  ".prom": { name: "Prometheus", render: toPrometheus },
};

/**
 * Finds the format of a file by its extension, in either case.
 *
 * Throws `usage`, listing the known extensions, where it has another or none.
 *
 * @example
 * ```ts
 * formatFor("reports/june.html").name // "HTML"
 * ```
 */
export function formatFor(path: string): Format {
  const extension = /\.[^./\\]*$/.exec(path)?.[0].toLowerCase() ?? "";
  const format = Object.hasOwn(FORMATS, extension) ? FORMATS[extension] : undefined;
  if (format !== undefined) return format;
  const got = extension === "" ? "has no extension" : `ends in ${extension}`;
  const known = Object.entries(FORMATS).map(([key, { name }]) => `${key} (${name})`);
  throw fault("usage", `formatFor: ${JSON.stringify(path)} ${got}; known are ${known.join(", ")}`);
}
