import { RelentError } from "../error.ts";
import { logHypergeometricMass, logPoissonMass } from "../scalar/log-mass.ts";
import { checkCount } from "./check.ts";
import type { Random } from "./random.ts";

function bySearch(rng: Random, good: number, bad: number, draws: number): number {
  const most = Math.min(good, draws);
  let left = rng.uniform();
  let mass = Math.exp(logHypergeometricMass(0, good, bad, draws));
  for (let k = 0; k <= most; k++) {
    if (left <= mass) return k;
    left -= mass;
    mass *= ((good - k) / (k + 1)) * ((draws - k) / (bad - draws + k + 1));
  }
  return bySearch(rng, good, bad, draws);
}

/** 2√(2/e) and 3 − 2√(3/e). */
const width = 1.7155277699214135;
const base = 0.8989161620588988;

/**
 * Stadlober's ratio of uniforms (J. Comput. Appl. Math. 31, 1990): a table mountain over the mean ± the deviation.
 *
 * The probability is, up to a constant, that of four independent Poisson counts, one for each cell of the table
 * drawn or left × good or bad, at their means.
 */
function byRatio(rng: Random, good: number, bad: number, draws: number): number {
  const total = good + bad;
  const mean = draws * (good / total);
  const logShape = (k: number): number =>
    logPoissonMass(k, mean) +
    logPoissonMass(good - k, good - mean) +
    logPoissonMass(draws - k, draws - mean) +
    logPoissonMass(bad - draws + k, bad - draws + mean);
  const variance = mean * (bad / total) * ((total - draws) / (total - 1));
  const spread = width * Math.sqrt(variance + 0.5) + base;
  const most = logShape(Math.floor(((draws + 1) / (total + 2)) * (good + 1)));
  const end = Math.min(good, draws) + 1;
  for (;;) {
    const u = rng.uniform();
    const w = mean + 0.5 + (spread * (rng.uniform() - 0.5)) / u;
    if (!(w >= 0 && w < end)) continue;
    const k = Math.floor(w);
    if (2 * Math.log(u) <= logShape(k) - most) return k;
  }
}

/**
 * A draw of how many of `draws` items, taken without replacement from `good` + `bad`, are good.
 *
 * Both symmetries first, so that the mean is at most a quarter of the total; then sequential search where the mean is
 * below 10, else Stadlober's ratio of uniforms with the exact probability as the test (in Loader's form, so that
 * counts of 1e9 keep 12 digits of it); the time does not grow with the counts.
 *
 * @throws RelentError if an argument is not a count, or draws > good + bad.
 *
 * @example
 * ```ts
 * hypergeometricDraw(random(1), 6e8, 4e8, 1e8) // 59998795
 * hypergeometricDraw(random(1), 3, 4, 7) // 3
 * ```
 */
export function hypergeometricDraw(rng: Random, good: number, bad: number, draws: number): number {
  checkCount("hypergeometricDraw", "good", good);
  checkCount("hypergeometricDraw", "bad", bad);
  checkCount("hypergeometricDraw", "draws", draws);
  const total = good + bad;
  if (draws > total) {
    throw new RelentError(
      "invalid-argument",
      `hypergeometricDraw: draws = ${draws} of good + bad = ${total}; draws must be at most good + bad`,
      { value: draws },
    );
  }
  if (draws * 2 > total) return good - hypergeometricDraw(rng, good, bad, total - draws);
  if (good > bad) return draws - hypergeometricDraw(rng, bad, good, draws);
  if (good === 0 || draws === 0) return 0;
  return draws * (good / total) < 10 ? bySearch(rng, good, bad, draws) : byRatio(rng, good, bad, draws);
}
