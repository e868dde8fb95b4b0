import type { LawMember } from "../law-member.ts";

/** Where p has mass and q has none, in words; undefined if there is no such place. */
export function outside(p: LawMember, q: LawMember): string | undefined {
  if (p.support.integers !== q.support.integers) {
    return p.support.integers
      ? `${p} sits on the integers and ${q} has a density`
      : `${p} has a density and ${q} sits on the integers`;
  }
  if (p.support.low < q.support.low) return `${p} has mass below ${q.support.low}, where ${q} has none`;
  if (p.support.high > q.support.high) return `${p} has mass above ${q.support.high}, where ${q} has none`;
  for (const [low, high] of q.support.gaps ?? []) {
    if (p.cdf(high) > p.cdf(low)) return `${p} has mass between ${low} and ${high}, where ${q} has none`;
  }
  return undefined;
}
