import { createHash } from "node:crypto";
import { RelentError } from "@relent/core";
import { type Plan, sealPlan } from "./plan/plan.ts";
import type { PrivateNotice } from "./private/notice.ts";
import type { Profile, Source } from "./profile.ts";
import type { TableSummary } from "./summary/summary.ts";

export const PROFILE_SCHEMA = "relent/profile@1";

interface ProfileFile {
  readonly schema: string;
  /** Hash of the plan and the summary as they are written. */
  readonly seal: string;
  readonly source?: Source;
  readonly private?: PrivateNotice;
  readonly plan: Plan;
  readonly summary: TableSummary;
}

/** JSON has no infinities; where a summary needs one (the range of a temporal column) it is written as text. */
const infinite: Readonly<Record<string, number>> = {
  Infinity: Number.POSITIVE_INFINITY,
  "-Infinity": Number.NEGATIVE_INFINITY,
};

const write = (value: object): string =>
  JSON.stringify(value, (key, part: unknown) =>
    (key === "min" || key === "max") && typeof part === "number" && !Number.isFinite(part)
      ? String(part)
      : part,
  );

const sealOf = ({ plan, summary, source, private: notice }: Profile): string =>
  createHash("sha256")
    .update(write({ plan, summary, source, private: notice }))
    .digest("hex")
    .slice(0, 16);

/** The text of a profile file: counts and edges, never rows. */
export function writeProfile(profile: Profile): string {
  const { plan, summary, source, private: notice } = profile;
  const file: ProfileFile = {
    schema: PROFILE_SCHEMA,
    seal: sealOf(profile),
    ...(source && { source }),
    ...(notice && { private: notice }),
    plan,
    summary,
  };
  return `${write(file)}\n`;
}

function fail(name: string, what: string): never {
  throw new RelentError("incompatible", `profile: ${name} ${what}`);
}

/**
 * Reads a profile file back.
 *
 * Errors: not JSON, another schema or version (with what to do), a plan or counts that were changed after they were sealed.
 */
export function readProfile(text: string, name: string): Profile {
  let file: Partial<ProfileFile>;
  try {
    file = JSON.parse(text, (key, value: unknown) =>
      (key === "min" || key === "max") && typeof value === "string" ? (infinite[value] ?? value) : value,
    ) as Partial<ProfileFile>;
  } catch (cause) {
    throw new RelentError(
      "unreadable",
      `profile: ${name} is not a complete JSON file; make it again with relent profile`,
      {
        cause,
      },
    );
  }
  if (file.schema !== PROFILE_SCHEMA) {
    const found = typeof file.schema === "string" ? `has schema ${file.schema}` : "is not a profile";
    fail(name, `${found}; this relent reads ${PROFILE_SCHEMA}: make it again with relent profile`);
  }
  const { plan, summary, source, private: notice } = file;
  const known = { ...(source && { source }), ...(notice && { private: notice }) };
  if (
    !plan ||
    !summary ||
    file.seal !== sealOf({ plan, summary, ...known }) ||
    sealPlan(plan).hash !== plan.hash
  ) {
    fail(name, "was changed after it was made; make it again with relent profile");
  }
  if (summary.columns.length !== plan.columns.length) {
    fail(name, `holds ${summary.columns.length} columns for a plan of ${plan.columns.length}; make it again`);
  }
  return { plan, summary, ...known };
}

/** Whether a text begins like a profile file. */
export const looksLikeProfile = (text: string): boolean =>
  /^\s*\{\s*"schema"\s*:\s*"relent\/profile@/.test(text.slice(0, 200));
