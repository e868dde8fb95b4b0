export {
  type CalibrationCurve,
  type CalibrationCurveOptions,
  calibrationCurve,
} from "./calibration-curve.ts";
export type { ExpectedCalibrationError } from "./calibration-error.ts";
export {
  type CalibrationFigures,
  type CalibrationOptions,
  calibrationFigures,
} from "./calibration-figures.ts";
export {
  type CalibrationCollector,
  type CalibrationSummary,
  collectCalibration,
  type ForecastCells,
} from "./collect-calibration.ts";
export {
  collectReliability,
  type GroupResiduals,
  type ReliabilityCells,
  type ReliabilityCollector,
  type ReliabilitySummary,
} from "./collect-reliability.ts";
export {
  type Reliability,
  type ReliabilityBin,
  type ReliabilityOptions,
  reliability,
} from "./reliability.ts";
export type { ScoreSplit } from "./split.ts";
