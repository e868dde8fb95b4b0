import { RelentError } from "@relent/core";
import type { Engine, Field, Location, RunOptions } from "@relent/engine";
import { checkHash } from "./plan/hash-probe.ts";
import { type PrivateProfileOptions, privateProfile } from "./private/private-profile.ts";
import { type ColumnType, safeTypes } from "./private/types.ts";
import { type Profile, profileLike, profileReference, type Source } from "./profile.ts";
import {
  type Choice,
  checkChoice,
  columnsOf,
  type Found,
  find,
  isChosen,
  isProfile,
  openSide,
  type ProfileSide,
  readBy,
  runOf,
} from "./sides.ts";

export interface ProfileTableOptions extends Choice, RunOptions {
  /** SQL condition that rows must meet. */
  readonly where?: string | undefined;
  /** A profile file whose grid is used, so that the two can be compared. */
  readonly like?: string | undefined;
  /** Makes the counts noisy, so that they keep the privacy of single rows; `like` must then be public or private itself. */
  readonly private?:
    | (Pick<PrivateProfileOptions, "epsilon" | "delta" | "noise" | "given" | "shares" | "unit"> & {
        /** Types of the columns of a text file, which would else be guessed from its rows. */
        readonly types?: ReadonlyMap<string, ColumnType> | undefined;
      })
    | undefined;
  /** Told what is being done. */
  readonly onPhase?: (phase: string) => void;
}

/** What table a profile was made of, as it says itself. */
function sourceOf(
  fields: readonly Pick<Field, "name" | "type">[],
  options: ProfileTableOptions,
  like: Profile | null,
): Source {
  return {
    fields: fields.map(({ name, type }) => ({ name, type })),
    where: options.where ?? null,
    columns: options.columns ?? like?.source?.columns ?? null,
    exclude: options.exclude ?? like?.source?.exclude ?? [],
  };
}

/** Opens a table by types that tell nothing of its rows, and profiles it with noise. */
async function profilePrivately(
  engine: Engine,
  table: Exclude<Found, ProfileSide>,
  options: ProfileTableOptions & { readonly private: NonNullable<ProfileTableOptions["private"]> },
  like: Profile | null,
): Promise<Profile> {
  const { where, private: asked } = options;
  const { unit, types = new Map() } = asked;
  const run = runOf(options);
  const planned = like?.private ? readBy(like.plan) : null;
  const read = (name: string): boolean =>
    (planned?.has(name) ?? isChosen(options, name)) || name === unit?.column;
  // a condition may read any column
  const needed = (name: string): boolean => where !== undefined || read(name);
  const safe = safeTypes(table.format, table.fields, needed, types, like);
  const typed = { ...run, ...(safe.types && { types: safe.types }) };
  const found = safe.types ? await find(engine, table.location, where, typed) : table;
  const side = await openSide(engine, found, where, read, typed);
  if (isProfile(side)) return side.profile;
  const made = await privateProfile(engine, side.relation, {
    ...run,
    ...(options.onPhase && { onPhase: options.onPhase }),
    ...asked,
    like,
    types: safe.from,
  });
  // the types of other columns of a text file would be guessed ones
  const told = safe.types ? side.fields.filter(({ name }) => safe.types?.[name] !== undefined) : side.fields;
  return { ...made, source: sourceOf(told, options, like) };
}

/**
 * The mergeable summary of a table with the plan it was made by: counts per cell and value, never rows.
 *
 * Compared later, it gives the same result as the table would. Errors: `like` is no profile, a chosen column that the
 * table lacks, whatever the engine cannot read.
 */
export async function profileTable(
  engine: Engine,
  location: Location,
  options: ProfileTableOptions = {},
): Promise<Profile> {
  const run = runOf(options);
  const phase = { ...run, ...(options.onPhase && { onPhase: options.onPhase }) };
  const like = options.like === undefined ? null : await find(engine, options.like, undefined, run);
  if (like !== null && !isProfile(like)) {
    throw new RelentError(
      "usage",
      `--like: ${options.like} is not a profile; make one with relent profile DATA -o FILE.json`,
    );
  }
  const found = await find(engine, location, options.where, run);
  if (isProfile(found)) {
    throw new RelentError("usage", `profile: ${found.name} is a profile already; profile takes a table`);
  }
  checkChoice(
    options,
    columnsOf(found).map((f) => f.name),
  );
  if (options.private && options.cluster !== undefined)
    throw new RelentError(
      "usage",
      "--cluster: a private profile tells no clusters of its rows; give --unit to protect all rows of one together",
      { value: options.cluster },
    );
  const made = like === null ? null : like.profile;
  if (options.private) return profilePrivately(engine, found, { ...options, private: options.private }, made);
  const planned = like === null ? null : readBy(like.profile.plan);
  const wanted = (name: string): boolean =>
    planned?.has(name) ?? (isChosen(options, name) || name === options.cluster);
  const side = await openSide(engine, found, options.where, wanted, run);
  if (isProfile(side)) return side.profile;
  if (like === null) {
    return {
      ...(await profileReference(engine, side.relation, { ...phase, cluster: options.cluster })),
      source: sourceOf(found.fields, options, made),
    };
  }
  await checkHash(engine, like.profile.plan, like.name);
  return {
    ...(await profileLike(engine, side.relation, like.profile.plan, phase)),
    source: sourceOf(found.fields, options, made),
  };
}
