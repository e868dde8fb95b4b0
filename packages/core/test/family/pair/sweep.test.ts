import { describe, expect, it } from "vitest";
import type { LawMember } from "../../../src/family/law-member.ts";
import { solveEntropy } from "../../../src/family/pair/entropy.ts";
import { fDivergenceOfLaws } from "../../../src/family/pair/f-divergence.ts";
import { solveKl } from "../../../src/family/pair/kl.ts";
import { lineIntegral } from "../../../src/family/pair/line-integral.ts";
import { outside } from "../../../src/family/pair/outside.ts";
import { KL_TERM } from "../../../src/family/pair/ratio-term.ts";
import { linear } from "../laws.ts";

const laws = linear(0);
const partners = linear(1);

/** Whether two figures are one, as far as the second is known. */
function agree(value: number, other: { readonly value: number; readonly error: number }): boolean {
  if (other.error > 1e-8) return true;
  return value === other.value || Math.abs(value - other.value) <= 1e-9 * Math.max(1, Math.abs(value));
}

/** The pairs whose closed or moment answer integration contradicts. */
function contradictions(p: LawMember): string[] {
  return partners.flatMap((q) => {
    const solved = solveKl(p, q);
    if (/^(quadrature|sum)/.test(solved.method) || outside(p, q) !== undefined) return [];
    const summed = fDivergenceOfLaws(p, q, KL_TERM);
    return agree(solved.value, summed)
      ? []
      : [`${p} against ${q}: ${solved.value} by ${solved.method}, ${summed.value} by ${summed.method}`];
  });
}

describe.each(laws.map((law) => [law.family, law] as const))("%s", (_name, p) => {
  it("has an exact divergence from every other family, the same in closed form as by integration", () => {
    expect(contradictions(p)).toEqual([]);
  });

  it("is at divergence 0 from itself", () => {
    expect(solveKl(p, p).value).toBe(0);
    expect(fDivergenceOfLaws(p, p, KL_TERM).value).toBe(0);
  });

  if (!p.support.integers) {
    it("has mass 1, and the entropy that integration gives", () => {
      const mass = lineIntegral([p], { logWeight: ([own]) => own!, at: () => 1 });
      expect(Math.abs(mass.value - 1)).toBeLessThan(1e-11);
      const entropy = lineIntegral([p], { logWeight: ([own]) => own!, at: ([own]) => -own! });
      expect(Math.abs(solveEntropy(p).value - entropy.value)).toBeLessThan(1e-10);
    });
  }
});
