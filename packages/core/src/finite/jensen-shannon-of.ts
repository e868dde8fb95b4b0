import { RelentError } from "../error.ts";
import { type LogOptions, logBase } from "../protocol.ts";
import { log1pmx } from "../scalar/log1pmx.ts";
import { refuseLengths } from "./check.ts";
import type { JensenShannonOptions } from "./jensen-shannon.ts";
import type { Row } from "./kinds.ts";
import { toKindedRow, toMass } from "./mass.ts";
import { mixtureWeights } from "./mixture-weights.ts";
import { pair } from "./pair.ts";

/**
 * Jensen–Shannon divergence of any number of distributions.
 *
 * JS = Σ wₖ D(pₖ‖m) with m = Σ wₖ pₖ, in nats, or in units of `base`; `weights` are equal when left out. Between 0
 * and the entropy of the weights; the mutual information between an outcome and which row it came from.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, no rows, rows of different lengths, and
 * weights that are not a distribution.
 * @see Lin, IEEE Trans. Inf. Theory 37 (1991) 145, §V.
 * @example
 * ```ts
 * jensenShannonOf([[1, 0, 0], [0, 1, 0], [0, 0, 1]], { base: 3 }) // 1
 * jensenShannonOf([[0.5, 0.5], [0.9, 0.1], [0.7, 0.3]]) // 0.06783281671946446
 * ```
 */
export function jensenShannonOf(
  rows: readonly Row[],
  options: LogOptions & JensenShannonOptions = {},
): number {
  const fn = "jensenShannonOf";
  if (rows.length === 0)
    throw new RelentError("invalid-argument", `${fn}: no rows; there must be at least one`);
  const unit = logBase(fn, options.base);
  const w = mixtureWeights(fn, options.weights, rows.length);
  const masses = rows.map((row, k) => toMass(fn, `rows[${k}]`, toKindedRow(fn, `rows[${k}]`, row)));
  for (const mass of masses) refuseLengths(fn, masses[0]!.x.length, mass.x.length);
  const pairs = masses.map((mass) => pair(mass, masses[0]!));
  let sum = 0;
  for (let i = 0; i < pairs[0]!.n; i++) {
    let shift = 0;
    for (let k = 0; k < pairs.length; k++) shift += w[k]! * pairs[k]!.d[i]!;
    for (let k = 0; k < pairs.length; k++) {
      const p = pairs[k]!.p[i]!;
      const gap = shift - pairs[k]!.d[i]!;
      const ratio = gap / p;
      if (gap !== 0) sum += w[k]! * (ratio < Number.POSITIVE_INFINITY ? -p * log1pmx(ratio) : gap);
    }
  }
  const bound = w.reduce((h, v) => (v > 0 ? h - v * Math.log(v) : h), 0);
  return Math.min(sum, bound) / unit;
}
