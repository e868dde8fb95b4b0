import { type Grid, type GridLoss, gridEnds, SNAP } from "./grid-loss.ts";
import type { LossDensity, LossPair } from "./loss-pair.ts";

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
 * A loss on a grid that has every δ(ε) of every composition from below: atoms are moved down to a grid whose offset
 * suits most of them; a density is merged so that nothing is moved.
 *
 * @param tilt - Weights e^{tilt·L} say which losses matter.
 */
export function optimisticGrid({ atoms, density, infinite }: LossPair, grid: Grid, tilt: number): GridLoss {
  const [start, end] = gridEnds(grid);
  const { interval } = grid;
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
