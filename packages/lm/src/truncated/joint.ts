import { RelentError } from "@relent/core";
import type { ListedMass } from "./listed-mass.ts";

/**
 * Two lists over one set of outcomes: those of either list, and last the unseen ones as one. Between which ends P and Q
 * of each lie.
 */
export interface Joint {
  readonly length: number;
  readonly pLow: Float64Array;
  readonly pHigh: Float64Array;
  readonly qLow: Float64Array;
  readonly qHigh: Float64Array;
  /** Outcomes in both lists come first, then those of P alone, those of Q alone, and the unseen. */
  readonly both: number;
  readonly onlyP: number;
  readonly onlyQ: number;
  /** Whether there is any outcome in neither list. */
  readonly unseen: boolean;
}

/** Most mass of the unseen outcomes together. */
const mostUnseen = ({ restHigh, cap }: ListedMass, count: number): number =>
  count === 0 || cap === 0 ? 0 : Math.min(restHigh, count * cap);

/** Where all that is listed and may be unlisted does not reach 1, the high ends are raised to (short floats add up so). */
function reach(high: Float64Array): void {
  const sum = high.reduce((all, one) => all + one, 0);
  if (sum < 1) for (let i = 0; i < high.length; i++) high[i]! /= sum;
}

/**
 * Lays two lists side by side; `vocabulary` is the number of outcomes that there are, Infinity where it is not known.
 *
 * @throws RelentError "invalid-argument" where the lists hold more outcomes than the vocabulary.
 */
export function jointOf(p: ListedMass, q: ListedMass, vocabulary: number = Infinity): Joint {
  const shared = [...p.at].flatMap(([key, i]) => {
    const j = q.at.get(key);
    return j === undefined ? [] : [[i, j] as const];
  });
  const alone = [...p.at].filter(([key]) => !q.at.has(key)).map(([, i]) => i);
  const others = [...q.at].filter(([key]) => !p.at.has(key)).map(([, j]) => j);
  const listed = shared.length + alone.length + others.length;
  const left = vocabulary - listed;
  if (left < 0) {
    throw new RelentError(
      "invalid-argument",
      `truncatedBounds: vocabulary = ${vocabulary}; the two lists hold ${listed} outcomes, and it must be at least that`,
      { value: vocabulary },
    );
  }
  const column = (): Float64Array => new Float64Array(listed + 1);
  const [pLow, pHigh, qLow, qHigh] = [column(), column(), column(), column()];
  let at = 0;
  const put = (a: readonly [number, number], b: readonly [number, number]): void => {
    [pLow[at], pHigh[at], qLow[at], qHigh[at]] = [...a, ...b];
    at += 1;
  };
  const ofP = (i: number) => [p.low[i]!, p.high[i]!] as const;
  const ofQ = (j: number) => [q.low[j]!, q.high[j]!] as const;
  for (const [i, j] of shared) put(ofP(i), ofQ(j));
  for (const i of alone) put(ofP(i), [0, q.cap]);
  for (const j of others) put([0, p.cap], ofQ(j));
  put([0, mostUnseen(p, left)], [0, mostUnseen(q, left)]);
  reach(pHigh);
  reach(qHigh);
  return {
    length: listed + 1,
    pLow,
    pHigh,
    qLow,
    qHigh,
    both: shared.length,
    onlyP: alone.length,
    onlyQ: others.length,
    unseen: pHigh[listed]! > 0 || qHigh[listed]! > 0,
  };
}
