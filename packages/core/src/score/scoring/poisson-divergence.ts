/** Above this mean the series are closer than the sums need to be. */
const LARGE = 40;

/** Mean and variance over chance. */
export interface Chance {
  readonly mean: number;
  readonly variance: number;
}

/**
 * Mean and variance of X ln(X/λ) − X + λ for a Poisson count of mean λ: what an outcome expected λ times adds to a plug-in divergence by chance, times
 * the rows.
 *
 * Both are about ½ where λ is large, the law then ½χ² with 1 degree of freedom, and 0 where λ is; between, a single count of what was hardly expected makes the
 * variance many times the squared mean.
 */
export function poissonDivergence(expected: number): Chance {
  if (!(expected > 0)) return { mean: 0, variance: 0 };
  if (expected > LARGE) {
    const small = 1 / expected;
    return { mean: 0.5 + small / 12 + small ** 2 / 12, variance: 0.5 + small / 6 + small ** 2 / 3 };
  }
  let mass = Math.exp(-expected);
  let [mean, square] = [mass * expected, mass * expected * expected];
  for (let x = 1; x < expected + 12 * Math.sqrt(expected) + 20; x++) {
    mass *= expected / x;
    const deviance = x * Math.log(x / expected) - x + expected;
    mean += mass * deviance;
    square += mass * deviance * deviance;
  }
  return { mean, variance: square - mean * mean };
}
