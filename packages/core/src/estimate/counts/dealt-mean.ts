import { logHypergeometricMass } from "../../scalar/log-mass.ts";
import { type CountPair, pairSizes } from "./count-pair.ts";

/** Terms of a hypergeometric law below this share of the largest are left out. */
const NEGLIGIBLE = 1e-17;

/** From this many expected rows of the smaller side on, a cell's mean is taken from the curvature, within 0.2 %. */
const PLENTY = 1000;

/**
 * The mean of a sum over cells, Σ f(X/n, Y/m), when the pooled counts are dealt anew to sides of the same sizes.
 *
 * Each cell's X is then hypergeometric; its mean is summed exactly, once for all cells of one pooled count. `curvature` is
 * f's near equality, f(p, q) ≈ curvature·(p − q)²/p̄.
 */
export function dealtMean(pair: CountPair, f: (p: number, q: number) => number, curvature: number): number {
  const { n, m, effective, cells } = pairSizes(pair, "dealtMean");
  const known = new Map<number, number>();
  let sum = 0;
  for (let i = 0; i < cells; i++) {
    const pooled = pair.x[i]! + pair.y[i]!;
    if (pooled === 0) continue;
    let mean = known.get(pooled);
    if (mean === undefined) {
      mean =
        (pooled * Math.min(n, m)) / (n + m) < PLENTY
          ? cellMean(pooled, n, m, f)
          : (curvature * (n + m - pooled)) / ((n + m - 1) * effective);
      known.set(pooled, mean);
    }
    sum += mean;
  }
  return sum;
}

function cellMean(pooled: number, n: number, m: number, f: (p: number, q: number) => number): number {
  const least = Math.max(0, pooled - m);
  const most = Math.min(pooled, n);
  const centre = Math.min(most, Math.max(least, Math.round((pooled * n) / (n + m))));
  const mass = (x: number): number => Math.exp(logHypergeometricMass(x, pooled, n + m - pooled, n));
  const peak = mass(centre);
  let mean = 0;
  for (let x = centre, w = peak; x <= most; w = ++x <= most ? mass(x) : 0) {
    if (w < NEGLIGIBLE * peak) break;
    mean += w * f(x / n, (pooled - x) / m);
  }
  for (let x = centre - 1; x >= least; x--) {
    const w = mass(x);
    if (w < NEGLIGIBLE * peak) break;
    mean += w * f(x / n, (pooled - x) / m);
  }
  return mean;
}
