import { type LabelKernel, type LabelLossOptions, labelLoss } from "./label-loss.ts";
import type { Labels } from "./labels.ts";
import { writeQuickLabelGradient } from "./quick-label.ts";
import type { LossResult } from "./result.ts";
import type { LossInput } from "./rows.ts";
import { writeLabelGradient } from "./softmax-row.ts";

/**
 * A loss of the label's probability p alone: its value, and slope = −p·f′(p), of which the gradient is slope·(p − [j
 * = y]).
 */
export interface LabelTerm {
  value: number;
  slope: number;
}

/** Fills in a term from the label's surprisal −log p, p itself, and 1 − p to full accuracy. */
export type LabelCurve = (surprisal: number, p: number, rest: number, term: LabelTerm) => void;

/** The kernel of a loss of the label's probability alone. */
export function liftLabel(
  curve: LabelCurve,
  before: Pick<LabelKernel, "prepare" | "chain"> = {},
): LabelKernel {
  const term: LabelTerm = { value: 0, slope: 0 };
  const lift = (surprisal: number, p: number, rest: number) => {
    curve(surprisal, p, rest, term);
    return term;
  };
  const quick: LabelKernel["quick"] = (found, { label, n, at }, factor, out) => {
    const { value, slope } = lift(found.surprisal, found.p, found.rest);
    writeQuickLabelGradient(found, label, n, slope * factor, out, at);
    return value;
  };
  return {
    ...before,
    ...(before.prepare === undefined && { quick }),
    row(row, grad) {
      const { value, slope } = lift(row.surprisal, row.w[row.label]! / row.total, row.others / row.total);
      writeLabelGradient(row, row.label, slope, grad);
      return value;
    },
  };
}

/** A loss of the label's probability alone, over rows. */
export function labelProbabilityLoss(
  fn: string,
  logits: LossInput,
  labels: Labels,
  options: LabelLossOptions,
  curve: LabelCurve,
): LossResult {
  return labelLoss(fn, logits, labels, options, () => liftLabel(curve));
}
