import type { NoiseVariance, NoisyCell } from "./noisy-cell.ts";

/** Least rows that a cell must expect on each side. */
const LEAST = 10;
/** Standard deviations of noise above 0 that a count must reach to be more than noise. */
export const CLEAR = 5;
/** Share of the rows that must be in cells that stand clear before any are pooled. */
export const MOSTLY = 0.4;

/**
 * A cell's share of both sides together, each side weighted by the inverse of its variance: then it does not correlate
 * with the difference of the sides, and cells that are chosen by it are not chosen for differing.
 */
export function pooledShare(c: NoisyCell, n: number, m: number, noise: NoiseVariance): number {
  const rough = Math.max(c.x + c.y, 1) / (n + m);
  const wx = 1 / ((rough * noise.currentUnit) / n + (c.xDraws * noise.current) / n ** 2);
  const wy = 1 / ((rough * noise.referenceUnit) / m + (c.yDraws * noise.reference) / m ** 2);
  return ((c.x / n) * wx + (c.y / m) * wy) / (wx + wy);
}

/** Merged cells that hold more than this of the rows can hide a move within them. */
export const HIDING = 0.01;

/** Share of the rows, and a standard deviation of its noise, that merged cells hold beside their largest part. */
export function hiddenShare(cells: readonly NoisyCell[], n: number, m: number, noise: NoiseVariance): number {
  return cells.reduce((sum, c) => {
    if (c.xDraws === 1 && c.yDraws === 1) return sum;
    const [vx, vy] = [(c.xDraws * noise.current) / n ** 2, (c.yDraws * noise.reference) / m ** 2];
    // an exact side tells the share
    const spread = vx + vy > 0 ? Math.sqrt((vx * vy) / (vx + vy)) : 0;
    return sum + Math.max(0, c.share - c.largest) + spread;
  }, 0);
}

/** Whether a cell stands clear of the noise on both sides. */
export function clear(c: NoisyCell, n: number, m: number, noise: NoiseVariance): boolean {
  const pooled = pooledShare(c, n, m, noise);
  return (
    pooled * n >= Math.max(LEAST * noise.currentUnit, CLEAR * Math.sqrt(c.xDraws * noise.current)) &&
    pooled * m >= Math.max(LEAST * noise.referenceUnit, CLEAR * Math.sqrt(c.yDraws * noise.reference))
  );
}

/** What the reference must reach to stand clear by itself. */
const least = (c: NoisyCell, noise: NoiseVariance): number =>
  Math.ceil(CLEAR * Math.sqrt(c.yDraws * noise.reference));

/** Whether the reference itself stands clear: a ratio to what is only noise is none. */
export const seen = (c: NoisyCell, noise: NoiseVariance): boolean =>
  noise.reference === 0 || c.y >= least(c, noise);

/** So many times over the most that the reference can have, a cell is of current alone. */
const FAR = 4;

/**
 * A cell of which the reference shows nothing but noise, and current far more than noise could hide: it counts as the most
 * that the reference can have, so that its bits are no more than they are.
 */
export function lifted(c: NoisyCell, n: number, m: number, noise: NoiseVariance): NoisyCell {
  const most = least(c, noise);
  return seen(c, noise) || c.x / n < (FAR * most) / m ? c : { ...c, y: most };
}
