import { RelentError } from "@relent/core";
import type { Engine, Location, RunOptions } from "@relent/engine";
import { checkHash } from "./plan/hash-probe.ts";
import type { PrivateOptions } from "./private/budget.ts";
import { privateProfile } from "./private/private-profile.ts";
import type { PublicColumn } from "./private/public-plan.ts";
import { type Profile, profileLike, profileReference, type Source } from "./profile.ts";
import {
  type Choice,
  checkChoice,
  columnsOf,
  find,
  isChosen,
  isProfile,
  openSide,
  readBy,
  runOf,
} from "./sides.ts";

export interface ProfileTableOptions extends Choice, RunOptions {
  /** SQL condition that rows must meet. */
  readonly where?: string | undefined;
  /** A profile file whose grid is used, so that the two can be compared. */
  readonly like?: string | undefined;
  /** Makes the counts noisy, so that they keep the privacy of single rows; `like` must then be public or private itself. */
  readonly private?: (PrivateOptions & { readonly given?: ReadonlyMap<string, PublicColumn> }) | undefined;
  /** Told what is being done. */
  readonly onPhase?: (phase: string) => void;
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
      "--cluster: a private profile protects single rows, not the rows of a cluster; leave one of the two out",
      { value: options.cluster },
    );
  const planned = like === null || options.private ? null : readBy(like.profile.plan);
  const wanted = (name: string): boolean =>
    planned?.has(name) ?? (isChosen(options, name) || name === options.cluster);
  const side = await openSide(engine, found, options.where, wanted, run);
  if (isProfile(side)) return side.profile;
  const made = like === null ? null : like.profile;
  const source: Source = {
    fields: found.fields.map(({ name, type }) => ({ name, type })),
    where: options.where ?? null,
    columns: options.columns ?? made?.source?.columns ?? null,
    exclude: options.exclude ?? made?.source?.exclude ?? [],
  };
  if (options.private) {
    const { given } = options.private;
    const made = { ...options.private, ...phase, given, like: like?.profile ?? null };
    return { ...(await privateProfile(engine, side.relation, made)), source };
  }
  if (like === null) {
    return {
      ...(await profileReference(engine, side.relation, { ...phase, cluster: options.cluster })),
      source,
    };
  }
  await checkHash(engine, like.profile.plan, like.name);
  return { ...(await profileLike(engine, side.relation, like.profile.plan, phase)), source };
}
