import type { LossPair } from "./loss-pair.ts";

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
      const [p, q] = density.mass(at, at + interval);
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

/**
 * Merges each cell to the loss of its whole (data processing), then moves all losses down to a grid whose offset suits
 * most of them.
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
  const places: number[] = [];
  const masses: number[] = [];
  const add = (place: number, p: number) => {
    if (!(p > 0) || place < start - SNAP) return;
    places.push(Math.min(place, end));
    masses.push(p);
  };
  for (const { loss, p } of atoms) add(loss / interval, p);
  if (density !== undefined) {
    add(end, density.mass(end * interval, Infinity)[0]);
    for (let k = start; k < end; k++) {
      const [p, q] = density.mass(k * interval, (k + 1) * interval);
      if (p > 0 && q > 0) add(Math.min(k + 1, Math.max(k, Math.log(p / q) / interval)), p);
      else if (p > 0) add(k, p);
    }
  }
  const offset = bestOffset(
    places,
    masses.map((p, i) => p * Math.exp(Math.min(700, tilt * (places[i]! - end) * interval))),
  );
  const mass = new Float64Array(end - start + 2);
  places.forEach((place, i) => {
    mass[Math.floor(place - offset + SNAP) - start + 1]! += masses[i]!;
  });
  return { start: start - 1, offset, mass, infinite };
}

/** A loss on a grid: "pessimistic" has every δ(ε) of every composition from above, "optimistic" from below. */
export function gridLoss(pair: LossPair, grid: Grid, rounding: Rounding, tilt: number): GridLoss {
  return rounding === "pessimistic" ? pessimistic(pair, grid) : optimistic(pair, grid, tilt);
}
