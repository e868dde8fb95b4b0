import { minimumAt } from "../minimum.ts";
import { fourier, inverseFourier, type Spectrum, spectralPower } from "./fourier.ts";
import { type GridLoss, gridLoss, type Rounding } from "./grid-loss.ts";
import type { CountedPair, LossPair } from "./loss-pair.ts";
import { tiltOf } from "./tilted-cumulant.ts";

/** The sum of losses, tilted by e^{θL}, so that the digits are where ε is. */
export interface ComposedLoss {
  readonly infinite: number;
  /** log δ(ε) of the finite part. */
  logDelta(epsilon: number): number;
  /** The ε at which the finite part has this δ. */
  epsilon(logDelta: number): number;
}

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

/** −log of the mass that a tilted law may have outside a window. */
const OUTSIDE = 52;
const MOST_POINTS = 2 ** 18;

/** The b with P̃(L > b) ≤ e^{−outside} for the law tilted by θ, by Chernoff's bound; towards −∞ with side = −1. */
function edge(cumulant: (z: number) => number, tilt: number, outside: number, side: 1 | -1): number {
  const base = cumulant(tilt);
  const bound = (s: number) => (cumulant(tilt + side * s) - base + outside) / s;
  // any s gives a bound; the best one need not be found
  const { value } = minimumAt(
    bound,
    1e-3,
    1e6,
    (_, best, found) => found > best + Math.abs(best) * 1e-3,
    0.05,
  );
  return side * value;
}

function rangeOf(pair: LossPair, tilt: number, outside: number, depth: number): readonly [number, number] {
  const losses = pair.atoms.map(({ loss }) => loss);
  const low = Math.min(pair.density?.low ?? Infinity, losses[0] ?? Infinity);
  const high = Math.max(pair.density?.high ?? -Infinity, losses.at(-1) ?? -Infinity);
  const cumulant = (z: number) => pair.cumulant(z);
  if (pair.density === undefined && losses.length < 1000) return [low, high];
  const least = edge(cumulant, tilt, outside, -1);
  const most = Math.max(edge(cumulant, tilt, outside, 1), edge(cumulant, 0, outside - depth, 1));
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

/** Tilts a loss, folds it to n points and returns log of what it was divided by with its transform. */
function transformed(
  { start, offset, mass }: GridLoss,
  tilt: number,
  h: number,
  n: number,
): [number, Spectrum] {
  let top = -Infinity;
  const log = mass.map((p, k) => Math.log(p) + tilt * (start + offset + k) * h);
  for (const x of log) if (x > top) top = x;
  let total = 0;
  for (const x of log) total += Math.exp(x - top);
  const folded = new Float64Array(n);
  for (let k = 0; k < log.length; k++) {
    const at = (((start + k) % n) + n) % n;
    folded[at]! += Math.exp(log[k]! - top) / total;
  }
  return [top + Math.log(total), fourier(folded)];
}

function times(a: Spectrum, b: Spectrum): Spectrum {
  const re = a.re.map((x, k) => x * b.re[k]! - a.im[k]! * b.im[k]!);
  return { re, im: a.re.map((x, k) => x * b.im[k]! + a.im[k]! * b.re[k]!) };
}

/** How far a tilted mass may be off: rounding in transforms and powers, and what lies outside the window. */
function noise({ re, im }: Spectrum, uses: number): number {
  const n = 2 * (re.length - 1);
  let size = 0;
  for (let k = 0; k < re.length; k++) size += Math.hypot(re[k]!, im[k]!);
  return ((2 * size) / n) * 4 * 2 ** -53 * (Math.log2(n) + uses) + Math.exp(-OUTSIDE + 2);
}

/** The most that the tilt may change from one point of the grid to the next, as a power of e: beyond it readings vanish. */
const MOST_TILT = 4;

/** A window that holds the tilted sum, and its grid; losses that are bounded can ask for more tilt than a grid can carry. */
interface Window {
  readonly tilt: number;
  readonly low: number;
  readonly high: number;
  readonly h: number;
  readonly n: number;
}

function windowAt(pairs: readonly CountedPair[], composition: Composition, tilt: number): Window {
  const tilts = pairs.map((pair) => tiltOf([pair], tilt));
  const spread = Math.sqrt(tilts.reduce((sum, { curvature }) => sum + Math.max(0, curvature), 0));
  const single = Math.min(
    ...tilts.map(({ curvature }, j) => Math.sqrt(Math.max(0, curvature) / pairs[j]!.count) || spread),
  );
  const whole = (z: number) => pairs.reduce((sum, { pair, count }) => sum + count * pair.cumulant(z), 0);
  const high = edge(whole, tilt, OUTSIDE, 1);
  const least = edge(whole, tilt, OUTSIDE, -1);
  const wish = composition.interval ?? chosen(composition, { spread, single, range: high - least });
  const h = fitted(pairs, wish);
  const low = least - (composition.rounding === "optimistic" ? sunk(pairs, h) : 0);
  const n = 2 ** Math.max(4, Math.ceil(Math.log2(((high - low) * 1.1) / h + 64)));
  return { tilt, low, high, h, n };
}

/** How far down atoms that lie between the points of the grid are moved at most. */
function sunk(pairs: readonly CountedPair[], h: number): number {
  return pairs.reduce((sum, { pair: { density, lattice }, count }) => {
    const steps = lattice === undefined ? 0.5 : lattice / h;
    const fits = Math.abs(steps - Math.round(steps)) < 1e-9 * steps;
    return density === undefined && !fits ? sum + count * h : sum;
  }, 0);
}

function settled(pairs: readonly CountedPair[], composition: Composition): Window {
  const { near, tilt } = composition;
  // a grid that tells ε from 0 by a thousand points carries no more than this
  let found = windowAt(pairs, composition, near > 0 ? Math.min(tilt, (1000 * MOST_TILT) / near) : tilt);
  for (let round = 0; round < 60 && found.tilt * found.h > MOST_TILT; round++)
    found = windowAt(pairs, composition, Math.min(found.tilt / 2, MOST_TILT / found.h));
  return found;
}

/**
 * The law of a sum of losses from one side, by the discrete Fourier transform of exponentially tilted masses.
 *
 * Without the tilt the transform has an absolute noise of about 5e-14 in δ; with it the noise is relative. What rounding
 * may have done is added to (or taken from) every mass, so that bounds stay bounds.
 */
export function composedLoss(pairs: readonly CountedPair[], composition: Composition): ComposedLoss {
  const { rounding, depth } = composition;
  const uses = pairs.reduce((sum, { count }) => sum + count, 0);
  const infinite = (of: readonly { readonly infinite: number }[]): number =>
    -Math.expm1(of.reduce((sum, one, j) => sum + pairs[j]!.count * Math.log1p(-one.infinite), 0));
  if (pairs.length === 0 || pairs.some(({ pair }) => pair.infinite === 1)) {
    const all = pairs.length > 0;
    return {
      infinite: all ? 1 : 0,
      logDelta: (epsilon) => (epsilon < 0 && !all ? Math.log(-Math.expm1(epsilon)) : -Infinity),
      epsilon: () => 0,
    };
  }
  const { tilt, low, high, h, n } = settled(pairs, composition);
  const outside = OUTSIDE + Math.log(uses);
  const losses = pairs.map(({ pair }) => {
    const [from, to] = rangeOf(pair, tilt, outside, Math.min(0, depth));
    return gridLoss(pair, { low: from, high: to, interval: h }, rounding, tilt);
  });
  let scale = 0;
  let offset = 0;
  let spectrum: Spectrum | undefined;
  losses.forEach((loss, j) => {
    const { count } = pairs[j]!;
    const [log, one] = transformed(loss, tilt, h, n);
    scale += count * log;
    offset += count * loss.offset;
    const powered = spectralPower(one, count);
    spectrum = spectrum === undefined ? powered : times(spectrum, powered);
  });
  const values = inverseFourier(spectrum!);
  const doubt = rounding === "pessimistic" ? noise(spectrum!, uses) : -noise(spectrum!, uses);
  const start = Math.floor((low + high) / 2 / h - offset) - n / 2;
  const tails = tailsOf(n, h, tilt, (k) =>
    Math.max(0, Math.max(0, values[(((start + k) % n) + n) % n]!) + doubt),
  );
  const frame = {
    tilt,
    h,
    scale,
    bottom: (start + offset) * h,
    beneath: rounding === "pessimistic" ? depth : -Infinity,
  };
  return { infinite: infinite(losses), ...readings(tails, frame) };
}

/** At every point the tilted mass above it, weighted: `b` by e^{−(θ+1)(l − l_k)}, `d` by e^{−θ(l − l_k)} − e^{−(θ+1)(l − l_k)}. */
interface Tails {
  readonly b: Float64Array;
  readonly d: Float64Array;
}

function tailsOf(n: number, h: number, tilt: number, mass: (k: number) => number): Tails {
  const b = new Float64Array(n);
  const d = new Float64Array(n);
  const fade = Math.exp(-tilt * h);
  const rest = -Math.expm1(-h);
  for (let k = n - 1; k >= 0; k--) {
    const above = k + 1 < n ? b[k + 1]! : 0;
    b[k] = mass(k) + fade * (1 - rest) * above;
    d[k] = k + 1 < n ? fade * (d[k + 1]! + rest * above) : 0;
  }
  return { b, d };
}

interface Frame {
  readonly tilt: number;
  readonly h: number;
  readonly scale: number;
  readonly bottom: number;
  /** log δ that is told below the window, where its masses are not known: an upper bound, or −∞ for a bound from below. */
  readonly beneath: number;
}

/** δ = e^{K(θ) − θl} (d + (1 − e^{−(l − ε)}) b) with l the first point from ε on. */
function readings(
  { b, d }: Tails,
  { tilt, h, scale, bottom, beneath }: Frame,
): Omit<ComposedLoss, "infinite"> {
  const last = b.length - 1;
  const point = (k: number) => bottom + k * h;
  const logDelta = (epsilon: number): number => {
    if (epsilon < bottom) return beneath;
    const k = Math.ceil((epsilon - bottom) / h);
    if (k > last) return beneath > -Infinity ? scale - tilt * epsilon - OUTSIDE : -Infinity;
    return scale - tilt * point(k) + Math.log(d[k]! - Math.expm1(epsilon - point(k)) * b[k]!);
  };
  const epsilon = (target: number): number => {
    let low = -1;
    let high = last;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (scale - tilt * point(middle) + Math.log(d[middle]!) <= target) high = middle;
      else low = middle;
    }
    // δ at the bottom is small enough already, and what lies below it is not known
    if (high === 0) return beneath > -Infinity ? bottom : -Infinity;
    const share = (Math.exp(target - scale + tilt * point(high)) - d[high]!) / b[high]!;
    return share < 1 ? point(high) + Math.log1p(-Math.max(0, share)) : -Infinity;
  };
  return { logDelta, epsilon };
}
