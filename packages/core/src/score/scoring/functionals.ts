import type { Functional } from "./functional.ts";
import type { ScoreName, ScoreSummary } from "./score-summary.ts";
import { sumOf, type Totals, weightOf } from "./totals.ts";

const every = (): boolean => true;

/** What scores can be: none is below 0. */
export const NOT_NEGATIVE: readonly [number, number] = [0, Number.POSITIVE_INFINITY];

/** The mean of a score over some cells. */
export function meanOf(
  summary: ScoreSummary,
  score: ScoreName,
  method: string,
  within: (cell: number) => boolean = every,
): Functional {
  const value = sumOf(summary, score, within) / weightOf(summary, within);
  return {
    value,
    score,
    range: NOT_NEGATIVE,
    method,
    influence: (i) => (within(i) ? { constant: -value, slope: 1 } : undefined),
  };
}

/** −ln of each class's share of the labels. */
export function baseSurprisals({ byLabel, weight }: Totals): Float64Array {
  return byLabel.map((w) => -Math.log(w / weight));
}

/** What the entropy of K shares comes out too low by, from n rows: (K − 1)/2n. */
export function entropyBias({ byLabel, effective }: Totals): number {
  return (byLabel.filter((w) => w > 0).length - 1) / (2 * effective);
}

/** The log loss of the base-rate model on the law of the labels: their entropy, Miller and Madow's correction added. */
export function baseEntropy(summary: ScoreSummary, totals: Totals): Functional {
  const surprisals = baseSurprisals(totals);
  let plugIn = 0;
  surprisals.forEach((s, k) => {
    if (totals.byLabel[k]! > 0) plugIn += (totals.byLabel[k]! / totals.weight) * s;
  });
  const bias = entropyBias(totals);
  return {
    value: plugIn + bias,
    bias: -bias,
    method: "entropy of the labels' shares + (K − 1)/2n",
    influence: (i) => ({ constant: surprisals[summary.label[i]!]! - plugIn, slope: 0 }),
  };
}

/** Base-rate entropy less log loss: what the forecasts tell of the label. */
export function gain(summary: ScoreSummary, base: Functional, loss: Functional): Functional {
  return {
    value: base.value - loss.value,
    score: "log",
    ...(base.bias !== undefined && { bias: base.bias }),
    method: "entropy of the labels' shares less log loss",
    influence: (i) => {
      const [b, l] = [base.influence(i), loss.influence(i)];
      if (b === undefined || l === undefined || summary.infinite[i] === 1) return undefined;
      return { constant: b.constant - l.constant, slope: -l.slope };
    },
  };
}

/** 1 − log loss / base-rate entropy. */
export function skill(base: Functional, loss: Functional): Functional {
  const ratio = loss.value / base.value;
  return {
    value: 1 - ratio,
    score: "log",
    method: "1 − log loss / entropy of the labels' shares",
    influence: (i) => {
      const [b, l] = [base.influence(i), loss.influence(i)];
      if (b === undefined || l === undefined) return undefined;
      return { constant: (ratio * b.constant - l.constant) / base.value, slope: -l.slope / base.value };
    },
  };
}

/** A share of the rows in some cells. */
export function shareOf(
  summary: ScoreSummary,
  method: string,
  hit: (cell: number) => boolean,
  within: (cell: number) => boolean = every,
): Functional {
  const total = weightOf(summary, within);
  const value = weightOf(summary, (i) => within(i) && hit(i)) / total;
  return {
    value,
    share: { share: value, figure: (share) => share },
    range: [0, 1],
    method,
    influence: (i) => (within(i) ? { constant: (hit(i) ? 1 : 0) - value, slope: 0 } : undefined),
  };
}

/** The plain mean of figures that are each taken over a part of the rows, their influences scaled to the whole. */
export function average(
  parts: readonly { readonly of: Functional; readonly weight: number }[],
  weight: number,
  method: string,
  range?: readonly [number, number],
): Functional {
  const score = parts[0]?.of.score;
  return {
    value: parts.reduce((sum, { of }) => sum + of.value, 0) / parts.length,
    ...(score !== undefined && { score }),
    ...(range !== undefined && { range }),
    method,
    influence: (i) => {
      let [constant, slope] = [0, 0];
      for (const { of, weight: own } of parts) {
        const psi = of.influence(i);
        if (psi === undefined) continue;
        constant += (psi.constant * weight) / own / parts.length;
        slope += (psi.slope * weight) / own / parts.length;
      }
      return { constant, slope };
    },
  };
}
