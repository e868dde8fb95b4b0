export { type CrossEntropyLossOptions, crossEntropyLoss } from "./cross-entropy/cross-entropy-loss.ts";
export type { LabelLossOptions } from "./label-loss.ts";
export type { Labels } from "./labels.ts";
export type { LogitOptions } from "./logit-transform.ts";
export { LOSSES } from "./losses.ts";
export type { LossInputRecord, LossInputRole, LossParameter, LossRecord, LossRoom } from "./record.ts";
export type { Reduction, ReductionOptions } from "./reduce.ts";
export type { Floats, LossResult } from "./result.ts";
export type { LayoutOptions, LossInput } from "./rows.ts";
