export { distributionOf } from "../plan/distribution.ts";
export type { ColumnPlan, CountPlan } from "../plan/plan.ts";
export { planColumn } from "../plan/plan-column.ts";
export { countNumbers } from "./count-array.ts";
export type { CellSummary, ClusterSummary, CountSummary, ValueSummary } from "./summary.ts";
export { NO_SPECIALS } from "./summary.ts";
