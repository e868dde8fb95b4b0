import { RelentError } from "../../error.ts";
import { answer, type Family } from "../../protocol.ts";
import { logSumExp } from "../../scalar/log-sum-exp.ts";

/** A component: a law that tells its entropy, its divergences from others, and how much it overlaps with them. */
interface Component extends Family {
  entropy(): number;
}

/** A mixture, by its components. */
export interface Components {
  readonly weights: readonly number[];
  readonly components: readonly Family[];
}

/** What the components' pairwise divergences tell of D(p‖q), in nats. */
export interface MixtureKlBounds {
  /** The highest of 0 and Durrieu's lower bound. */
  readonly lower: number;
  /** The least of the upper bounds: pairwise, Durrieu's, by convexity. */
  readonly upper: number;
  /** Hershey and Olsen's variational approximation; neither a lower nor an upper bound. */
  readonly variational: number;
  /** Goldberger's: each component of p against its best match in q; an approximation. */
  readonly matching: number;
  /** Upper bound from the cross-entropy and entropy bounds of Kolchinsky and Tracey. */
  readonly pairwise: number;
  /** Upper bound Σ weights p and q of D between the components. */
  readonly convexity: number;
}

type Row = readonly number[];

/** Σ aᵢ log Σ bⱼ exp(−tableᵢⱼ). */
function meanLog(a: Row, b: Row, table: readonly Row[]): number {
  return a.reduce(
    (sum, weight, i) =>
      weight === 0 ? sum : sum + weight * logSumExp(b.map((other, j) => Math.log(other) - table[i]![j]!)),
    0,
  );
}

/**
 * Bounds and approximations of D(p‖q) between mixtures, from divergences between their components.
 *
 * With D the components' divergences, B their Bhattacharyya distances and −log t = −log ∫ fg their overlaps:
 * variational Σ πₐ log(Σ π exp(−D) / Σ ω exp(−D)); Durrieu's Σ πₐ log(Σ π exp(−D) / Σ ω t) − Σ πₐ H ≤ D(p‖q)
 * ≤ Σ πₐ log(Σ π t / Σ ω exp(−D)) + Σ πₐ H; pairwise D(p‖q) ≤ Σ πₐ log(Σ π exp(−B) / Σ ω exp(−D)).
 *
 * @throws RelentError "invalid-argument" where a component is no family that answers for itself.
 * @see Hershey & Olsen, ICASSP (2007) IV-317; Durrieu, Thiran & Kelly, ICASSP (2012) 4833; Kolchinsky & Tracey, Entropy 19 (2017) 361; Goldberger et al., ICCV (2003) 487.
 * @example
 * ```ts
 * const p = mixture([0.3, 0.7], [normal(-1, 0.5), normal(2, 1)])
 * const q = mixture([0.5, 0.5], [normal(-1, 1), normal(1, 1)])
 * mixtureKlBounds(p, q).variational // 0.4825482259037628
 * ```
 */
export function mixtureKlBounds(p: Components, q: Components): MixtureKlBounds {
  const [f, g] = [p.components, q.components].map((components, which) =>
    components.map((one, i): Component => {
      if (answer in one && "entropy" in one) return one as Component;
      throw new RelentError(
        "invalid-argument",
        `mixtureKlBounds: component ${i} of ${which === 0 ? "p" : "q"} is ${String(one)}; it must be a law`,
        { index: i, value: one },
      );
    }),
  ) as [Component[], Component[]];
  const table = (measure: string, to: readonly Component[]) =>
    f.map((one) => to.map((other) => one[answer](measure, [other], {})));
  const own = table("kl", f);
  const cross = table("kl", g);
  const near = table("bhattacharyya", f);
  const entropy = p.weights.reduce((sum, weight, i) => sum + weight * f[i]!.entropy(), 0);
  const toOwn = meanLog(p.weights, p.weights, own);
  const toQ = meanLog(p.weights, q.weights, cross);
  const lower = toOwn - meanLog(p.weights, q.weights, table("overlap", g)) - entropy;
  const durrieu = meanLog(p.weights, p.weights, table("overlap", f)) - toQ + entropy;
  const pairwise = meanLog(p.weights, p.weights, near) - toQ;
  const convexity = p.weights.reduce(
    (sum, weight, i) => sum + weight * q.weights.reduce((row, other, j) => row + other * cross[i]![j]!, 0),
    0,
  );
  const matching = p.weights.reduce(
    (sum, weight, i) =>
      sum + weight * Math.min(...q.weights.map((other, j) => cross[i]![j]! + Math.log(weight / other))),
    0,
  );
  return {
    lower: Math.max(0, lower),
    upper: Math.min(durrieu, pairwise, convexity),
    variational: toOwn - toQ,
    matching,
    pairwise,
    convexity,
  };
}
