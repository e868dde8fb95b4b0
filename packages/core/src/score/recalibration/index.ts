export { applyCalibrator, calibratorMap } from "./apply-calibrator.ts";
export type { Calibrator, CalibratorMethod, FitOptions, Floor, Parameters } from "./calibrator.ts";
export type { CalibratorRecord, LogMap } from "./calibrator-record.ts";
export { CALIBRATORS } from "./calibrators.ts";
export { fitCalibrator } from "./fit-calibrator.ts";
export {
  type CalibratorSkipped,
  type CalibratorTrial,
  type CalibratorTrials,
  type FitCalibratorsOptions,
  fitCalibrators,
} from "./fit-calibrators.ts";
export type { FitSettings } from "./fit-settings.ts";
export { type LogRows, type Predictions, writeLogRow } from "./log-rows.ts";
export { parseCalibrator } from "./parse-calibrator.ts";
