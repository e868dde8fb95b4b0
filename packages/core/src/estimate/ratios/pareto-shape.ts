/** Fewer exceedances than this allow no fit. */
const LEAST = 5;

/** Mean of log(1 − θx), and the profile log-likelihood of the Pareto shape at θ, per exceedance. */
function profile(theta: number, excess: Float64Array): { shape: number; likelihood: number } {
  let sum = 0;
  for (const x of excess) sum += Math.log1p(-theta * x);
  const shape = sum / excess.length;
  return { shape, likelihood: Math.log(-theta / shape) - shape - 1 };
}

/** Zhang and Stephens' estimate of the generalised Pareto shape of sorted exceedances, shrunk towards ½ as PSIS does. */
function fitShape(excess: Float64Array): number {
  const n = excess.length;
  const grid = 30 + Math.floor(Math.sqrt(n));
  const quartile = excess[Math.floor(n / 4 + 0.5) - 1]!;
  const thetas = Float64Array.from(
    { length: grid },
    (_, j) => 1 / excess[n - 1]! + (1 - Math.sqrt(grid / (j + 0.5))) / (3 * quartile),
  );
  const scores = thetas.map((theta) => n * profile(theta, excess).likelihood);
  const best = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  let weighted = 0;
  let total = 0;
  scores.forEach((score, j) => {
    const weight = Math.exp(score - best);
    weighted += weight * thetas[j]!;
    total += weight;
  });
  return (profile(weighted / total, excess).shape * n + 0.5 * 10) / (n + 10);
}

/**
 * The tail index k̂ of weights given by their logarithms: of the Pareto law that fits the largest of them.
 *
 * Moments of order 1/k and above are infinite: for k > ½ the weights have no variance, for k > 1 no mean. Above 0.7 an
 * average of them converges so slowly that neither it nor its standard error can be trusted at any practical size.
 * Fitted to the min(n/5, 3√n) largest by Zhang & Stephens' estimate, shrunk to ½ by ten prior observations.
 * `undefined` where fewer than 5 weights exceed the rest: too few draws, or ties.
 *
 * @see Vehtari, Simpson, Gelman, Yao & Gabry, J. Mach. Learn. Res. 25 (2024) 72; Zhang & Stephens, Technometrics 51
 * (2009) 316.
 *
 * @example
 * ```ts
 * const tail = Array.from({ length: 2000 }, (_, i) => -0.8 * Math.log((i + 0.5) / 2000));
 * paretoShape(tail).toFixed(2) // "0.77"
 * paretoShape([0, 0, 0]) // undefined
 * ```
 */
export function paretoShape(logWeights: ArrayLike<number>): number | undefined {
  const sorted = Float64Array.from(logWeights).sort();
  const n = sorted.length;
  const tail = Math.ceil(Math.min(n / 5, 3 * Math.sqrt(n)));
  if (n <= tail || tail < LEAST) return undefined;
  const largest = sorted[n - 1]!;
  const cut = Math.exp(sorted[n - tail - 1]! - largest);
  const excess = sorted
    .subarray(n - tail)
    .map((log) => Math.exp(log - largest) - cut)
    .filter((x) => x > 0);
  return excess.length < LEAST ? undefined : fitShape(excess);
}

/**
 * (Σw)²/Σw² of weights given by their logarithms: how many equally weighted draws they are worth, from 1 to n.
 *
 * 0 where no weight is positive.
 *
 * @see Kong, Liu & Wong, J. Amer. Statist. Assoc. 89 (1994) 278.
 *
 * @example
 * ```ts
 * effectiveSampleSize([0, 0, Math.log(2)]) // 2.6666666666666665
 * ```
 */
export function effectiveSampleSize(logWeights: ArrayLike<number>): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < logWeights.length; i++) largest = Math.max(largest, logWeights[i]!);
  if (largest === Number.NEGATIVE_INFINITY) return 0;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < logWeights.length; i++) {
    const weight = Math.exp(logWeights[i]! - largest);
    sum += weight;
    squares += weight * weight;
  }
  return (sum * sum) / squares;
}
