export type { HostLoss, HostOutputs, Outputs } from "./array.ts";
export { lossStep, type Model, type ModelLoss } from "./loss-step.ts";
export { type CompiledStep, makeStep } from "./make-step.ts";
