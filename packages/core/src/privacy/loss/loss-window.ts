import { minimumAt } from "../minimum.ts";
import type { Rounding } from "./grid-loss.ts";
import type { CountedPair, LossPair } from "./loss-pair.ts";
import { tiltOf } from "./tilted-cumulant.ts";

/** How the composition is to be made. */
export interface Composition {
  readonly rounding: Rounding;
  /** θ > 0. */
  readonly tilt: number;
  /** About how small δ is: the log of it. */
  readonly depth: number;
  /** About where ε is: the grid must tell it from 0. */
  readonly near: number;
  /** The step of the grid; chosen when left out. */
  readonly interval?: number;
  /** Points for a rough answer: a tenth of the digits, a tenth of the time. */
  readonly rough?: boolean;
}

/** A window that holds the tilted sum, and the step of its grid. */
export interface LossWindow {
  /** θ; losses that are bounded can ask for more tilt than a grid can carry. */
  readonly tilt: number;
  readonly low: number;
  readonly high: number;
  readonly h: number;
  /** The orders above and below θ that bound what lies outside. */
  readonly orders: readonly [above: number, below: number];
}

/** −log of the mass that a tilted law may have outside a window. */
export const OUTSIDE = 52;
/** The points of a grid of one loss, and of a sum, are about this many at most. */
export const MOST_POINTS: number = 2 ** 18;
/** The most that the tilt may change from one point of the grid to the next, as a power of e: beyond it readings vanish. */
const MOST_TILT = 4;

/** The b with P̃(L > b) ≤ e^{−outside} for the law tilted by θ, by Chernoff's bound, and its order; towards −∞ with side = −1. */
function edge(
  cumulant: (z: number) => number,
  tilt: number,
  outside: number,
  side: 1 | -1,
): { at: number; order: number } {
  const base = cumulant(tilt);
  // any s gives a bound; the best one need not be found
  const { at, value } = minimumAt(
    (s) => (cumulant(tilt + side * s) - base + outside) / s,
    1e-3,
    1e6,
    (_, best, found) => found > best + Math.abs(best) * 1e-3,
    0.05,
  );
  return { at: side * value, order: tilt + side * at };
}

/** Where one loss is put on a grid; what lies beyond is moved there or told as infinite. */
export function rangeOf(
  pair: LossPair,
  tilt: number,
  outside: number,
  depth: number,
): readonly [low: number, high: number] {
  const losses = pair.atoms.map(({ loss }) => loss);
  const low = Math.min(pair.density?.low ?? Infinity, losses[0] ?? Infinity);
  const high = Math.max(pair.density?.high ?? -Infinity, losses.at(-1) ?? -Infinity);
  if (pair.density === undefined) return [low, high];
  const cumulant = (z: number) => pair.cumulant(z);
  const least = edge(cumulant, tilt, outside, -1).at;
  const most = Math.max(edge(cumulant, tilt, outside, 1).at, edge(cumulant, 0, outside - depth, 1).at);
  return [Math.max(low, least), Math.min(high, most)];
}

/** A step that hits every atom if the atoms of one loss lie on a lattice, else the step asked for. */
function fitted(pairs: readonly CountedPair[], step: number): number {
  const lattices = new Set(pairs.filter(({ pair }) => pair.atoms.length > 0).map(({ pair }) => pair.lattice));
  const [lattice] = lattices;
  return lattices.size === 1 && lattice !== undefined ? lattice / Math.ceil(lattice / step - 1e-9) : step;
}

/** A step that is small beside the spread of one loss, of their sum, and ε, while the points are not too many. */
function chosen(
  { near, rough }: Composition,
  { spread, single, range }: { spread: number; single: number; range: number },
): number {
  const fine = rough ? 6 : 1;
  const wish = Math.min(
    (fine * spread) / 1000,
    (fine * single) / 50,
    near > 0 ? near / (1000 / fine) : Infinity,
  );
  return Math.max(wish || 1e-4, range / (rough ? MOST_POINTS / 8 : MOST_POINTS));
}

/** How far down atoms that lie between the points of the grid are moved at most. */
function sunk(pairs: readonly CountedPair[], h: number): number {
  return pairs.reduce((sum, { pair: { density, lattice }, count }) => {
    const steps = lattice === undefined ? 0.5 : lattice / h;
    const fits = Math.abs(steps - Math.round(steps)) < 1e-9 * steps;
    return density === undefined && !fits ? sum + count * h : sum;
  }, 0);
}

function windowAt(pairs: readonly CountedPair[], composition: Composition, tilt: number): LossWindow {
  const tilts = pairs.map((pair) => tiltOf([pair], tilt));
  const spread = Math.sqrt(tilts.reduce((sum, { curvature }) => sum + Math.max(0, curvature), 0));
  const single = Math.min(
    ...tilts.map(({ curvature }, j) => Math.sqrt(Math.max(0, curvature) / pairs[j]!.count) || spread),
  );
  const whole = (z: number) => pairs.reduce((sum, { pair, count }) => sum + count * pair.cumulant(z), 0);
  const above = edge(whole, tilt, OUTSIDE, 1);
  const below = edge(whole, tilt, OUTSIDE, -1);
  const singles = pairs.map(({ pair }) => {
    const [low, high] = rangeOf(pair, tilt, OUTSIDE, Math.min(0, composition.depth));
    return high - low;
  });
  const range = Math.max(above.at - below.at, ...singles);
  const h = fitted(pairs, composition.interval ?? chosen(composition, { spread, single, range }));
  const low = below.at - (composition.rounding === "optimistic" ? sunk(pairs, h) : 0);
  return { tilt, low, high: above.at, h, orders: [above.order, below.order] };
}

/** The window and the step for a sum of losses. */
export function lossWindow(pairs: readonly CountedPair[], composition: Composition): LossWindow {
  const { near, tilt } = composition;
  // a grid that tells ε from 0 by a thousand points carries no more than this
  let found = windowAt(pairs, composition, near > 0 ? Math.min(tilt, (1000 * MOST_TILT) / near) : tilt);
  for (let round = 0; round < 60 && found.tilt * found.h > MOST_TILT; round++)
    found = windowAt(pairs, composition, Math.min(found.tilt / 2, MOST_TILT / found.h));
  return found;
}
