import type { RecordedToken } from "../recording.ts";
import { candidateNames, listedLogs, type NameOf } from "./token-names.ts";

/** What two truncated lists prove about the total variation of the distributions behind them. */
export interface VariationBounds {
  readonly lower: number;
  readonly upper: number;
}

/** A truncated distribution: some tokens' probabilities, what is left for all others, and what each of those is below. */
interface Listed {
  readonly shares: ReadonlyMap<number | string, number>;
  readonly rest: number;
  readonly cap: number;
}

function listed(place: RecordedToken, nameOf: NameOf): Listed | null {
  const logs = listedLogs(place, nameOf);
  if (logs.size === 0) return null;
  const shares = new Map([...logs].map(([name, log]) => [name, Math.exp(log)] as const));
  let told = 0;
  for (const share of shares.values()) told += share;
  const rest = Math.max(0, 1 - told);
  const least = place.candidates.reduce((low, { logProbability }) => Math.min(low, logProbability), 0);
  return { shares, rest, cap: place.candidates.length > 0 ? Math.min(rest, Math.exp(least)) : rest };
}

/** Sums over the tokens that `p` tells, against `q`. */
function against(p: Listed, q: Listed): { more: number; alone: number; aloneOverCap: number } {
  const sums = { more: 0, alone: 0, aloneOverCap: 0 };
  for (const [name, share] of p.shares) {
    const other = q.shares.get(name);
    if (other === undefined) {
      sums.alone += share;
      sums.aloneOverCap += Math.max(0, share - q.cap);
    } else sums.more += Math.max(0, share - other);
  }
  return sums;
}

const clamp = (x: number): number => Math.min(1, Math.max(0, x));

/**
 * Bounds on the total variation distance of two distributions of which only the likeliest tokens are told.
 *
 * A: tokens told on both sides; B, C: on one side alone; r, s: what is left untold; c: the least of the other list, above
 * which none of its untold tokens lies. Lower: the largest of Σ_A(p − q)₊ + Σ_B(p − c)₊, Σ_A(p − q)₊ + Σ_B p − s,
 * the same with the sides exchanged, and the distance with all but A as one outcome. Upper: the smaller of
 * Σ_A(p − q)₊ + Σ_B p + r and its mirror image. Whole lists give the distance itself. Tokens are told apart by id where
 * all have one, otherwise by text; rounding may make a list weigh more than 1, whose rest then is 0.
 *
 * @returns null where a side tells nothing at that place.
 *
 * @example
 * ```ts
 * const at = (p) => ({ id: 1, text: "a", logProbability: Math.log(p), candidates: [] });
 * const { lower, upper } = recordedVariation(at(0.9), at(0.7));
 * [lower, upper].map((x) => x.toFixed(2)) // ["0.20", "0.30"]
 * ```
 */
export function recordedVariation(
  reference: RecordedToken,
  candidate: RecordedToken,
): VariationBounds | null {
  const nameOf = candidateNames([reference, candidate]);
  const p = listed(reference, nameOf);
  const q = listed(candidate, nameOf);
  if (p === null || q === null) return null;
  const there = against(p, q);
  const back = against(q, p);
  const surplus = Math.max(0, p.rest + there.alone - (q.rest + back.alone));
  const lower = clamp(
    Math.max(
      there.more + Math.max(there.aloneOverCap, there.alone - q.rest, surplus),
      back.more + Math.max(back.aloneOverCap, back.alone - p.rest),
    ),
  );
  const upper = clamp(Math.min(there.more + there.alone + p.rest, back.more + back.alone + q.rest));
  return { lower, upper: Math.max(lower, upper) };
}
