import type { LossDensity, LossPair } from "./loss-pair.ts";

/** Which way a loss is moved onto the grid. */
export type Rounding = "pessimistic" | "optimistic";

/** A loss on the points (start + offset + k)·interval. */
export interface GridLoss {
  readonly start: number;
  /** In units of the interval, in [0, 1). */
  readonly offset: number;
  readonly mass: Float64Array;
  readonly infinite: number;
}

/** Between which losses the grid lies, and how fine it is. */
export interface Grid {
  readonly low: number;
  readonly high: number;
  readonly interval: number;
}

/** Losses this near to a point of the grid, in intervals, are on it: what rounding makes of a lattice. */
const SNAP = 1e-9;

/**
 * Splits every loss between the points beside it so that the masses under P and under Q both stay: a spread of dQ/dP,
 * which dominates (Doroshenko, Ghazi, Kamath, Kumar & Manurangsi, arXiv 2207.04380).
 */
function pessimistic({ atoms, density, infinite }: LossPair, { low, high, interval }: Grid): GridLoss {
  const start = Math.floor(low / interval + SNAP);
  const end = Math.max(start + 1, Math.ceil(high / interval - SNAP));
  const mass = new Float64Array(end - start + 1);
  const width = -Math.expm1(-interval);
  let lost = infinite;
  const put = (cell: number, p: number, share: number) => {
    const up = p * Math.min(1, Math.max(0, share));
    mass[cell]! += p - up;
    if (up > 0) mass[cell + 1]! += up;
  };
  for (const { loss, p } of atoms) {
    const place = loss / interval - start;
    const cell = Math.floor(place + SNAP);
    if (cell < 0) mass[0]! += p;
    else if (place > mass.length - 1 + SNAP) lost += p;
    else put(cell, p, place - cell > SNAP ? -Math.expm1(-interval * (place - cell)) / width : 0);
  }
  if (density !== undefined) {
    mass[0]! += density.mass(-Infinity, start * interval)[0];
    lost += density.mass(end * interval, Infinity)[0];
    for (let k = 0; k < end - start; k++) {
      const at = (start + k) * interval;
      // where the next cell begins, to the last digit: an atom may stand there
      const [p, q] = density.mass(at, (start + k + 1) * interval);
      if (p > 0) put(k, p, at > 700 ? 1 : (1 - (q / p) * Math.exp(at)) / width);
    }
  }
  return { start, offset: 0, mass, infinite: lost };
}

/** The offset in [0, 1) to which flooring places costs the least, on average. */
function bestOffset(places: readonly number[], weights: readonly number[]): number {
  const bins = 4096;
  const total = new Float64Array(bins);
  const least = new Float64Array(bins).fill(1);
  places.forEach((place, i) => {
    const rest = place - Math.floor(place + SNAP);
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(rest * bins)));
    total[bin]! += weights[i]!;
    least[bin] = Math.min(least[bin]!, Math.max(0, rest));
  });
  const all = total.reduce((sum, x) => sum + x, 0);
  let best = 0;
  let gain = 0;
  let before = 0;
  for (let bin = 0; bin < bins; bin++) {
    if (total[bin] !== 0 && least[bin]! - before / all > gain) {
      gain = least[bin]! - before / all;
      best = least[bin]!;
    }
    before += total[bin]!;
  }
  return best;
}

/** A loss in intervals, with its mass under P. */
interface Placed {
  readonly place: number;
  readonly p: number;
}

/** Half cells of a density, each merged to the loss of its whole (data processing). */
function halves(density: LossDensity, start: number, end: number, interval: number): Placed[] {
  const parts: Placed[] = [];
  const last = 2 * (end - start);
  for (let k = 0; k < last; k++) {
    const from = start + k / 2;
    const to = start + (k + 1) / 2;
    const [p, q] = density.mass(from * interval, to * interval);
    const place = p > 0 && q > 0 ? Math.min(to, Math.max(from, Math.log(p / q) / interval)) : from;
    if (p > 0) parts.push({ place, p });
  }
  parts.push({ place: end, p: density.mass(end * interval, Infinity)[0] });
  return parts;
}

/** How far above a point of the grid, in intervals, a loss may lie and still be merged into it. */
const NEAR = 2.5;

/**
 * Merges losses below and above each point of the grid in such shares that the loss of the whole is the point itself:
 * data processing that keeps the masses under P and under Q, so that the sum's error is of second order in the interval.
 */
function balanced(parts: readonly Placed[], start: number, end: number, interval: number): Float64Array {
  const mass = new Float64Array(end - start + 1);
  let next = 0;
  /** The share of `parts[next]` that is left. */
  let left = 1;
  for (let k = start; k <= end && next < parts.length; k++) {
    // Σ (p e^{k − place} − p) over what is merged: e^k Q − P in units that do not overflow
    let debt = 0;
    let sum = 0;
    while (next < parts.length && parts[next]!.place <= k + SNAP) {
      const { place, p } = parts[next]!;
      sum += left * p;
      debt += left * p * Math.expm1(Math.max(0, k - place) * interval);
      next++;
      left = 1;
    }
    while (debt > 0 && next < parts.length && parts[next]!.place < k + NEAR) {
      const { place, p } = parts[next]!;
      const gain = -p * Math.expm1((k - place) * interval);
      if (left * gain > debt) {
        const share = debt / gain;
        sum += share * p;
        left -= share;
        debt = 0;
      } else {
        sum += left * p;
        debt -= left * gain;
        next++;
        left = 1;
      }
    }
    // what found nothing above to be merged with is moved down
    mass[debt > 0 ? Math.max(0, k - start - 1) : k - start]! += sum;
  }
  return mass;
}

/** Where, in [0, 1) of an interval, the part lies that weighs most: many steps are near 0 in all but a few of them. */
function heaviest(parts: readonly Placed[], tilt: number): number {
  let best = -Infinity;
  let at = 0;
  for (const { place, p } of parts) {
    const weight = Math.log(p) + tilt * place;
    if (weight > best) {
      best = weight;
      at = place;
    }
  }
  return at - Math.floor(at);
}

/**
 * Moves atoms down to a grid whose offset suits most of them; a density is merged so that nothing is moved.
 *
 * @param tilt - Weights e^{tilt·L} say which losses matter.
 */
function optimistic(
  { atoms, density, infinite }: LossPair,
  { low, high, interval }: Grid,
  tilt: number,
): GridLoss {
  const start = Math.floor(low / interval + SNAP);
  const end = Math.max(start + 1, Math.ceil(high / interval - SNAP));
  const inside = atoms.flatMap(({ loss, p }) =>
    p > 0 && loss / interval >= start - SNAP ? [{ place: Math.min(loss / interval, end), p }] : [],
  );
  if (density !== undefined) {
    const parts = [...inside, ...halves(density, start, end, interval)].sort((a, b) => a.place - b.place);
    const offset = heaviest(parts, tilt * interval);
    const moved = parts.map(({ place, p }) => ({ place: place - offset, p }));
    return { start: start - 1, offset, mass: balanced(moved, start - 1, end, interval), infinite };
  }
  const places = inside.map(({ place }) => place);
  const offset = bestOffset(
    places,
    inside.map(({ p, place }) => p * Math.exp(Math.min(700, tilt * (place - end) * interval))),
  );
  const mass = new Float64Array(end - start + 2);
  for (const { place, p } of inside) mass[Math.floor(place - offset + SNAP) - start + 1]! += p;
  return { start: start - 1, offset, mass, infinite };
}

/** A loss on a grid: "pessimistic" has every δ(ε) of every composition from above, "optimistic" from below. */
export function gridLoss(pair: LossPair, grid: Grid, rounding: Rounding, tilt: number): GridLoss {
  return rounding === "pessimistic" ? pessimistic(pair, grid) : optimistic(pair, grid, tilt);
}
