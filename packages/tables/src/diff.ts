import { RelentError } from "@relent/core";
import type { Engine, Field, Location, RunOptions } from "@relent/engine";
import { diffProfiles, type SchemaChange } from "./compare/diff-profiles.ts";
import type { CompareOptions } from "./compare/options.ts";
import type { DiffResult } from "./compare/result.ts";
import { checkHash } from "./plan/hash-probe.ts";
import { type Profile, profileLike, profileReferenceLike, profileTogether } from "./profile.ts";
import {
  type Choice,
  checkChoice,
  choiceOf,
  columnsOf,
  conditionOf,
  find,
  isChosen,
  isProfile,
  openSide,
  readBy,
  runOf,
  type Side,
} from "./sides.ts";
import { typeGroup } from "./summary/type-group.ts";

export interface DiffOptions extends CompareOptions, Choice, RunOptions {
  /** SQL conditions that the rows of each side must meet. */
  readonly whereReference?: string | undefined;
  readonly whereCurrent?: string | undefined;
  /** Told what is being done. */
  readonly onPhase?: (phase: string) => void;
}

/** Columns that only one side has, and those whose types cannot be laid side by side. */
export function schemaChanges(
  reference: readonly Pick<Field, "name" | "type">[],
  current: readonly Pick<Field, "name" | "type">[],
): SchemaChange[] {
  const now = new Map(current.map((f) => [f.name, f]));
  const then = new Set(reference.map((f) => f.name));
  const changes: SchemaChange[] = [];
  for (const { name, type } of reference) {
    const other = now.get(name);
    if (other === undefined)
      changes.push({ name, type, verdict: "only in reference", reason: "missing from current" });
    else if (typeGroup(other.type) !== typeGroup(type)) {
      changes.push({
        name,
        type,
        verdict: "type changed",
        reason: `${type} in the reference, ${other.type} in current`,
      });
    }
  }
  for (const { name, type } of current) {
    if (!then.has(name))
      changes.push({ name, type, verdict: "only in current", reason: "not in the reference" });
  }
  return changes;
}

interface BothSides {
  readonly reference: Side;
  readonly current: Side;
}

async function openSides(
  engine: Engine,
  reference: Location,
  current: Location,
  options: DiffOptions,
): Promise<BothSides> {
  const run = runOf(options);
  options.onPhase?.("reading schemas");
  const then = await find(engine, reference, options.whereReference, run);
  const now = await find(engine, current, options.whereCurrent, run);
  const names = (side: typeof then): string[] => columnsOf(side).map((f) => f.name);
  checkChoice(options, [...new Set([...names(then), ...names(now)])]);
  const given = isProfile(then) ? then.profile : isProfile(now) ? now.profile : null;
  const shared = new Set(names(then).filter((name) => names(now).includes(name)));
  if (given !== null && options.cluster !== undefined && options.cluster !== given.plan.cluster) {
    throw new RelentError(
      "incompatible",
      `--cluster: the profile ${given.plan.cluster === null ? "has no clusters" : `is clustered by ${given.plan.cluster}`}; ` +
        `make it again with --cluster ${options.cluster}`,
    );
  }
  const plan = given === null ? null : readBy(given.plan);
  const wanted = (name: string): boolean =>
    plan === null
      ? (shared.has(name) && isChosen(options, name)) || name === options.cluster
      : plan.has(name);
  options.onPhase?.("opening reference");
  const left = await openSide(engine, then, options.whereReference, wanted, run);
  options.onPhase?.("opening current");
  return { reference: left, current: await openSide(engine, now, options.whereCurrent, wanted, run) };
}

async function countSides(
  engine: Engine,
  sides: BothSides,
  options: DiffOptions,
): Promise<{ readonly reference: Profile; readonly current: Profile }> {
  const { reference, current } = sides;
  const run = { ...runOf(options), ...(options.onPhase && { onPhase: options.onPhase }) };
  for (const side of [reference, current]) {
    if (isProfile(side)) await checkHash(engine, side.profile.plan, side.name);
  }
  if (isProfile(reference)) {
    const then = reference.profile;
    if (isProfile(current)) return { reference: then, current: current.profile };
    return { reference: then, current: await profileLike(engine, current.relation, then.plan, run) };
  }
  if (isProfile(current)) {
    const now = current.profile;
    return { reference: await profileReferenceLike(engine, reference.relation, now.plan, run), current: now };
  }
  const counting = { ...run, cluster: options.cluster };
  const [then, now] = await profileTogether(engine, reference.relation, [current.relation], counting);
  return { reference: then, current: now! };
}

/** Only some columns of a profile, so that columns can be chosen when it is compared, too. */
function selected(profile: Profile, names: ReadonlySet<string>): Profile {
  const keep = profile.plan.columns.map((c) => names.has(c.column));
  return {
    plan: { ...profile.plan, columns: profile.plan.columns.filter((_, k) => keep[k]) },
    summary: { ...profile.summary, columns: profile.summary.columns.filter((_, k) => keep[k]) },
    ...(profile.private && { private: profile.private }),
  };
}

/**
 * How far the table at `current` has moved from the one at `reference`, column by column, in bits a row.
 *
 * A location is a file (Parquet, CSV, JSON, Arrow), a glob, `file.duckdb::table` or a saved profile, whose plan is then
 * used for the other side. The same location may stand twice, told apart by `whereReference` and `whereCurrent`.
 * Errors: a column that no side has, profiles on different grids, whatever the engine cannot read.
 */
export async function diff(
  engine: Engine,
  reference: Location,
  current: Location,
  options: DiffOptions = {},
): Promise<DiffResult> {
  const sides = await openSides(engine, reference, current, options);
  const { reference: then, current: now } = await countSides(engine, sides, options);
  const choices: readonly Choice[] = [options, choiceOf(sides.reference), choiceOf(sides.current)];
  const chosen = (side: Side) => columnsOf(side).filter((f) => choices.every((c) => isChosen(c, f.name)));
  const [before, after] = [chosen(sides.reference), chosen(sides.current)];
  if (before.length + after.length === 0) {
    throw new RelentError(
      "usage",
      "diff: no column is left to compare; --columns and --exclude name the same ones",
    );
  }
  const empty = then.summary.rows === 0 || now.summary.rows === 0;
  const changes = schemaChanges(before, after).filter((c) => !(empty && c.verdict === "type changed"));
  const kept = new Set(before.map((f) => f.name));
  options.onPhase?.("comparing");
  const split =
    conditionOf(sides.reference, options.whereReference) !== null &&
    conditionOf(sides.current, options.whereCurrent) !== null;
  return diffProfiles(selected(now, kept), selected(then, kept), changes, { split, ...options });
}
