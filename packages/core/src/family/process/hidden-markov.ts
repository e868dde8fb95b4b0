import { RelentError } from "../../error.ts";
import { answer } from "../../protocol.ts";
import type { Random } from "../../random/index.ts";
import { logSumExp } from "../../scalar/log-sum-exp.ts";
import { categoricalKl } from "../discrete/categorical-kl.ts";
import type { Univariate } from "../distribution.ts";
import type { Multivariate, VectorLaw } from "../multivariate/vector-law.ts";
import { vectorMember, wrongLength } from "../multivariate/vector-member.ts";
import { type ChainOptions, type ChainValues, chainValues, checkSteps, drawState } from "./markov-chain.ts";
import { type Process, type ProcessLaw, processMember } from "./process.ts";

/** A hidden Markov model. */
export interface HiddenMarkov extends Process {
  /** log density of a sequence of observations, by the forward algorithm. */
  logLikelihood(sequence: ArrayLike<number>): number;
  /** n observations in a row as a law on vectors, to be drawn from and compared by sampling. */
  over(n: number): Multivariate;
  /** An upper bound of the rate of D(this‖q) per step, with hidden states matched by their numbers. */
  klUpperBound(q: HiddenMarkov): number;
}

interface Hidden {
  readonly chain: ChainValues;
  readonly emissions: readonly Univariate[];
}

const write = ({ chain, emissions }: Hidden): string => {
  const rows = (x: readonly Float64Array[]) =>
    `[${x.map((row) => `[${Array.from(row).join(", ")}]`).join(", ")}]`;
  const start = chain.given ? `, [${Array.from(chain.initial).join(", ")}]` : "";
  return `hiddenMarkov(${rows(chain.rows)}, [${emissions.join(", ")}]${start})`;
};

/** The log of Σ over hidden paths, one observation at a time. */
function logLikelihood({ chain, emissions }: Hidden, sequence: ArrayLike<number>): number {
  const k = emissions.length;
  let at = Array.from(chain.initial, Math.log);
  for (let t = 0; t < sequence.length; t++) {
    if (t > 0) {
      const before = at;
      at = Array.from({ length: k }, (_, j) =>
        logSumExp(before.map((log, i) => log + Math.log(chain.rows[i]![j]!))),
      );
    }
    at = at.map((log, i) => log + emissions[i]!.logDensity(sequence[t]!));
  }
  return logSumExp(at);
}

function draw({ chain, emissions }: Hidden, n: number, random: Random): number[] {
  const seen: number[] = [];
  let state = drawState(random.uniform(), chain.initial);
  for (let t = 0; t < n; t++) {
    if (t > 0) state = drawState(random.uniform(), chain.rows[state]!);
    seen.push(emissions[state]!.sample(random));
  }
  return seen;
}

const SEQUENCE: VectorLaw<Hidden & { readonly n: number }, readonly number[]> = {
  name: "sequence of a hiddenMarkov",
  on: "space",
  dimension: ({ n }) => n,
  write: (values) => `${write(values)}.over(${values.n})`,
  refusePoint: (x, { n }) => wrongLength(x, n),
  logDensity: (x, values) => logLikelihood(values, x),
  sample: (random, values) => draw(values, values.n, random),
};

const HIDDEN_MARKOV: ProcessLaw<Hidden> = {
  name: "hiddenMarkov",
  per: "step",
  write,
  entropy(values) {
    throw new RelentError(
      "needs-sampling",
      `entropy: no exact method for ${write(values)}; average −logLikelihood over draws of .over(n)`,
    );
  },
  kl: () => undefined,
};

/** Σ πᵢ [D(rows) + D(emissions)] over the states that p is in. */
function upperBound(p: Hidden, q: Hidden): number {
  if (p.emissions.length !== q.emissions.length) {
    throw new RelentError(
      "invalid-argument",
      `klUpperBound: p has ${p.emissions.length} hidden states and q ${q.emissions.length}; both must have as many`,
    );
  }
  return p.chain.long.reduce((sum, share, i) => {
    if (share === 0) return sum;
    const emission = p.emissions[i]![answer]("kl", [q.emissions[i]], {});
    return sum + share * (categoricalKl(p.chain.rows[i]!, q.chain.rows[i]!) + emission);
  }, 0);
}

/**
 * A hidden Markov model: a chain that is not seen, and a law of what is seen in each of its states.
 *
 * The rate of its divergence has no closed form, so `kl` of two different models asks for sampling: `estimateKl` of
 * `.over(n)`, whose densities come from the forward algorithm. `klUpperBound` is Do's: Σ πᵢ [D(Pᵢ‖Qᵢ) + D(bᵢ‖cᵢ)] per step.
 *
 * @param transition - k rows of k probabilities of the hidden chain.
 * @param emissions - The law of the observations in each of the k states.
 * @param options - `initial`: k probabilities of the first state; stationary when left out.
 * @throws RelentError "invalid-argument" for other parameters.
 * @see Do, IEEE Signal Process. Lett. 10 (2003) 115.
 * @example
 * ```ts
 * const p = hiddenMarkov([[0.9, 0.1], [0.3, 0.7]], [bernoulli(0.2), bernoulli(0.9)]);
 * const q = hiddenMarkov([[0.8, 0.2], [0.4, 0.6]], [bernoulli(0.2), bernoulli(0.8)]);
 * p.klUpperBound(q) // 0.042090227570637205
 * p.logLikelihood([1]) // -0.9808292530117262
 * ```
 */
export function hiddenMarkov(
  transition: ArrayLike<ArrayLike<number>>,
  emissions: readonly Univariate[],
  options: ChainOptions = {},
): HiddenMarkov {
  const chain = chainValues("hiddenMarkov", transition, options.initial);
  if (emissions.length !== chain.rows.length) {
    throw new RelentError(
      "invalid-argument",
      `hiddenMarkov: there are ${emissions.length} emissions; there must be ${chain.rows.length}, one for each state`,
      { value: emissions.length },
    );
  }
  const values: Hidden = { chain, emissions };
  return processMember(HIDDEN_MARKOV, values, {
    logLikelihood: (sequence: ArrayLike<number>) => logLikelihood(values, sequence),
    over: (n: number) => vectorMember(SEQUENCE, { ...values, n: checkSteps(n) }) as unknown as Multivariate,
    klUpperBound: (q: HiddenMarkov) =>
      upperBound(values, (q as HiddenMarkov & { readonly values: Hidden }).values),
  });
}
