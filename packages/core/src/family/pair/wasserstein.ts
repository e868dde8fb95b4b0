import type { LawMember } from "../law-member.ts";
import { integrate } from "./gauss-kronrod.ts";
import { MOST, oneByOne, rangeOf } from "./integer-sum.ts";
import { inSameFamily } from "./shared-law.ts";
import { derived, firstSharp, infinite, type Solved } from "./solved.ts";

const EDGES = [0, 1, 3, 8, 20, 60, 200, 700];
/** As in quadrature along quantiles: from this rate on ∫ e^{(rate − 1)t} dt diverges. */
const DIVERGES = 1 - 1e-6;

/** Where the quantiles of a law on the integers step, on the axis of t = −log(2u). */
function stepsOf(law: LawMember, upper: boolean): number[] {
  if (!law.support.integers) return [];
  const { low, high } = rangeOf([law]);
  if (!(high - low < 2000)) return [];
  const steps: number[] = [];
  for (let k = low; k <= high; k++) {
    const t = -Math.log(2 * (upper ? law.survival(k) : law.cdf(k)));
    if (t > 0 && t < 700) steps.push(t);
  }
  return steps;
}

/** ∫₀¹ |F⁻¹(u) − G⁻¹(u)|^k du. */
function alongBothQuantiles(p: LawMember, q: LawMember, k: number): Solved | undefined {
  let value = 0;
  let error = 0;
  for (const upper of [false, true]) {
    const gap = (t: number) => {
      const u = 0.5 * Math.exp(-t);
      return upper ? p.upperQuantile(u) - q.upperQuantile(u) : p.quantile(u) - q.quantile(u);
    };
    const far = [128, 256, 512].map((t) => [t, k * Math.log(Math.abs(gap(t)))] as const);
    const seen = far.filter(([, size]) => Number.isFinite(size));
    const [from, to] = seen.slice(-2);
    if (from && to && to[1] > 1 && (to[1] - from[1]) / (to[0] - from[0]) > DIVERGES) {
      return infinite("the integral diverges in a tail");
    }
    const half = integrate(
      (t) => {
        const d = gap(t);
        return Number.isFinite(d)
          ? { value: Math.abs(d) ** k * 0.5 * Math.exp(-t), noise: 0 }
          : { value: 0, noise: 0 };
      },
      [...EDGES, ...stepsOf(p, upper), ...stepsOf(q, upper)].sort((a, b) => a - b),
      1e-13,
    );
    value += half.value;
    error += half.error;
  }
  return { value, method: "quadrature along the quantiles of p and q", error };
}

function alongIntegers(p: LawMember, q: LawMember): Solved | undefined {
  if (!(p.support.integers && q.support.integers)) return undefined;
  const { low, high } = rangeOf([p, q]);
  if (!(high - low < MOST)) return undefined;
  const gap = (n: number) => Math.abs(p.cdf(n) > 0.5 ? q.survival(n) - p.survival(n) : p.cdf(n) - q.cdf(n));
  return { ...oneByOne(gap, low, high), method: `sum over ${high - low + 1} outcomes` };
}

/** W₁ = ∫ |F − G|. */
export function solveWasserstein1(p: LawMember, q: LawMember): Solved {
  return firstSharp("wasserstein1", p, q, [() => alongIntegers(p, q), () => alongBothQuantiles(p, q, 1)]);
}

/** W₂, the root of ∫ (F⁻¹ − G⁻¹)². */
export function solveWasserstein2(p: LawMember, q: LawMember): Solved {
  const squared = firstSharp("wasserstein2", p, q, [
    () =>
      inSameFamily(p, q, (one, other) => {
        const value = one.law.wasserstein2Squared?.(one.parameters, other.parameters);
        if (value === undefined) return undefined;
        return { value, method: `closed form of ${one.law.name}`, error: 4e-15 * value };
      }),
    () => alongBothQuantiles(p, q, 2),
  ]);
  const value = Math.sqrt(squared.value);
  return derived(squared, value, value > 0 ? 0.5 / value : 0);
}
