import { invalid } from "../../finite/check.ts";
import type { Numbers } from "../../finite/kinds.ts";
import { expm1mx } from "../../scalar/expm1mx.ts";
import { finiteAt } from "../element-loss.ts";
import { columnsOf } from "../row-loss.ts";

/** A Gaussian with independent coordinates for each row. */
export interface Latent {
  readonly mean: Numbers;
  readonly logVariance: Numbers;
  readonly cols: number;
}

/** Refuses means and log-variances that do not match. */
export function checkLatent(fn: string, mean: Numbers, logVariance: Numbers, rows: number): Latent {
  const cols = columnsOf(fn, "mean", mean, rows);
  if (columnsOf(fn, "logVariance", logVariance, rows) !== cols) {
    invalid(`${fn}: logVariance has ${logVariance.length} numbers; mean has ${mean.length}`, {
      value: logVariance.length,
    });
  }
  return { mean, logVariance, cols };
}

/** ½(μ² + eˡ − 1 − l) of one coordinate: the divergence from the standard normal. */
export function standardKl(mean: number, logVariance: number): number {
  return 0.5 * (mean * mean + expm1mx(logVariance));
}

/** The divergence of each coordinate, checked. */
export function coordinateKl(fn: string, { mean, logVariance }: Latent, at: number): number {
  return standardKl(finiteAt(fn, "mean", mean, at), finiteAt(fn, "logVariance", logVariance, at));
}

/** The gradient of one coordinate's divergence times c. */
export function writeStandardSlopes(
  { mean, logVariance }: Latent,
  at: number,
  c: number,
  grads: readonly Float64Array[],
  j: number,
): void {
  grads[0]![j] = c * mean[at]!;
  grads[1]![j] = 0.5 * c * Math.expm1(logVariance[at]!);
}
