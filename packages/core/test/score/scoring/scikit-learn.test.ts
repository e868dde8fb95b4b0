import { describe, expect, it } from "vitest";
import { collectScores, probabilityRow, type ScoreFigures, scoreFigures } from "../../../src/score/index.ts";
import { CASES, type Case } from "../scikit-learn.ts";

/** Where each of scikit-learn's figures stands in ours. */
const FIGURES: Readonly<Record<string, (found: ScoreFigures) => unknown>> = {
  logLoss: (found) => found.logLoss.value,
  brier: (found) => found.brier.value,
  brierSum: (found) => found.brier.value * (found.classes === 2 ? 2 : 1),
  accuracy: (found) => found.accuracy.value,
  balancedAccuracy: (found) => found.balancedAccuracy.value,
  precision: (found) => found.perClass.map((one) => one.precision?.value),
  recall: (found) => found.perClass.map((one) => one.recall?.value),
  f1: (found) => found.perClass.map((one) => one.f1?.value),
  macro_precision: (found) => found.macro.precision.value,
  macro_recall: (found) => found.macro.recall.value,
  macro_f1: (found) => found.macro.f1.value,
  confusion: (found) => found.confusion,
  spherical: (found) => found.spherical.value,
  focal: (found) => found.focal.value,
  balancedLogLoss: (found) => found.balancedLogLoss.value,
  baseRatePlugIn: (found) => found.baseRate.plugIn,
  confusionInformationPlugIn: (found) => found.confusionInformation.plugIn,
};

function figuresOf({ classes, p, y, w }: Case): ScoreFigures {
  const row = probabilityRow(classes === 2 ? "prob" : "probs", classes);
  const scores = collectScores({ classes });
  p.forEach((forecast, i) => {
    row.read(forecast, 0, i);
    scores.add(row, y[i]!, w?.[i]);
  });
  return scoreFigures(scores.summary());
}

const flat = (value: unknown): number[] => [value].flat(3) as number[];

describe.each(CASES)("of $name", (one) => {
  const found = figuresOf(one);
  const names = Object.keys(one.expected).filter((name) => name in FIGURES);

  it.each(names)("%s equals scikit-learn's to 1e-12", (name) => {
    const expected = flat(one.expected[name]!.value);
    const got = flat(FIGURES[name]!(found));
    expect(got.length).toBe(expected.length);
    got.forEach((value, i) => {
      expect(Math.abs(value - expected[i]!), one.expected[name]!.expression).toBeLessThanOrEqual(1e-12);
    });
  });

  it("holds every figure inside its interval", () => {
    for (const estimate of [
      found.logLoss,
      found.brier,
      found.accuracy,
      found.balancedAccuracy,
      found.skill!,
    ]) {
      expect(estimate.low).toBeLessThanOrEqual(estimate.value);
      expect(estimate.high).toBeGreaterThanOrEqual(estimate.value);
    }
  });
});
