import type { Estimate } from "@relent/core/estimate";
import {
  type CalibrationFigures,
  type ClassRankingFigures,
  calibrationFigures,
  classRankingFigures,
  collectCalibration,
  collectClassRanks,
  collectScores,
  probabilityRow,
  type ScoreFigures,
  scoreFigures,
} from "@relent/core/score";
import type { Draw } from "./forecast-laws.ts";

/** Everything of one sample. */
export interface Found {
  readonly scores: ScoreFigures;
  readonly calibration: CalibrationFigures;
  readonly ranks: ClassRankingFigures;
}

/** Takes rows and gives their figures. */
export function collector(
  classes: number,
  splitBins: number,
  bins: number,
): { add(draw: Draw, cluster?: number): void; found(): Found } {
  const row = probabilityRow("weights", classes);
  const scores = collectScores({ classes });
  const calibration = collectCalibration({ classes });
  const ranks = collectClassRanks({ classes, distinct: 2 ** 17 });
  let index = 0;
  return {
    add({ p, label }, cluster) {
      row.read(p, 0, index++);
      scores.add(row, label, 1, cluster);
      calibration.add(row, label, 1, cluster);
      ranks.add(row, label, 1, cluster);
    },
    found() {
      const summed = scoreFigures(scores.summary());
      return {
        scores: summed,
        calibration: calibrationFigures(calibration.summary(), { splitBins, bins }),
        ranks: classRankingFigures(ranks.summary()),
      };
    },
  };
}

const last = <Value>(list: readonly Value[]): Value => list.at(-1)!;

/** The figures whose intervals are tried. */
export const FIGURES: Readonly<Record<string, (found: Found) => Estimate | undefined>> = {
  "log loss": ({ scores }) => scores.logLoss,
  "base rate": ({ scores }) => scores.baseRate,
  "information gain": ({ scores }) => scores.informationGain,
  skill: ({ scores }) => scores.skill,
  Brier: ({ scores }) => scores.brier,
  spherical: ({ scores }) => scores.spherical,
  "balanced log loss": ({ scores }) => scores.balancedLogLoss,
  accuracy: ({ scores }) => scores.accuracy,
  "balanced accuracy": ({ scores }) => scores.balancedAccuracy,
  "macro F1": ({ scores }) => scores.macro.f1,
  "last class: recall": ({ scores }) => last(scores.perClass).recall,
  "last class: precision": ({ scores }) => last(scores.perClass).precision,
  "last class: F1": ({ scores }) => last(scores.perClass).f1,
  "last class: gain": ({ scores }) => last(scores.perClass).informationGain,
  "confusion information": ({ scores }) => scores.confusionInformation,
  "ROC AUC": ({ ranks }) => ranks.rocAuc,
  "average precision": ({ ranks }) => ranks.averagePrecision,
  "split: uncertainty": ({ calibration }) => calibration.split.uncertainty,
  "split: resolution": ({ calibration }) => calibration.split.resolution,
  "split: calibration": ({ calibration }) => calibration.split.calibration,
  "split: within": ({ calibration }) => calibration.split.within,
  "Brier split: calibration": ({ calibration }) => calibration.brierSplit.calibration,
  "Brier split: resolution": ({ calibration }) => calibration.brierSplit.resolution,
  "expected calibration error": ({ calibration }) => calibration.confidence.expectedCalibrationError,
  "squared calibration error": ({ calibration }) => calibration.confidence.squaredCalibrationError,
};
