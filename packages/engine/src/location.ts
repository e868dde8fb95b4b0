import { createWriteStream, readdirSync, statSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { RelentError } from "@relent/core";
import { closest } from "./closest.ts";
import { duckdbDialect } from "./dialect.ts";
import type { Location } from "./engine.ts";
import { interrupted } from "./failure.ts";
import { hasDataExtension } from "./format.ts";
import { rowsOf, type Workshop } from "./source.ts";

/** Where a table is, after files, folders, globs and lists have been looked up. */
export type Target =
  | { readonly kind: "files"; readonly name: string; readonly files: readonly string[] }
  | { readonly kind: "table"; readonly name: string; readonly file: string; readonly table: string }
  | { readonly kind: "sql"; readonly name: string; readonly sql: string };

function stat(path: string) {
  return statSync(path, { throwIfNoEntry: false });
}

function filesWithin(doing: string, folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const visible = entries.filter((each) => !each.split(sep).some((part) => /^[._]/.test(part)));
  const files = visible.filter(hasDataExtension).map((each) => join(folder, each));
  if (files.length === 0) {
    throw new RelentError(
      "not-found",
      `${doing}: the folder ${folder} holds no data files; Parquet, CSV, JSON and Arrow files are looked for`,
    );
  }
  return files.sort();
}

function missing(doing: string, path: string): RelentError {
  const folder = dirname(path);
  const siblings = stat(folder)?.isDirectory() ? readdirSync(folder) : undefined;
  const near = closest(basename(path), siblings ?? []);
  const advice =
    siblings === undefined
      ? `the folder ${folder} does not exist either`
      : near.length > 0
        ? `did you mean ${near.map((each) => join(folder, each)).join(" or ")}?`
        : "give a file, a folder, a glob, file.duckdb::table, or - for standard input";
  return new RelentError("not-found", `${doing}: there is no file ${path}; ${advice}`, { value: path });
}

async function glob({ connections, doing, options }: Workshop, pattern: string): Promise<readonly string[]> {
  const files = await connections.use({ doing, name: pattern }, options, (connection) =>
    rowsOf<{ file: string }>(
      connection,
      `SELECT file FROM glob(${duckdbDialect.quoteLiteral(pattern)}) ORDER BY file`,
    ),
  );
  if (files.length === 0) {
    throw new RelentError(
      "not-found",
      `${doing}: no file matches ${pattern}; give a pattern that matches some`,
      {
        value: pattern,
      },
    );
  }
  return files.map(({ file }) => file);
}

/** Standard input can be read once; describing and opening it share one copy. */
async function spoolStandardInput({ temporary, doing, options }: Workshop): Promise<string> {
  const path = join(temporary.path(), "stdin");
  if (stat(path) !== undefined) {
    return path;
  }
  const { signal } = options;
  try {
    await pipeline(process.stdin, createWriteStream(path), signal === undefined ? {} : { signal });
  } catch (cause) {
    throw signal?.aborted ? interrupted(doing, cause) : cause;
  }
  return path;
}

async function filesOf(workshop: Workshop, location: string): Promise<readonly string[]> {
  const { doing } = workshop;
  const found = stat(location);
  if (found?.isDirectory()) {
    return filesWithin(doing, location);
  }
  if (found !== undefined) {
    return [location];
  }
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(location)) {
    throw new RelentError("usage", `${doing}: ${location} is not a local file; download it first`, {
      value: location,
    });
  }
  if (/[*?[]/.test(location)) {
    return glob(workshop, location);
  }
  if (location.includes(",")) {
    const parts = await Promise.all(location.split(",").map((part) => filesOf(workshop, part.trim())));
    return parts.flat();
  }
  throw missing(doing, location);
}

function listName(locations: readonly string[]): string {
  const [first = "", ...rest] = locations;
  return rest.length > 2 ? `${first} and ${rest.length} more` : locations.join(", ");
}

/**
 * Looks up where a table is. A path that exists is taken as it stands, before `::`, `*`, `?`, `[` and `,` have a
 * meaning.
 */
export async function locate(workshop: Workshop, location: Location): Promise<Target> {
  if (typeof location === "string") {
    return locateText(workshop, location);
  }
  if ("sql" in location) {
    const sql = location.sql.replace(/[;\s]+$/, "");
    return { kind: "sql", name: sql.replace(/\s+/g, " "), sql };
  }
  if (location.length === 0) {
    throw new RelentError("usage", `${workshop.doing}: the list of files is empty; give at least one`);
  }
  const files = await Promise.all(location.map((each) => filesOf(workshop, each)));
  return { kind: "files", name: listName(location), files: files.flat() };
}

async function locateText(workshop: Workshop, location: string): Promise<Target> {
  if (location === "-") {
    return { kind: "files", name: "stdin", files: [await spoolStandardInput(workshop)] };
  }
  if (location.trim() === "") {
    throw new RelentError(
      "usage",
      `${workshop.doing}: the location is empty; give a file, a folder or a glob`,
    );
  }
  const at = location.lastIndexOf("::");
  if (at > 0 && stat(location) === undefined) {
    const file = location.slice(0, at);
    if (stat(file) === undefined) {
      throw missing(workshop.doing, file);
    }
    return { kind: "table", name: location, file, table: location.slice(at + 2) };
  }
  return { kind: "files", name: location, files: await filesOf(workshop, location) };
}
