import type { Support } from "../distribution.ts";

/** The least integer from low to high for which a condition holds that, once true, stays true; high if none before it. */
export function leastInteger(
  holds: (x: number) => boolean,
  guess: number,
  low: number,
  high: number,
): number {
  let below = low - 1;
  let above = high;
  let at = Math.min(Math.max(Math.floor(guess), low), high);
  const up = !holds(at);
  for (let step = 1; ; step *= 2) {
    if (up) below = at;
    else above = at;
    const next = up ? Math.min(at + step, high) : Math.max(at - step, low);
    if (next === at) break;
    at = next;
    if (holds(at) === up) {
      if (up) above = at;
      else below = at;
      break;
    }
  }
  while (above - below > 1) {
    const middle = below + Math.floor((above - below) / 2);
    if (middle === below || middle === above) break;
    if (holds(middle)) above = middle;
    else below = middle;
  }
  return above;
}

interface Tails<V> {
  cdf(x: number, values: V): number;
  survival?(x: number, values: V): number;
  mean(values: V): number;
  variance(values: V): number;
}

/** Both quantiles of a law on integers by search on its tails, from where its mean lies. */
export function searchedQuantiles<V>(
  tails: Tails<V>,
  support: (values: V) => Support,
): {
  quantile(u: number, values: V): number;
  upperQuantile(u: number, values: V): number;
} {
  const search = (values: V, holds: (x: number) => boolean) => {
    const { low, high } = support(values);
    const mean = tails.mean(values);
    return leastInteger((x) => x >= high || holds(x), Number.isFinite(mean) ? mean : low, low, high);
  };
  const survival = (x: number, values: V) => tails.survival?.(x, values) ?? 1 - tails.cdf(x, values);
  return {
    quantile: (u, values) => search(values, (x) => tails.cdf(x, values) >= u),
    upperQuantile: (u, values) => search(values, (x) => survival(x, values) <= u),
  };
}
