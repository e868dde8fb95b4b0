import type { Univariate } from "./distribution.ts";
import type { Law } from "./law.ts";

/** A law on the line together with the record it was made from. */
export interface LawMember extends Univariate {
  readonly law: Law<string>;
}

/** Whether a value was made by `univariate`. */
export function isLawMember(value: unknown): value is LawMember {
  return typeof value === "object" && value !== null && "law" in value;
}
