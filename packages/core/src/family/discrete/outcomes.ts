import { centredKl } from "../centred-kl.ts";

type LogMass = (k: number) => number;

/** An interval of integers. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

const NEGLIGIBLE = 52;

/** The integers around the mode of a unimodal law outside which less than 10⁻²⁰ of it lies. */
export function window(logMass: LogMass, guess: number, { low, high }: Range): Range {
  let mode = Math.min(Math.max(Math.floor(guess), low), high);
  while (mode < high && logMass(mode + 1) > logMass(mode)) mode++;
  while (mode > low && logMass(mode - 1) > logMass(mode)) mode--;
  const least = logMass(mode) - NEGLIGIBLE;
  let first = mode;
  let last = mode;
  while (first > low && logMass(first) > least) first--;
  while (last < high && logMass(last) > least) last++;
  return { low: first, high: last };
}

/** Σ f(k) over a range. */
export function sumOver({ low, high }: Range, f: (k: number) => number): number {
  let sum = 0;
  for (let k = low; k <= high; k++) sum += f(k);
  return sum;
}

/** −Σ p log p over a range. */
export function entropyOver(range: Range, logMass: LogMass): number {
  let total = 0;
  const entropy = sumOver(range, (k) => {
    const log = logMass(k);
    const mass = Math.exp(log);
    total += mass;
    return mass === 0 ? 0 : -mass * log;
  });
  return entropy / total + Math.log(total);
}

/**
 * D(p‖q) of two laws on integers by the sum over a range that holds p.
 *
 * @param outside - Ranges where q has mass that matters and p none.
 * @param logRatio - log(q/p) up to a constant, where it is known better than by subtraction.
 */
export function klOver(
  range: Range,
  logP: LogMass,
  logQ: LogMass,
  outside: readonly Range[] = [],
  logRatio: LogMass = (k) => logQ(k) - logP(k),
): number {
  const n = range.high - range.low + 1;
  const masses = new Float64Array(n);
  const ratios = new Float64Array(n);
  let kl = 0;
  for (let i = 0; i < n; i++) {
    const k = range.low + i;
    const log = logP(k);
    masses[i] = Math.exp(log);
    if (masses[i] === 0) continue;
    ratios[i] = logRatio(k);
    kl += masses[i]! * (log - logQ(k));
  }
  if (kl > 0.1) return kl;
  const rest = outside.reduce((sum, one) => sum + sumOver(one, (k) => Math.exp(logQ(k))), 0);
  if (rest < 1e-16 * Math.max(kl, 1e-5)) return centredKl(masses, ratios, 0);
  for (let i = 0; i < n; i++) if (masses[i] !== 0) ratios[i] = logQ(range.low + i) - logP(range.low + i);
  return centredKl(masses, ratios, rest);
}
