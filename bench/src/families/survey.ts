import { account, kl, RelentError } from "@relent/core";
import { FAMILIES, isUnivariate, type Univariate } from "@relent/core/family";

/** How the divergence of one family from another is found. */
export type Way = "closed" | "moments" | "sum" | "quadrature" | "infinite" | "sampling";

/** One ordered pair of families. */
export interface Pair {
  readonly p: string;
  readonly q: string;
  readonly way: Way;
  /** The quickest of the runs: what the pair costs once it is compiled, undisturbed. */
  readonly milliseconds: number;
}

const WAYS: readonly (readonly [RegExp, Way])[] = [
  [/^(closed form|log-normaliser)/, "closed"],
  [/^moments/, "moments"],
  [/^sum/, "sum"],
  [/^quadrature/, "quadrature"],
];

function wayOf(p: Univariate, q: Univariate): Way {
  try {
    const found = p[account]!("kl", [q], {});
    if (found.value === Number.POSITIVE_INFINITY) return "infinite";
    return WAYS.find(([method]) => method.test(found.method))?.[1] ?? "quadrature";
  } catch (error) {
    if (error instanceof RelentError && error.code === "needs-sampling") return "sampling";
    throw error;
  }
}

function timed(p: Univariate, q: Univariate, runs: number): number {
  let quickest = Number.POSITIVE_INFINITY;
  for (let n = 0; n < runs; n++) {
    const start = performance.now();
    try {
      kl(p, q);
    } catch (error) {
      if (!(error instanceof RelentError)) throw error;
    }
    quickest = Math.min(quickest, performance.now() - start);
  }
  return quickest;
}

/** The nth example of every family on the line or the integers. */
export function members(n: number): Univariate[] {
  return FAMILIES.map(({ make, examples }) => make(...(examples[n] as never[]))).filter(isUnivariate);
}

/** Every ordered pair of families: the first example of one against the second of the other. */
export function survey(runs: number): Pair[] {
  const others = members(1);
  return members(0).flatMap((p) =>
    others.map((q) => ({ p: p.family, q: q.family, milliseconds: timed(p, q, runs), way: wayOf(p, q) })),
  );
}
