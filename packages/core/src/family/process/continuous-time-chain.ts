import { RelentError } from "../../error.ts";
import { deviance } from "../../scalar/deviance.ts";
import { xlogy } from "../../scalar/xlogy.ts";
import { written } from "../multivariate/written.ts";
import { occupation, reach } from "./closed-classes.ts";
import { type ChainOptions, checkStart } from "./markov-chain.ts";
import { type Process, type ProcessLaw, processMember } from "./process.ts";

/** A Markov chain in continuous time. */
export interface ContinuousTimeChain extends Process {
  /** The share of time spent in each state in the long run. */
  stationary(): number[];
}

interface Values {
  readonly rows: readonly Float64Array[];
  readonly initial: Float64Array | undefined;
  readonly long: Float64Array;
}

/** Σⱼ≠ᵢ f(rate from i to j). */
const outOf = (rows: readonly Float64Array[], i: number, f: (rate: number, j: number) => number): number =>
  rows[i]!.reduce((sum, rate, j) => (i === j ? sum : sum + f(rate, j)), 0);

const mean = (long: Float64Array, f: (i: number) => number): number =>
  long.reduce((sum, share, i) => (share === 0 ? sum : sum + share * f(i)), 0);

const CONTINUOUS_TIME_CHAIN: ProcessLaw<Values> = {
  name: "continuousTimeChain",
  per: "unit of time",
  write: ({ rows, initial }) =>
    initial ? written("continuousTimeChain", rows, initial) : written("continuousTimeChain", rows),
  refuse: (p, q) =>
    p.rows.length === q.rows.length
      ? undefined
      : `p has ${p.rows.length} states and q ${q.rows.length}; both must have as many`,
  entropy: ({ rows, long }) => mean(long, (i) => outOf(rows, i, (rate) => rate - xlogy(rate, rate))),
  kl(p, q) {
    const jumps = p.rows.map((_, i) => outOf(p.rows, i, (rate, j) => deviance(rate, q.rows[i]![j]!)));
    const reached = reach(p.rows.length, (i, j) => i !== j && p.rows[i]![j]! > 0);
    const start = p.initial ?? p.long;
    const lost = jumps.some(
      (value, j) =>
        value === Number.POSITIVE_INFINITY &&
        start.some((mass, i) => mass > 0 && (i === j || reached[i]![j]!)),
    );
    return lost ? Number.POSITIVE_INFINITY : mean(p.long, (i) => jumps[i]!);
  },
};

/**
 * A Markov chain in continuous time; its divergence is a rate, in nats per unit of time.
 *
 * Σ πᵢ Σⱼ≠ᵢ [R log(R/S) − R + S] for generators R of p and S of q, π the share of time p spends in each state; Infinity
 * where p can make a jump that q cannot.
 *
 * @param generator - k rows of k rates: at least 0 beside the diagonal, each row with sum 0.
 * @param options - `initial`: k probabilities of the first state, needed only where several sets of states are never left.
 * @throws RelentError "invalid-argument" for other tables.
 * @example
 * ```ts
 * kl(continuousTimeChain([[-2, 2], [1, -1]]), continuousTimeChain([[-1, 1], [3, -3]])) // 0.7296899279278903
 * ```
 */
export function continuousTimeChain(
  generator: ArrayLike<ArrayLike<number>>,
  options: ChainOptions = {},
): ContinuousTimeChain {
  const n = generator.length;
  const rows = Array.from(generator, (row, i) => checkedRates(row, i, n));
  if (n === 0) {
    throw new RelentError(
      "invalid-argument",
      "continuousTimeChain: generator is empty; there must be a state",
    );
  }
  if (options.initial !== undefined) checkStart("continuousTimeChain", n, options.initial);
  const long = occupation("continuousTimeChain", n, (i, j) => rows[i]![j]!, options.initial);
  const initial = options.initial && Float64Array.from(options.initial);
  return processMember(
    CONTINUOUS_TIME_CHAIN,
    { rows, initial, long },
    { stationary: () => Array.from(long) },
  );
}

function checkedRates(row: ArrayLike<number>, i: number, n: number): Float64Array {
  let sum = 0;
  let size = 0;
  for (let j = 0; j < row.length; j++) {
    const rate = row[j]!;
    if (!Number.isFinite(rate) || (j !== i && rate < 0)) {
      throw new RelentError(
        "invalid-argument",
        `continuousTimeChain: generator[${i}][${j}] = ${rate}; it must be finite, and at least 0 beside the diagonal`,
        { index: i, value: rate },
      );
    }
    sum += rate;
    size += Math.abs(rate);
  }
  if (row.length !== n || Math.abs(sum) > 1e-13 * size) {
    throw new RelentError(
      "invalid-argument",
      `continuousTimeChain: generator[${i}] has ${row.length} entries with sum ${sum}; it must have ${n} with sum 0`,
      { index: i, value: sum },
    );
  }
  return Float64Array.from(row);
}
