import type { LawMember } from "../../../src/family/law-member.ts";
import { halfLineIntegral, unitIntegral } from "../../../src/scalar/double-exponential.ts";

const SPLITS = [0.02, 0.15, 0.5, 0.85, 0.98];

const splits = new WeakMap<LawMember, readonly number[]>();

function splitsOf(law: LawMember): readonly number[] {
  const known = splits.get(law) ?? SPLITS.map((u) => law.quantile(u));
  splits.set(law, known);
  return known;
}

/** ∫ f(x) density(x) dx between two points; what is not finite counts nothing: an end where f or the density is singular. */
export function partialExpectation(
  law: LawMember,
  f: (x: number) => number,
  from: number,
  to: number,
): number {
  const term = (x: number): number => {
    const value = f(x) * Math.exp(law.logDensity(x));
    return Number.isFinite(value) ? value : 0;
  };
  const inner = splitsOf(law);
  const unit = inner[inner.length - 1]! - inner[0]!;
  if (from === -Infinity) return halfLineIntegral((s) => term(to - s * unit)) * unit;
  if (to === Infinity) return halfLineIntegral((s) => term(from + s * unit)) * unit;
  const width = to - from;
  return width * unitIntegral((s, rest) => term(s < 0.5 ? from + s * width : to - rest * width));
}

/** E f(X) by quadrature on the density alone, begun anew at its knots and at `corners` of f; quantiles only say where to split. */
export function expectation(
  law: LawMember,
  f: (x: number) => number,
  corners: readonly number[] = [],
): number {
  const { low, high } = law.support;
  const knots = [...(law.law.knots?.(law.parameters) ?? []), ...corners].filter((x) => x > low && x < high);
  const edges = [low, ...[...splitsOf(law), ...knots].sort((a, b) => a - b), high];
  let sum = 0;
  for (let i = 1; i < edges.length; i++) {
    if (edges[i]! > edges[i - 1]!) sum += partialExpectation(law, f, edges[i - 1]!, edges[i]!);
  }
  return sum;
}
