import { RelentError } from "../../error.ts";
import type { Univariate } from "../distribution.ts";
import { isLawMember, type LawMember } from "../law-member.ts";

/** The law on the line that a composition is made of. */
export function memberOf(fn: string, name: string, law: Univariate): LawMember {
  if (isLawMember(law)) return law;
  throw new RelentError("invalid-argument", `${fn}: ${name} = ${String(law)}; it must be a law on the line`, {
    value: law,
  });
}
