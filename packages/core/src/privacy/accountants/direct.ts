import { bracketedRoot } from "../../scalar/index.ts";
import type { PrivacyEvent } from "../event.ts";
import type { CountedPair, LossPair } from "../loss/loss-pair.ts";
import { directionsOf } from "../parts.ts";

/** The greatest loss. */
export function supremum({ infinite, atoms, density, mu }: LossPair): number {
  if (infinite > 0 || mu !== undefined) return Infinity;
  return Math.max(density?.high ?? -Infinity, atoms.at(-1)?.loss ?? -Infinity);
}

/** Σ count · greatest loss of one direction. */
export function greatestSum(pairs: readonly CountedPair[]): number {
  return pairs.reduce((sum, { pair, count }) => sum + count * supremum(pair), 0);
}

/** Σ count · greatest loss in the worse direction: ε of an event at δ = 0. */
export function pureEpsilon(event: PrivacyEvent): number {
  return Math.max(0, ...(directionsOf(event)?.map(greatestSum) ?? [Infinity]));
}

/** δ(ε) = P(L > ε) − e^ε Q(L > ε) of one use. */
function hockeyStick({ infinite, atoms, density }: LossPair, epsilon: number): number {
  const [p, q] = density?.mass(epsilon, Infinity) ?? [0, 0];
  let sum = infinite + Math.max(0, p - (q === 0 ? 0 : Math.exp(epsilon) * q));
  for (const atom of atoms) if (atom.loss > epsilon) sum += -atom.p * Math.expm1(epsilon - atom.loss);
  return Math.min(1, sum);
}

function usedOnce(event: PrivacyEvent): readonly LossPair[] | undefined {
  const directions = directionsOf(event);
  const once = directions?.every((pairs) => pairs.length === 1 && pairs[0]!.count === 1);
  return once ? directions!.map((pairs) => pairs[0]!.pair) : undefined;
}

/** δ(ε) if the event is one mechanism used once. */
export function directDelta(event: PrivacyEvent, epsilon: number): number | undefined {
  const pairs = usedOnce(event);
  return pairs && Math.max(...pairs.map((pair) => hockeyStick(pair, epsilon)));
}

/** ε(δ) if the event is one mechanism used once. */
export function directEpsilon(event: PrivacyEvent, delta: number): number | undefined {
  const pairs = usedOnce(event);
  if (pairs === undefined) return undefined;
  const gap = (epsilon: number) => Math.max(...pairs.map((pair) => hockeyStick(pair, epsilon))) - delta;
  if (gap(0) <= 0) return 0;
  if (pairs.some(({ infinite }) => infinite >= delta)) return Infinity;
  let high = 1;
  while (gap(high) > 0) high *= 2;
  return bracketedRoot(gap, 0, high);
}
