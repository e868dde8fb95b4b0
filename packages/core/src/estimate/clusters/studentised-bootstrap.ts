import { type Random, random, type Seed } from "../../random/index.ts";

const DRAWS = 1999;
/** A resample whose error is below this share of its terms has none: it drew one cluster, or clusters that agree. */
const DEGENERATE = 1e-12;

function studentise(rng: Random, residuals: Float64Array, sizes: Float64Array): number {
  const clusters = residuals.length;
  const step = clusters * 2 ** -32;
  let [e, b, ee, eb, bb] = [0, 0, 0, 0, 0];
  for (let i = 0; i < clusters; i++) {
    const pick = Math.floor(rng.bits() * step);
    const residual = residuals[pick]!;
    const size = sizes[pick]!;
    e += residual;
    b += size;
    ee += residual * residual;
    eb += residual * size;
    bb += size * size;
  }
  const shift = e / b;
  const squares = ee - 2 * shift * eb + shift * shift * bb;
  if (!(squares > DEGENERATE * ee)) return e === 0 ? 0 : e * Number.POSITIVE_INFINITY;
  return e / Math.sqrt((clusters / (clusters - 1)) * squares);
}

/** The values of a sorted bootstrap sample that leave (1 − level)/2 beyond them on either side. */
export function equalTails(sorted: Float64Array, level: number): readonly [low: number, high: number] {
  const rank = Math.max(1, Math.floor(((sorted.length + 1) * (1 - level)) / 2));
  return [sorted[rank - 1]!, sorted[sorted.length - rank]!];
}

/** Sorts the clusters, so that the interval does not depend on the order in which they came. */
function inOrder(residuals: Float64Array, sizes: Float64Array): readonly [Float64Array, Float64Array] {
  const order = Array.from(residuals.keys()).sort(
    (i, j) => residuals[i]! - residuals[j]! || sizes[i]! - sizes[j]!,
  );
  return [Float64Array.from(order, (i) => residuals[i]!), Float64Array.from(order, (i) => sizes[i]!)];
}

/**
 * Low and high quantile of (R* − R)/s* over 1,999 resamples of whole clusters, R = Σa/Σb with residuals a − R·b.
 *
 * A resample without an error of its own counts as ±Infinity: leaving such out cost up to 18 points of coverage for
 * rare events in 5 clusters, in simulation. Source: Hall, The Bootstrap and Edgeworth Expansion (1992), 3.5.
 */
export function studentisedQuantiles(
  residuals: Float64Array,
  sizes: Float64Array,
  level: number,
  seed: Seed,
): readonly [low: number, high: number] {
  const rng = random(seed);
  const [e, b] = inOrder(residuals, sizes);
  return equalTails(Float64Array.from({ length: DRAWS }, () => studentise(rng, e, b)).sort(), level);
}
