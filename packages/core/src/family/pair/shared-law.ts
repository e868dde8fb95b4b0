import { isLawMember, type LawMember } from "../law-member.ts";
import type { Solved } from "./solved.ts";

/** A law and the wider families that hold it, nearest first, each once. */
function within(p: LawMember): readonly LawMember[] {
  const found: LawMember[] = [p];
  for (let i = 0; i < found.length; i++) {
    const { law, parameters } = found[i]!;
    for (const wider of law.within?.(parameters) ?? []) {
      if (isLawMember(wider) && !found.some((one) => one.law === wider.law)) found.push(wider);
    }
  }
  return found;
}

/** What the nearest family that both laws belong to makes of the two, bases of a common map included. */
export function inSharedLaw<T>(
  p: LawMember,
  q: LawMember,
  ask: (p: LawMember, q: LawMember) => T | undefined,
): T | undefined {
  const wider = within(q);
  for (const one of within(p)) {
    for (const other of wider) {
      if (one.law === other.law) {
        const value = ask(one, other);
        if (value !== undefined) return value;
      }
      const a = one.law.image?.(one.parameters);
      const b = other.law.image?.(other.parameters);
      if (a && b && a.map === b.map && isLawMember(a.base) && isLawMember(b.base)) {
        const value = inSharedLaw(a.base, b.base, ask);
        if (value !== undefined) return value;
      }
    }
  }
  return undefined;
}

/** D(p‖q) by the formula of a family that both laws belong to. */
export function klInSharedLaw(p: LawMember, q: LawMember): Solved | undefined {
  return inSharedLaw(p, q, (one, other) => {
    const value = one.law.kl?.(one.parameters, other.parameters);
    if (value === undefined) return undefined;
    return { value, method: `closed form of ${one.law.name}`, error: 4e-15 * Math.abs(value) };
  });
}
