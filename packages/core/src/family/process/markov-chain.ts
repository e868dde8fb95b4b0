import { RelentError } from "../../error.ts";
import { random, type Seed } from "../../random/index.ts";
import { xlogy } from "../../scalar/xlogy.ts";
import { categoricalKl } from "../discrete/categorical-kl.ts";
import { checkTotal } from "../discrete/probability-list.ts";
import { refuseSize } from "../multivariate/checked-vector.ts";
import { written } from "../multivariate/written.ts";
import { occupation, reach } from "./closed-classes.ts";
import { type Process, type ProcessLaw, processMember } from "./process.ts";

/** Where a chain starts. */
export interface ChainOptions {
  /** The law of the first state; the stationary one when left out. */
  readonly initial?: ArrayLike<number>;
}

/** A Markov chain on the states 0 … k − 1. */
export interface MarkovChain extends Process {
  /** The share of time spent in each state in the long run. */
  stationary(): number[];
  /** The path of the first state and n steps, as a law of its own: its `kl` is that of whole paths. */
  over(n: number): Process;
  /** A path of n steps, n + 1 states. */
  path(n: number, seed: Seed): number[];
}

/** A chain's rows, its start, and the share of time in each state. */
export interface ChainValues {
  readonly rows: readonly Float64Array[];
  readonly initial: Float64Array;
  readonly long: Float64Array;
  readonly given: boolean;
}

const rowEntropy = (row: Float64Array): number => row.reduce((sum, p) => sum - xlogy(p, p), 0);
const mean = (weights: ArrayLike<number>, f: (i: number) => number): number =>
  Array.from(weights).reduce((sum, weight, i) => (weight === 0 ? sum : sum + weight * f(i)), 0);

/** The states that a chain visits. */
function visited({ rows, initial }: ChainValues): boolean[] {
  const reached = reach(rows.length, (i, j) => rows[i]![j]! > 0);
  return rows.map((_, j) => initial.some((p, i) => p > 0 && (i === j || reached[i]![j]!)));
}

function klRate(p: ChainValues, q: ChainValues): number {
  const steps = p.rows.map((row, i) => categoricalKl(row, q.rows[i]!));
  const lost = visited(p).some((is, i) => is && steps[i] === Number.POSITIVE_INFINITY);
  return lost ? Number.POSITIVE_INFINITY : mean(p.long, (i) => steps[i]!);
}

function next(at: Float64Array, rows: readonly Float64Array[]): Float64Array {
  const made = new Float64Array(at.length);
  for (const [i, mass] of at.entries()) for (const [j, p] of rows[i]!.entries()) made[j]! += mass * p;
  return made;
}

/** Σ over the first n steps of the mean of f at the state before the step. */
function overSteps({ rows, initial }: ChainValues, n: number, f: (i: number) => number): number {
  let sum = 0;
  let at = initial;
  for (let t = 0; t < n; t++) {
    sum += mean(at, f);
    at = next(at, rows);
  }
  return sum;
}

const refuse = (p: ChainValues, q: ChainValues): string | undefined =>
  p.rows.length === q.rows.length
    ? undefined
    : `p has ${p.rows.length} states and q ${q.rows.length}; both must have as many`;

const write = ({ rows, initial, given }: ChainValues): string =>
  given ? written("markovChain", rows, initial) : written("markovChain", rows);

const MARKOV_CHAIN: ProcessLaw<ChainValues> = {
  name: "markovChain",
  per: "step",
  write,
  refuse,
  entropy: ({ rows, long }) => mean(long, (i) => rowEntropy(rows[i]!)),
  kl: klRate,
};

const PATH: ProcessLaw<ChainValues & { readonly steps: number }> = {
  name: "path of a markovChain",
  per: "window",
  write: (values) => `${write(values)}.over(${values.steps})`,
  refuse: (p, q) =>
    refuse(p, q) ??
    (p.steps === q.steps ? undefined : `p has ${p.steps} steps and q ${q.steps}; both must have as many`),
  entropy: (values) =>
    rowEntropy(values.initial) + overSteps(values, values.steps, (i) => rowEntropy(values.rows[i]!)),
  kl: (p, q) =>
    categoricalKl(p.initial, q.initial) + overSteps(p, p.steps, (i) => categoricalKl(p.rows[i]!, q.rows[i]!)),
};

/** One state by its probabilities. */
export function drawState(u: number, p: Float64Array): number {
  let left = u;
  let last = 0;
  for (const [i, mass] of p.entries()) {
    if (mass === 0) continue;
    last = i;
    if (left < mass) return i;
    left -= mass;
  }
  return last;
}

/** Refuses what is no law of the first of n states. */
export function checkStart(family: string, n: number, initial: ArrayLike<number>): void {
  checkTotal(`${family}: initial`, initial);
  refuseSize(family, "initial", initial.length, n);
}

/** Checked values of a chain. */
export function chainValues(
  family: string,
  transition: ArrayLike<ArrayLike<number>>,
  initial: ArrayLike<number> | undefined,
): ChainValues {
  const n = transition.length;
  const rows = Array.from(transition, (row, i) => {
    if (row.length !== n) {
      throw new RelentError(
        "invalid-argument",
        `${family}: transition[${i}] has ${row.length} entries; it must have ${n}, one for each state`,
        { index: i, value: row.length },
      );
    }
    checkTotal(`${family}: transition[${i}]`, row);
    return Float64Array.from(row);
  });
  if (n === 0)
    throw new RelentError("invalid-argument", `${family}: transition is empty; there must be a state`);
  if (initial !== undefined) checkStart(family, n, initial);
  const long = occupation(family, n, (i, j) => rows[i]![j]!, initial);
  return { rows, initial: Float64Array.from(initial ?? long), long, given: initial !== undefined };
}

/**
 * A Markov chain on finitely many states; its divergence is a rate, in nats per step.
 *
 * lim D(paths of n steps)/n = Σ πᵢ Σ Pᵢⱼ log(Pᵢⱼ/Qᵢⱼ) with π the share of time p spends in each state; Infinity where p can
 * make a step that q cannot. `.over(n)` gives the paths of n steps, with the first state. Where a chain has several sets of
 * states that it never leaves, π depends on the start, which must then be said.
 *
 * @param transition - k rows of k probabilities, each row with sum 1.
 * @param options - `initial`: k probabilities of the first state; stationary when left out.
 * @throws RelentError "invalid-argument" for other tables, and for several closed sets without a start.
 * @see Rached, Alajaji & Campbell, IEEE Trans. Inf. Theory 50 (2004) 917.
 * @example
 * ```ts
 * const p = markovChain([[0.9, 0.1], [0.3, 0.7]]);
 * const q = markovChain([[0.8, 0.2], [0.4, 0.6]]);
 * kl(p, q) // 0.03291772406194957
 * kl(p.over(1), q.over(1)) // 0.04933448269129192
 * p.stationary() // [0.7499999999999999, 0.25]
 * ```
 */
export function markovChain(
  transition: ArrayLike<ArrayLike<number>>,
  options: ChainOptions = {},
): MarkovChain {
  const values = chainValues("markovChain", transition, options.initial);
  return processMember(MARKOV_CHAIN, values, {
    stationary: () => Array.from(values.long),
    over: (n: number) => processMember(PATH, { ...values, steps: checkSteps(n) }, {}),
    path(n: number, seed: Seed) {
      const stream = random(seed);
      const states = [drawState(stream.uniform(), values.initial)];
      for (let t = 0; t < n; t++) states.push(drawState(stream.uniform(), values.rows[states[t]!]!));
      return states;
    },
  });
}

/** A number of steps. */
export function checkSteps(n: number): number {
  if (Number.isSafeInteger(n) && n >= 0) return n;
  throw new RelentError("invalid-argument", `over: n = ${n}; it must be an integer of at least 0`, {
    value: n,
  });
}
