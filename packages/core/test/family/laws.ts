import { COMPOSITIONS, FAMILIES, type FamilyEntry } from "../../src/family/families.ts";
import { isLawMember, type LawMember } from "../../src/family/law-member.ts";

/** Every family and composition. */
export const ENTRIES: readonly FamilyEntry[] = [...FAMILIES, ...COMPOSITIONS];

/** The law of an entry's nth example. */
export function example(entry: FamilyEntry, n: number): unknown {
  return entry.make(...(entry.examples[n] as never[]));
}

/** The nth example of every family on the line or the integers. */
export function linear(n: number): LawMember[] {
  return ENTRIES.map((entry) => example(entry, n)).filter(isLawMember);
}
