import type { ExponentialForm } from "../law.ts";
import type { LawMember } from "../law-member.ts";
import { inSharedLaw } from "./shared-law.ts";
import type { Solved } from "./solved.ts";

/** Of a sum of terms: each is off by a few units in its last place. */
const ROUNDING = 2e-15;

function sumOf(terms: readonly number[], method: string): Solved | undefined {
  const value = terms.reduce((sum, term) => sum + term, 0);
  if (Number.isNaN(value)) return undefined;
  const size = terms.reduce((sum, term) => sum + Math.abs(term), 0);
  return { value, method, error: Number.isFinite(value) ? ROUNDING * size : 0 };
}

interface Both {
  readonly form: ExponentialForm<string>;
  readonly p: readonly number[];
  readonly q: readonly number[];
  readonly mean: readonly number[];
  readonly name: string;
}

function inExponentialForm(
  p: LawMember,
  q: LawMember,
  ask: (both: Both) => Solved | undefined,
): Solved | undefined {
  return inSharedLaw(p, q, (one, other) => {
    const form = one.law.exponential;
    if (form === undefined) return undefined;
    return ask({
      form,
      p: form.natural(one.parameters),
      q: form.natural(other.parameters),
      mean: form.meanStatistics(one.parameters),
      name: one.law.name,
    });
  });
}

/** D(p‖q) = A(η_q) − A(η_p) − ⟨η_q − η_p, ∇A(η_p)⟩, the Bregman divergence of the log-normaliser. */
export function klAsBregman(p: LawMember, q: LawMember): Solved | undefined {
  return inExponentialForm(p, q, ({ form, p: a, q: b, mean, name }) =>
    sumOf(
      [form.logNormaliser(b), -form.logNormaliser(a), ...a.map((eta, i) => (eta - b[i]!) * mean[i]!)],
      `log-normaliser of ${name}`,
    ),
  );
}

/** log ∫ p^α q^(1−α) = A(αη_p + (1 − α)η_q) − αA(η_p) − (1 − α)A(η_q); Infinity outside the natural parameters. */
export function logAffinityOfNormalisers(p: LawMember, q: LawMember, alpha: number): Solved | undefined {
  return inExponentialForm(p, q, ({ form, p: a, q: b, name }) => {
    const between = a.map((eta, i) => alpha * eta + (1 - alpha) * b[i]!);
    return sumOf(
      [form.logNormaliser(between), -alpha * form.logNormaliser(a), -(1 - alpha) * form.logNormaliser(b)],
      `log-normaliser of ${name}`,
    );
  });
}
