import { deviance } from "../../scalar/deviance.ts";
import { logGamma } from "../../scalar/log-gamma.ts";
import type { Multivariate, VectorLaw } from "../multivariate/vector-law.ts";
import { vectorMember, wrongLength } from "../multivariate/vector-member.ts";
import { written } from "../multivariate/written.ts";
import { checkParameter, POSITIVE, POSITIVE_INTEGER } from "../parameter.ts";

interface Ewens {
  readonly n: number;
  readonly theta: number;
}

/** Sizes of the blocks; undefined where a label is not one of those used so far or the next. */
function blockSizes(labels: readonly number[]): number[] | undefined {
  const sizes: number[] = [];
  for (const label of labels) {
    if (!(Number.isInteger(label) && label >= 0 && label <= sizes.length)) return undefined;
    sizes[label] = (sizes[label] ?? 0) + 1;
  }
  return sizes;
}

const logRising = (theta: number, n: number): number => logGamma(theta + n) - logGamma(theta);

const EWENS: VectorLaw<Ewens, readonly number[]> = {
  name: "ewens",
  on: "labels",
  dimension: ({ n }) => n,
  write: ({ n, theta }) => written("ewens", n, theta),
  refusePoint: (x, { n }) => wrongLength(x, n),
  logDensity(x, { n, theta }) {
    const sizes = blockSizes(x);
    if (sizes === undefined) return Number.NEGATIVE_INFINITY;
    return sizes.reduce((sum, size) => sum + Math.log(theta) + logGamma(size), -logRising(theta, n));
  },
  sample(random, { n, theta }) {
    const labels: number[] = [];
    let blocks = 0;
    for (let i = 0; i < n; i++) {
      const u = random.uniform() * (theta + i);
      labels.push(u < theta ? blocks++ : labels[Math.min(i - 1, Math.floor(u - theta))]!);
    }
    return labels;
  },
  entropy({ n, theta }) {
    let sum = logRising(theta, n);
    for (let size = 1; size <= n; size++) {
      const chance = logGamma(n + 1) - logGamma(n - size + 1) - logRising(theta + n - size, size);
      sum -= (theta / size) * Math.exp(chance) * (Math.log(theta) + logGamma(size));
    }
    return sum;
  },
  kl(p, q) {
    let sum = 0;
    for (let i = 0; i < p.n; i++) {
      const [a, b] = [p.theta + i, q.theta + i];
      const gap = (i * (p.theta - q.theta)) / (a * b);
      sum += deviance(p.theta / a, q.theta / b, gap) + deviance(i / a, i / b, -gap);
    }
    return sum;
  },
  exponential: {
    natural: ({ theta }) => Float64Array.of(Math.log(theta)),
    logNormaliser: ([log], { n }) => logRising(Math.exp(log!), n),
  },
};

/**
 * Ewens' law of how n things fall into blocks: the Chinese restaurant process, a Dirichlet process seen through n draws.
 *
 * The i-th thing opens a block with probability θ/(θ + i − 1), else joins one in proportion to its size. Points are the
 * labels of the blocks in the order of their opening, `[0, 0, 1, 0]`. Dirichlet processes of different concentration are
 * mutually singular; D(p‖q) of n draws, E(blocks) log(θp/θq) + log of a ratio of rising factorials, is what can be
 * compared. It is summed over the draws, every term at least 0.
 *
 * @param n - How many things, an integer above 0.
 * @param theta - The concentration θ, above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @see Ewens, Theor. Popul. Biol. 3 (1972) 87.
 * @example
 * ```ts
 * kl(ewens(5, 1.5), ewens(5, 0.6)) // 0.3524242172039894
 * Math.exp(ewens(3, 1).logDensity([0, 0, 1])) // 0.16666666666666669
 * ```
 */
export function ewens(n: number, theta: number): Multivariate {
  checkParameter("ewens", "n", n, POSITIVE_INTEGER);
  checkParameter("ewens", "theta", theta, POSITIVE);
  return vectorMember(EWENS, { n, theta }) as unknown as Multivariate;
}
