import type { Estimate } from "../../estimate/estimate.ts";
import { inUnit, type LogUnit } from "../../estimate/log-unit.ts";
import { estimateFunctional, type Functional } from "./functional.ts";
import { baseSurprisals, meanOf, shareOf } from "./functionals.ts";
import { f1Of } from "./macro.ts";
import type { ScoreSummary } from "./score-summary.ts";
import type { Totals } from "./totals.ts";

/** What is known of one class; figures that its rows do not define are absent. */
export interface ClassFigures {
  readonly class: number;
  /** Σ w of its label, and of its prediction. */
  readonly weight: number;
  readonly predicted: number;
  readonly share: Estimate;
  /** Log loss of the rows of this label. */
  readonly logLoss?: Estimate;
  /** −ln of the class's share less its log loss: what the forecasts tell of this label. */
  readonly informationGain?: Estimate;
  readonly precision?: Estimate;
  readonly recall?: Estimate;
  readonly f1?: Estimate;
}

/** The figures of each class. */
export function classFigures(
  summary: ScoreSummary,
  totals: Totals,
  unit: LogUnit,
  level: number,
): ClassFigures[] {
  const { label, predicted } = summary;
  const surprisals = baseSurprisals(totals);
  const plain = (functional: Functional): Estimate => estimateFunctional(summary, functional, level);
  const logarithmic = (functional: Functional): Estimate =>
    inUnit(plain({ ...functional, unit: "nats" }), unit);
  const correct = (i: number): boolean => label[i] === predicted[i];

  return Array.from({ length: totals.classes }, (_, k) => {
    const own = (i: number): boolean => label[i] === k;
    const said = (i: number): boolean => predicted[i] === k;
    const [weight, guessed] = [totals.byLabel[k]!, totals.byPredicted[k]!];
    const loss =
      weight > 0 ? meanOf(summary, "log", "mean −ln p over the rows of the label", own) : undefined;
    const f1 = weight + guessed > 0 ? f1Of(summary, k).of : undefined;
    return {
      class: k,
      weight,
      predicted: guessed,
      share: plain(shareOf(summary, "share of the label", own)),
      ...(loss !== undefined && {
        logLoss: logarithmic(loss),
        informationGain: logarithmic(gainOf(summary, loss, surprisals[k]!, weight, totals.weight, own)),
        recall: plain(shareOf(summary, "share of the label's rows that were predicted", correct, own)),
      }),
      ...(guessed > 0 && {
        precision: plain(shareOf(summary, "share of the predicted rows that have the label", correct, said)),
      }),
      ...(f1 !== undefined && { f1: plain(f1) }),
    };
  });
}

function gainOf(
  summary: ScoreSummary,
  loss: Functional,
  surprisal: number,
  weight: number,
  total: number,
  own: (cell: number) => boolean,
): Functional {
  return {
    value: surprisal - loss.value,
    score: "log",
    method: "−ln of the class's share less its log loss",
    influence: (i) => {
      if (summary.infinite[i] === 1) return undefined;
      if (!own(i)) return { constant: 1, slope: 0 };
      const psi = loss.influence(i)!;
      const scale = total / weight;
      return { constant: 1 - scale - scale * psi.constant, slope: -scale * psi.slope };
    },
  };
}
