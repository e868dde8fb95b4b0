export type { EvalSummary, ImpossibleRow } from "./eval-summary.ts";
export { evaluate, evaluateSummary } from "./evaluate.ts";
export { evaluateNumbers, type NumberResult } from "./evaluate-numbers.ts";
export { forecastLoss, type MovedInput, type UnlabelledResult } from "./forecast-loss.ts";
export type { EvaluateOptions } from "./options.ts";
export { evalReport } from "./report/eval-report.ts";
export { numbersReport } from "./report/numbers-report.ts";
export { unlabelledReport } from "./report/unlabelled-report.ts";
export type * from "./result.ts";
