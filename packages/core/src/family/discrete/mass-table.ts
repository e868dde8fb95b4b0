import { RelentError } from "../../error.ts";
import type { Random } from "../../random/index.ts";

/** The masses of a law on the integers from `low` on, with the sums from either end. */
interface MassTable {
  readonly low: number;
  readonly masses: Float64Array;
  /** P(X ≤ low + i). */
  readonly lower: Float64Array;
  /** P(X ≥ low + i), and a 0 at the end. */
  readonly upper: Float64Array;
}

function tabulate(low: number, masses: Float64Array): MassTable {
  const n = masses.length;
  const lower = new Float64Array(n);
  const upper = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) lower[i] = (lower[i - 1] ?? 0) + masses[i]!;
  for (let i = n - 1; i >= 0; i--) upper[i] = upper[i + 1]! + masses[i]!;
  return { low, masses, lower, upper };
}

const MOST = 1e7;

/** The masses of all outcomes from low to high, in a table that must not be too long. */
export function massesFrom(
  family: string,
  low: number,
  high: number,
  logMass: (k: number) => number,
): { readonly low: number; readonly masses: Float64Array } {
  const n = high - low + 1;
  if (n > MOST) {
    throw new RelentError(
      "invalid-argument",
      `${family}: there are ${n} outcomes; sums over them are made up to ${MOST}`,
      { value: n },
    );
  }
  return { low, masses: Float64Array.from({ length: n }, (_, i) => Math.exp(logMass(low + i))) };
}

/** The first place at which a rising condition holds; n if none. */
function firstPlace(n: number, holds: (i: number) => boolean): number {
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** What a law needs that is a matter of adding masses. */
export interface Tabled<V> {
  cdf(x: number, values: V): number;
  survival(x: number, values: V): number;
  quantile(u: number, values: V): number;
  upperQuantile(u: number, values: V): number;
  sample(random: Random, values: V): number;
  mean(values: V): number;
  variance(values: V): number;
}

/** Everything that is a sum of masses, from a table made once for each member. */
export function tabled<V extends object>(
  masses: (values: V) => { readonly low: number; readonly masses: Float64Array },
): Tabled<V> {
  const known = new WeakMap<V, MassTable>();
  const tableOf = (values: V): MassTable => {
    let table = known.get(values);
    if (!table) {
      const made = masses(values);
      table = tabulate(made.low, made.masses);
      known.set(values, table);
    }
    return table;
  };
  const quantile = (u: number, values: V): number => {
    const { low, lower } = tableOf(values);
    return (
      low +
      Math.min(
        firstPlace(lower.length, (i) => lower[i]! >= u),
        lower.length - 1,
      )
    );
  };
  const mean = (values: V): number => {
    const { low, masses } = tableOf(values);
    return low + masses.reduce((sum, mass, i) => sum + mass * i, 0);
  };
  const within = (i: number, n: number) => Math.min(Math.max(i, 0), n);
  return {
    cdf(x, values) {
      const { low, lower } = tableOf(values);
      return x < low ? 0 : lower[within(x - low, lower.length - 1)]!;
    },
    survival(x, values) {
      const { low, upper } = tableOf(values);
      return upper[within(x - low + 1, upper.length - 1)]!;
    },
    quantile,
    upperQuantile(u, values) {
      const { low, masses, upper } = tableOf(values);
      return low + firstPlace(masses.length - 1, (i) => upper[i + 1]! <= u);
    },
    sample: (random, values) => quantile(random.uniform(), values),
    mean,
    variance(values) {
      const { low, masses } = tableOf(values);
      const centre = mean(values) - low;
      return masses.reduce((sum, mass, i) => sum + mass * (i - centre) ** 2, 0);
    },
  };
}
