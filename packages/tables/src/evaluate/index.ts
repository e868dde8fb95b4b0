export type { EvalSummary, ImpossibleRow } from "./eval-summary.ts";
export { evaluate, evaluateSummary } from "./evaluate.ts";
export type { EvaluateOptions } from "./options.ts";
export { evalReport } from "./report/eval-report.ts";
export type * from "./result.ts";
