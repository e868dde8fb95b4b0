/** What is looked at of each place: the listed probabilities of P, largest first, the certain KL and the plug-in one. */
export interface ListedPlace {
  readonly masses: readonly number[];
  readonly low: number;
  readonly plugIn: number;
}

/** How long lists would have to be. */
export interface LengthNeeded {
  /** The list's length now: the most common one. */
  readonly length: number;
  /** The part of the plug-in KL that is certain now. */
  readonly share: number;
  /** The part that is asked for. */
  readonly wanted: number;
  /** If the mass that is not listed goes on falling with the logarithm of k; null where it does not fall. */
  readonly low: number | null;
  /** If it falls as a power of k, more slowly. */
  readonly high: number | null;
}

function commonest(lengths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const length of lengths) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0])[0];
}

const mean = (places: readonly ListedPlace[], of: (place: ListedPlace) => number): number =>
  places.reduce((sum, place) => sum + of(place), 0) / places.length;

/** Mass outside the first k, on average. */
const outside = (places: readonly ListedPlace[], k: number): number =>
  mean(places, ({ masses }) => Math.max(0, 1 - masses.slice(0, k).reduce((sum, one) => sum + one, 0)));

/**
 * Estimates how many of the likeliest tokens would have to be recorded for `wanted` of the plug-in KL to be certain.
 *
 * What is missing from certainty is the scatter inside the mass that is not listed, so that it falls as that mass does.
 * The mass at k and at k/2 is read off P's lists and carried on in two ways, along ln k and as a power of k; real tails
 * fall between the two. An estimate: the lists say nothing of what lies behind them.
 */
export function lengthNeeded(places: readonly ListedPlace[], wanted: number = 0.9): LengthNeeded | null {
  const length = commonest(places.map(({ masses }) => masses.length));
  const long = places.filter(({ masses }) => masses.length >= length);
  const plugIn = mean(long, (place) => place.plugIn);
  if (length < 2 || !(plugIn > 0) || plugIn === Infinity) return null;
  const share = Math.min(1, mean(long, ({ low }) => low) / plugIn);
  if (share >= wanted) return { length, share, wanted, low: length, high: length };
  const half = Math.ceil(length / 2);
  const [now, before] = [outside(long, length), outside(long, half)];
  const aim = (now * (1 - wanted)) / (1 - share);
  const step = Math.log(length / half);
  const even = (before - now) / step;
  const power = Math.log(before / now) / step;
  const reach = (logarithm: number): number | null =>
    Number.isFinite(logarithm) && logarithm < 15 ? Math.ceil(length * Math.exp(logarithm)) : null;
  return {
    length,
    share,
    wanted,
    low: even > 0 ? reach((now - aim) / even) : null,
    high: power > 0 ? reach(Math.log(now / aim) / power) : null,
  };
}

/** It in words, for the notes of a table. */
export function neededSentence({ length, share, wanted, low, high }: LengthNeeded): string {
  const now = `at k = ${length} ${Math.round(100 * share)} % of the plug-in D(base ‖ model) is certain`;
  const aim = `${Math.round(100 * wanted)} %`;
  if (share >= wanted) return `${now}: the lists are long enough for ${aim}`;
  if (low === null) return `${now}; how long the lists would have to be for ${aim} cannot be told from them`;
  const most = high === null ? " or far more" : high === low ? "" : ` to ${high}`;
  return `${now}; for ${aim} the lists would have to be about ${low}${most} tokens long (estimated from how their tails fall)`;
}
