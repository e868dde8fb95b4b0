import { RelentError } from "../../error.ts";
import { deviance } from "../../scalar/deviance.ts";
import { xlogy } from "../../scalar/xlogy.ts";
import { checkedVector, refuseSize } from "../multivariate/checked-vector.ts";
import { written } from "../multivariate/written.ts";
import { checkParameter, NON_NEGATIVE, POSITIVE, REAL } from "../parameter.ts";
import { type Process, type ProcessLaw, processMember } from "./process.ts";

/** A Poisson process of one rate. */
export interface PoissonProcess extends Process {
  /** What happens in a window of that length, as a process whose figures are those of the whole window. */
  over(length: number): Process;
}

const POISSON_PROCESS: ProcessLaw<number> = {
  name: "poissonProcess",
  per: "unit of time",
  write: (rate) => written("poissonProcess", rate),
  entropy: (rate) => rate - xlogy(rate, rate),
  kl: (p, q) => deviance(p, q),
};

interface Pieces {
  readonly times: Float64Array;
  readonly rates: Float64Array;
}

/** Σ over the pieces on which both rates are constant of length · f(rate p, rate q). */
function overPieces(p: Pieces, q: Pieces, f: (a: number, b: number) => number): number {
  let [i, j, sum] = [0, 0, 0];
  let from = p.times[0]!;
  while (i < p.rates.length && j < q.rates.length) {
    const [a, b] = [p.times[i + 1]!, q.times[j + 1]!];
    const to = Math.min(a, b);
    sum += (to - from) * f(p.rates[i]!, q.rates[j]!);
    from = to;
    if (a === to) i++;
    if (b === to) j++;
  }
  return sum;
}

const PIECEWISE: ProcessLaw<Pieces> = {
  name: "piecewisePoissonProcess",
  per: "window",
  write: ({ times, rates }) => written("piecewisePoissonProcess", times, rates),
  refuse({ times: a }, { times: b }) {
    const [p, q] = [a, b].map((times) => `[${times[0]}, ${times.at(-1)}]`);
    return p === q ? undefined : `p is on ${p} and q on ${q}; both must be on the same window`;
  },
  entropy: (p) => overPieces(p, p, (rate) => rate - xlogy(rate, rate)),
  kl: (p, q) => overPieces(p, q, (a, b) => deviance(a, b)),
};

/**
 * The Poisson process of one rate; its divergence is a rate, in nats per unit of time.
 *
 * λ log(λ/ν) − λ + ν for rates λ of p and ν of q; Infinity where ν = 0 < λ. `.over(length)` gives that of a window. The
 * entropy λ − λ log λ is with respect to the process of rate 1's counting measure (McFadden 1965).
 *
 * @param rate - Events per unit of time, at least 0.
 * @throws RelentError "invalid-argument" for other rates.
 * @example
 * ```ts
 * kl(poissonProcess(2), poissonProcess(1)) // 0.3862943611198906
 * kl(poissonProcess(2).over(10), poissonProcess(1).over(10)) // 3.862943611198906
 * ```
 */
export function poissonProcess(rate: number): PoissonProcess {
  checkParameter("poissonProcess", "rate", rate, NON_NEGATIVE);
  return processMember(POISSON_PROCESS, rate, {
    over(length: number) {
      checkParameter("over", "length", length, POSITIVE);
      return piecewisePoissonProcess([0, length], [rate]);
    },
  });
}

/**
 * A Poisson process whose rate is constant on each of some pieces of a window; its divergence is that of the whole window.
 *
 * ∫ [λ log(λ/ν) − λ + ν] dt over the window, in nats.
 *
 * @param times - Where the pieces begin and the last one ends, rising: one more than there are rates.
 * @param rates - Events per unit of time on each piece, at least 0.
 * @throws RelentError "invalid-argument" for other lists; from `kl` for different windows.
 * @example
 * ```ts
 * kl(piecewisePoissonProcess([0, 1, 3], [2, 1]), piecewisePoissonProcess([0, 3], [1])) // 0.3862943611198906
 * ```
 */
export function piecewisePoissonProcess(times: ArrayLike<number>, rates: ArrayLike<number>): Process {
  const family = "piecewisePoissonProcess";
  const values = {
    times: checkedVector(family, "times", times, REAL),
    rates: checkedVector(family, "rates", rates, NON_NEGATIVE),
  };
  refuseSize(family, "times", values.times.length, values.rates.length + 1);
  const odd = values.times.findIndex((time, i) => i > 0 && !(time > values.times[i - 1]!));
  if (odd >= 0) {
    throw new RelentError("invalid-argument", `${family}: times[${odd}] = ${times[odd]}; times must rise`, {
      index: odd,
      value: times[odd],
    });
  }
  return processMember(PIECEWISE, values, {});
}
