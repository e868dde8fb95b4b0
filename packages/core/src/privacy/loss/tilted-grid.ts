import { fourier, type Spectrum } from "./fourier.ts";
import type { GridLoss } from "./grid-loss.ts";
import { type LossWindow, OUTSIDE } from "./loss-window.ts";

/** A loss on a grid of step h, tilted by θ: the logarithms of its masses times e^{θl}. */
export interface TiltedGrid {
  readonly loss: GridLoss;
  readonly count: number;
  readonly log: Float64Array;
}

/** Tilts a loss on a grid of step h by θ. */
export function tiltedGrid(loss: GridLoss, count: number, { tilt, h }: LossWindow): TiltedGrid {
  const { start, offset, mass } = loss;
  return { loss, count, log: mass.map((p, k) => Math.log(p) + tilt * (start + offset + k) * h) };
}

/** log Σ e^{log + s·l}: the cumulant of the loss on the grid at θ + s, exact for the masses there. */
function cumulant({ loss: { start, offset }, log }: TiltedGrid, s: number, h: number): number {
  let top = -Infinity;
  for (let k = 0; k < log.length; k++) top = Math.max(top, log[k]! + s * (start + offset + k) * h);
  let total = 0;
  for (let k = 0; k < log.length; k++) total += Math.exp(log[k]! + s * (start + offset + k) * h - top);
  return top + Math.log(total);
}

/**
 * The window of what the grid made of the losses: moved to the points of a coarse grid, many of them leave the window of
 * the losses themselves. Chernoff's bound holds at any order, so that of the losses serves.
 */
export function movedWindow(
  grids: readonly TiltedGrid[],
  { tilt, h, orders }: LossWindow,
): readonly [number, number] {
  const whole = (s: number) => grids.reduce((sum, grid) => sum + grid.count * cumulant(grid, s, h), 0);
  const base = whole(0);
  const [above, below] = orders.map((order) => {
    const s = order - tilt;
    return (whole(s) - base + OUTSIDE) / s;
  }) as [number, number];
  return [below, above];
}

/** log of what the masses are divided by, and the transform of them folded to n points. */
export function foldedSpectrum({ loss: { start }, log }: TiltedGrid, n: number): [number, Spectrum] {
  let top = -Infinity;
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
