export { diffProfiles, type SchemaChange } from "./compare/diff-profiles.ts";
export type { CompareOptions } from "./compare/options.ts";
export type {
  CellResult,
  ColumnResult,
  ColumnTest,
  ColumnVerdict,
  DiffResult,
  NewValue,
  Verdict,
} from "./compare/result.ts";
export { type DiffOptions, diff } from "./diff.ts";
export type {
  ClassResult,
  DecisionCosts,
  EvalResult,
  EvaluateOptions,
  Evaluation,
  EvalVerdict,
  LabelCalibrators,
  LabelsResult,
  LossComparison,
  Mistake,
  NumberCalibrator,
  NumberResult,
  Recalibration,
  UnlabelledResult,
} from "./evaluate/index.ts";
export {
  evalReport,
  evaluate,
  evaluateLabels,
  evaluateNumbers,
  evaluateSummary,
  forecastLoss,
  labelsReport,
  mergeEvaluations,
  numbersReport,
  parseLabelCalibrators,
  readEvaluation,
  summariseEvaluation,
  unlabelledReport,
  writeEvaluation,
} from "./evaluate/index.ts";
export type { ColumnPlan, CountPlan, Plan } from "./plan/plan.ts";
export {
  type Budget,
  budgetOf,
  type ColumnBudget,
  type ColumnNeed,
  type PrivateOptions,
} from "./private/budget.ts";
export { drawEdges } from "./private/draw-edges.ts";
export { boundedDomain, type EdgeDomain, openDomain } from "./private/edge-domain.ts";
export { edgeGrid } from "./private/edge-grid.ts";
export { type HalvingLaw, halvingLaw } from "./private/halving-law.ts";
export type { PrivateColumn, PrivateNotice } from "./private/notice.ts";
export type { PublicColumn } from "./private/public-plan.ts";
export { type ReleaseNoise, releaseColumn } from "./private/release.ts";
export { type SecretBits, secretBits } from "./private/secret-bits.ts";
export { COLUMN_TYPES, type ColumnType } from "./private/types.ts";
export type { PrivacyUnit } from "./private/unit.ts";
export { type Profile, type ProfileOptions, profileLike, profileReference } from "./profile.ts";
export { looksLikeProfile, PROFILE_SCHEMA, readProfile, writeProfile } from "./profile-file.ts";
export { type ProfileTableOptions, profileTable } from "./profile-table.ts";
export { diffReport } from "./report/diff-report.ts";
export {
  findSegments,
  planSegments,
  type Segment,
  type SegmentOptions,
  type SegmentSearch,
} from "./segments/index.ts";
export { mergeSummaries } from "./summary/merge.ts";
export { summarize } from "./summary/summarize.ts";
export type { ColumnSummary, CountSummary, TableSummary } from "./summary/summary.ts";
