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

type Ask<T> = (p: LawMember, q: LawMember) => T | undefined;

/** What the nearest family that both laws belong to makes of the two. */
export function inSameFamily<T>(p: LawMember, q: LawMember, ask: Ask<T>): T | undefined {
  const wider = within(q);
  for (const one of within(p)) {
    const other = wider.find(({ law }) => law === one.law);
    const value = other && ask(one, other);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The same, where the question does not see a map that both laws are images under: also for the bases of such images. */
export function inSharedLaw<T>(p: LawMember, q: LawMember, ask: Ask<T>): T | undefined {
  const near = inSameFamily(p, q, ask);
  if (near !== undefined) return near;
  const wider = within(q);
  for (const one of within(p)) {
    const a = one.law.image?.(one.parameters);
    if (a === undefined || !isLawMember(a.base)) continue;
    for (const other of wider) {
      const b = other.law.image?.(other.parameters);
      if (b === undefined || a.map !== b.map || !isLawMember(b.base)) continue;
      const value = inSharedLaw(a.base, b.base, ask);
      if (value !== undefined) return value;
    }
  }
  return undefined;
}

/** D(p‖q) by the formula of a family that both laws belong to. */
export function klInSharedLaw(p: LawMember, q: LawMember): Solved | undefined {
  return inSharedLaw(p, q, (one, other) => {
    const value = one.law.kl?.(one.parameters, other.parameters);
    if (value === undefined || Number.isNaN(value)) return undefined;
    return { value, method: `closed form of ${one.law.name}`, error: 4e-15 * Math.abs(value) };
  });
}
