import { type RecordedToken, tells } from "../recording.ts";
import type { Rounding } from "../responses/rounding.ts";
import { boundsOf } from "../truncated/bounds.ts";
import type { ListedMass } from "../truncated/listed-mass.ts";
import { plugIn, scatterSum } from "../truncated/plug-in.ts";
import { massesOf } from "../truncated/row-masses.ts";
import { nameOfAll } from "./token-names.ts";

/** What two truncated lists say about the total variation of the distributions behind them. */
export interface RecordedVariation {
  /** Proved: no two distributions that fit both lists are closer. */
  readonly lower: number;
  /** An estimate: tokens that are not listed differ as those do that both lists hold. */
  readonly likely: number;
  /** Possible: no two distributions that fit are further apart. */
  readonly upper: number;
}

const EXACT: Rounding = { grid: 0 };

const SIDES = ["a token of the reference", "a token of the candidate"] as const;

/** Fewer outcomes in both lists have no scatter to go by. */
const FEWEST = 2;

function likelyVariation(p: ListedMass, q: ListedMass): number | null {
  let common = 0;
  for (const key of p.at.keys()) if (q.at.has(key)) common++;
  if (common < FEWEST) return null;
  const scatter = scatterSum();
  scatter.add(p, q);
  return plugIn(scatter.deviation())(p, q).totalVariation;
}

/**
 * The total variation distance of two distributions of which only the likeliest tokens were recorded.
 *
 * `lower` and `upper` are the distances of the closest and of the furthest pair of distributions that fit both lists (see
 * `truncatedBounds`), `likely` lets unlisted tokens scatter as those in both lists do, and is `upper` where those are fewer
 * than two; whole lists give the distance itself. The token that came counts beside the list. Tokens are told apart by id where all
 * have one, otherwise by text; texts that stand for several tokens of a list count as not listed.
 *
 * @returns null where a side tells nothing at that place.
 * @throws RelentError "unreadable" for a list that adds up to more than 1.
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
  roundings: readonly [reference: Rounding, candidate: Rounding] = [EXACT, EXACT],
): RecordedVariation | null {
  if (!tells(reference) || !tells(candidate)) return null;
  const [p, q] = massesOf(
    { base: reference, model: candidate },
    nameOfAll([reference, candidate]),
    roundings,
    SIDES,
  );
  const { low, high } = boundsOf(p, q).totalVariation;
  const likely = likelyVariation(p, q) ?? high;
  return { lower: low, likely: Math.min(high, Math.max(low, likely)), upper: high };
}
