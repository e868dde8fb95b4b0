import { open, readFile } from "node:fs/promises";
import { constants, gunzipSync } from "node:zlib";
import { RelentError } from "@relent/core";
import {
  closest,
  type Description,
  type Engine,
  type Field,
  type Location,
  type OpenOptions,
  type Relation,
  type RunOptions,
} from "@relent/engine";
import type { Plan } from "./plan/plan.ts";
import type { Profile } from "./profile.ts";
import { looksLikeProfile, readProfile } from "./profile-file.ts";

/** A table that was opened in the columns compared, with all the columns that it has. */
export interface TableSide {
  readonly relation: Relation;
  readonly fields: readonly Field[];
}

/** A profile made earlier. */
export interface ProfileSide {
  readonly profile: Profile;
  readonly name: string;
}

/** One side of a comparison. */
export type Side = TableSide | ProfileSide;

export const isProfile = (side: Side | Found): side is ProfileSide => "profile" in side;

/** A side as found at its location, before it is known which columns will be read. */
export type Found =
  | ProfileSide
  | {
      readonly location: Location;
      readonly fields: readonly Field[];
      readonly format: Description["format"];
    };

function textOf(bytes: Buffer, location: string, whole: boolean): string {
  if (!/\.gz$/i.test(location)) return bytes.toString("utf8");
  try {
    return gunzipSync(bytes, whole ? {} : { finishFlush: constants.Z_SYNC_FLUSH }).toString("utf8");
  } catch (cause) {
    throw new RelentError("unreadable", `profile: ${location} is not a complete gzip file; make it again`, {
      cause,
    });
  }
}

const HEAD_BYTES = 4096;

/** The first bytes of a file; null of one that cannot be read, which the engine will then speak of. */
async function headOf(path: string): Promise<Buffer | null> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}

/** Reads the profile in a file; null where the location is something else (a table, a glob, standard input). */
async function profileAt(location: Location): Promise<ProfileSide | null> {
  if (typeof location !== "string" || !/\.json(\.gz)?$/i.test(location)) return null;
  const head = await headOf(location);
  if (head === null || !looksLikeProfile(textOf(head, location, false))) return null;
  const text = textOf(await readFile(location), location, true);
  return { profile: readProfile(text, location), name: location };
}

/** Finds out what stands at a location: a profile, or a table and its columns. */
export async function find(
  engine: Engine,
  location: Location,
  where: string | undefined,
  run: OpenOptions,
): Promise<Found> {
  const profile = await profileAt(location);
  if (profile === null) {
    const { fields, format } = await engine.describe(location, run);
    return { location, fields, format };
  }
  if (where !== undefined) {
    throw new RelentError(
      "usage",
      `diff: ${profile.name} is a profile and has no rows to select; profile the rows that meet ${where} instead`,
    );
  }
  return profile;
}

/** The columns that a side has: a table's fields, or those of the table that a profile was made of. */
export function columnsOf(side: Side | Found): readonly Pick<Field, "name" | "type">[] {
  if (!isProfile(side)) return side.fields;
  const { source, plan } = side.profile;
  const own = plan.columns.filter((c) => c.view === "self");
  return source?.fields ?? own.map((c) => ({ name: c.column, type: c.type }));
}

/** What a profile was asked to hold; a table holds everything. */
export function choiceOf(side: Side): Choice {
  if (!isProfile(side)) return {};
  const { source, plan } = side.profile;
  return {
    columns: source?.columns ?? undefined,
    exclude: source?.exclude,
    cluster: plan.cluster ?? undefined,
  };
}

/** The condition that the rows of a side met, if any. */
export const conditionOf = (side: Side, where: string | undefined): string | null =>
  isProfile(side) ? (side.profile.source?.where ?? null) : (where ?? null);

/** Which columns a person asked for; names that no side has are an error that says the closest ones. */
export interface Choice {
  readonly columns?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
  readonly cluster?: string | undefined;
}

/** Names as far as a line has room for them. */
function listed(names: readonly string[]): string {
  let length = 0;
  const shown = names.filter((name, i) => {
    length += name.length + 2;
    return i === 0 || length <= 160;
  });
  const rest = names.length - shown.length;
  return rest === 0 ? shown.join(", ") : `${shown.join(", ")} and ${rest} more`;
}

export function checkChoice(choice: Choice, names: readonly string[]): void {
  const asked: readonly (readonly [option: string, names: readonly string[]])[] = [
    ["--columns", choice.columns ?? []],
    ["--exclude", choice.exclude ?? []],
    ["--cluster", choice.cluster === undefined ? [] : [choice.cluster]],
  ];
  for (const [option, wanted] of asked) {
    for (const name of wanted) {
      if (names.includes(name)) continue;
      const near = closest(name, names);
      const advice = near.length > 0 ? `did you mean ${near.join(", ")}?` : `there are ${listed(names)}`;
      throw new RelentError("usage", `${option}: there is no column "${name}"; ${advice}`, { value: name });
    }
  }
}

/** Whether a column is compared. */
export const isChosen = (choice: Choice, name: string): boolean =>
  (choice.columns === undefined || choice.columns.includes(name)) &&
  !(choice.exclude ?? []).includes(name) &&
  name !== choice.cluster;

/** The columns that a plan reads, and the one that groups its rows. */
export function readBy(plan: Plan): ReadonlySet<string> {
  return new Set([...plan.columns.map((c) => c.column), ...(plan.cluster === null ? [] : [plan.cluster])]);
}

/** How a piece of work is watched and stopped, of options that say more. */
export const runOf = (options: RunOptions): RunOptions => ({
  ...(options.signal && { signal: options.signal }),
  ...(options.onProgress && { onProgress: options.onProgress }),
});

/** Opens a found table in some of its columns; a profile is ready as it is. */
export async function openSide(
  engine: Engine,
  found: Found,
  where: string | undefined,
  wanted: (name: string) => boolean,
  run: OpenOptions,
): Promise<Side> {
  if (isProfile(found)) return found;
  const columns = found.fields.map((f) => f.name).filter(wanted);
  const relation = await engine.open(found.location, {
    ...run,
    ...(where !== undefined && { where }),
    columns,
  });
  const name = where === undefined ? relation.name : `${relation.name} where ${where}`;
  return { relation: { ...relation, name }, fields: found.fields };
}
