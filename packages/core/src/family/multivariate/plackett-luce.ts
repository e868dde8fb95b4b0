import { RelentError } from "../../error.ts";
import { centredKl } from "../centred-kl.ts";
import { POSITIVE } from "../parameter.ts";
import { checkedVector } from "./checked-vector.ts";
import type { Multivariate, VectorLaw } from "./vector-law.ts";
import { vectorMember, wrongLength } from "./vector-member.ts";
import { written } from "./written.ts";

/** Sums over all sets of this many items are made. */
const MOST = 20;

/** Σ over the sets of items that may be left when one is chosen of P(the set) · f(the items in it). */
function overStages(weights: Float64Array, f: (left: readonly number[]) => number): number {
  const n = weights.length;
  if (n > MOST) {
    throw new RelentError(
      "needs-sampling",
      `plackettLuce: ${n} items; sums over their sets are made up to ${MOST}, and estimateKl(p, q, { seed }) answers KL by sampling`,
      { value: n },
    );
  }
  const full = 2 ** n - 1;
  const chance = new Float64Array(full + 1);
  chance[full] = 1;
  let sum = 0;
  for (let set = full; set > 0; set--) {
    const left = Array.from({ length: n }, (_, i) => i).filter((i) => (set >> i) & 1);
    const total = left.reduce((all, i) => all + weights[i]!, 0);
    for (const i of left) chance[set ^ (1 << i)]! += (chance[set]! * weights[i]!) / total;
    if (left.length > 1) sum += chance[set]! * f(left);
  }
  return sum;
}

const isRanking = (x: readonly number[], n: number): boolean =>
  x.every((i) => Number.isInteger(i) && i >= 0 && i < n) && new Set(x).size === n;

const PLACKETT_LUCE: VectorLaw<Float64Array, readonly number[]> = {
  name: "plackettLuce",
  on: "labels",
  dimension: (weights) => weights.length,
  write: (weights) => written("plackettLuce", weights),
  refusePoint: (x, weights) => wrongLength(x, weights.length),
  logDensity(x, weights) {
    if (!isRanking(x, weights.length)) return Number.NEGATIVE_INFINITY;
    let left = 0;
    let log = 0;
    for (const i of [...x].reverse()) {
      left += weights[i]!;
      log += Math.log(weights[i]! / left);
    }
    return log;
  },
  sample: (random, weights) =>
    Array.from(weights, (weight, i) => ({ i, time: -Math.log(random.uniform()) / weight }))
      .sort((a, b) => a.time - b.time)
      .map(({ i }) => i),
  entropy: (weights) =>
    overStages(weights, (left) => {
      const total = left.reduce((all, i) => all + weights[i]!, 0);
      return left.reduce((sum, i) => sum - (weights[i]! / total) * Math.log(weights[i]! / total), 0);
    }),
  kl: (p, q) =>
    overStages(p, (left) => {
      const own = left.map((i) => p[i]!);
      // a factor common to all weights of q is common to all ratios, and cancels
      const ratios = left.map((i) => {
        const change = (q[i]! - p[i]!) / p[i]!;
        return Math.abs(change) < 0.5 ? Math.log1p(change) : Math.log(q[i]! / p[i]!);
      });
      return centredKl(own, ratios, 0);
    }),
};

/**
 * The Plackett–Luce law on rankings: items are chosen one after the other, each in proportion to its weight among those left.
 *
 * Points are the items in the order of choice, `[2, 0, 1]`. D(p‖q) is the sum over the sets that may be left of P(set) times
 * the divergence of the next choice: exact for up to 20 items, every term at least 0.
 *
 * @param weights - One for each item, above 0; a common factor does not matter.
 * @throws RelentError "invalid-argument" for other weights; "needs-sampling" from `kl` and `entropy` for more items.
 * @see Plackett, Appl. Statist. 24 (1975) 193.
 * @example
 * ```ts
 * kl(plackettLuce([2, 1]), plackettLuce([1, 1])) // 0.05663301226513249
 * plackettLuce([1, 1, 1]).entropy() // 1.7917594692280547
 * ```
 */
export function plackettLuce(weights: ArrayLike<number>): Multivariate {
  const values = checkedVector("plackettLuce", "weights", weights, POSITIVE);
  return vectorMember(PLACKETT_LUCE, values) as unknown as Multivariate;
}
