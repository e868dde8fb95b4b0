import type { Adjacency, PrivacyEvent } from "./event.ts";
import { mechanismOf, partsOf } from "./parts.ts";
import type { BoundStatus } from "./privacy-bound.ts";
import {
  type AccountedBound,
  privacyBounds,
  privacyDelta,
  privacyDeltaBounds,
  privacyEpsilon,
} from "./privacy-epsilon.ts";
import { type TradeOffPoint, tradeOffCurve } from "./trade-off-curve.ts";

/** A guarantee in words, and what it rests on. */
export interface Guarantee {
  readonly epsilon: number;
  readonly delta: number;
  readonly adjacency: Adjacency;
  readonly status: BoundStatus;
  readonly sentences: readonly string[];
  /** What the best attack can reach at 1 % false alarms. */
  readonly attack: TradeOffPoint;
  /** What must hold of the program for the figure to hold. */
  readonly assumptions: readonly string[];
  readonly bounds: readonly AccountedBound[];
}

const NEIGHBOURS: Record<Adjacency, string> = {
  "add-remove": "whether any one record is in the data",
  "replace-one": "what any one record says, with the number of records known",
};

const STANDING: Record<BoundStatus, string> = {
  exact: "is exact up to rounding",
  upper: "is an upper bound: the true one may be lower",
  lower: "is a lower bound: it guarantees nothing",
  asymptotic: "is a limit: it guarantees nothing",
};

const ASSUMPTIONS: Readonly<Record<string, string>> = {
  poissonSubsampledGaussian:
    "Every batch is drawn anew, each record joining by itself: shuffled, cyclic or fixed-size batches are another mechanism.",
  withoutReplacementGaussian: "Every batch is drawn anew and uniformly among all batches of its size.",
  treeAggregation: "Each record is in one leaf only.",
  discreteGaussian: "The noise is drawn in exact arithmetic.",
  discreteLaplace: "The noise is drawn in exact arithmetic.",
};

function percent(x: number): string {
  return `${Number((100 * x).toPrecision(3))} %`;
}

/** To four digits, from above. */
function shown(delta: number): number {
  const short = Number(delta.toPrecision(4));
  return short >= delta ? short : Number((delta * 1.0005).toPrecision(4));
}

/** To three places, and four digits where it is small, from above. */
function roundedUp(epsilon: number): number {
  if (!(epsilon > 0 && epsilon < Infinity)) return epsilon;
  const parts = 10 ** Math.max(3, 3 - Math.floor(Math.log10(epsilon)));
  return Math.ceil(epsilon * parts - 1e-9) / parts;
}

/** The pair that is guaranteed, its standing and every accountant's figure of the one that was not given. */
function found(
  event: PrivacyEvent,
  given: number | { readonly epsilon: number },
): Pick<Guarantee, "epsilon" | "delta" | "status" | "bounds"> {
  const atDelta = typeof given === "number";
  const bounds = atDelta ? privacyBounds(event, given) : privacyDeltaBounds(event, given.epsilon);
  const sure =
    bounds.find((bound) => bound.status === "exact" || bound.status === "upper") ??
    (atDelta ? privacyEpsilon(event, given) : privacyDelta(event, given.epsilon));
  const pair = atDelta
    ? { epsilon: sure.value, delta: given }
    : { epsilon: given.epsilon, delta: sure.value };
  return { ...pair, status: sure.status, bounds };
}

/** What was done, in words. */
function describeEvent(event: PrivacyEvent): string {
  const done = partsOf(event).map(({ event: one, count }) => {
    const record = mechanismOf(one);
    const base = record.base?.(one);
    const what =
      base === undefined ? record.describe(one) : `${record.describe(one)} (${describeEvent(base)})`;
    return count === 1 ? what : `${count} times ${what}`;
  });
  return done.length === 0 ? "nothing" : done.join("; ");
}

/**
 * A statement of privacy in plain words: what was done, whom the guarantee compares, ε and its standing, what the best
 * attack can reach, what is assumed, and every accountant's figure.
 *
 * @param given - δ in [0, 1), of which ε is told; or an ε from 0, of which δ is.
 * @throws RelentError "invalid-argument" for another δ or ε, and as `compose`.
 * @see Wood et al., Vanderbilt J. Ent. & Tech. Law 21 (2018), on what the figures mean to people.
 * @example
 * ```ts
 * explainGuarantee(gaussianMechanism(1), 1e-5).sentences[2] // "The release is (4.378, 0.00001)-differentially private; this ε is exact up to rounding."
 * explainGuarantee(gaussianMechanism(1), { epsilon: 6 }).sentences[2] // "The release is (6, 2.788e-9)-differentially private; this δ is exact up to rounding."
 * ```
 */
export function explainGuarantee(
  event: PrivacyEvent,
  given: number | { readonly epsilon: number },
): Guarantee {
  const { epsilon, delta, status, bounds } = found(event, given);
  const letter = typeof given === "number" ? "ε" : "δ";
  const parts = partsOf(event);
  const done = describeEvent(event);
  const attack = tradeOffCurve(event, [0.01])[0]!;
  const rounded = typeof given === "number" ? roundedUp(epsilon) : epsilon;
  return {
    epsilon,
    delta,
    adjacency: event.adjacency,
    status,
    sentences: [
      `What was released: ${done}.`,
      `The guarantee hides ${NEIGHBOURS[event.adjacency]} ("${event.adjacency}").`,
      `The release is (${rounded}, ${shown(delta)})-differentially private; this ${letter} ${STANDING[status]}.`,
      `An attack on one record that raises a false alarm in ${percent(attack.falsePositiveRate)} of the cases finds it in at most ${percent(1 - attack.falseNegativeRate)}.`,
    ],
    attack,
    assumptions: parts.flatMap((part) => ASSUMPTIONS[part.event.mechanism] ?? []),
    bounds,
  };
}
