export {
  expectedLogLoss,
  type WeightedLoss,
  type WeightedLossOptions,
  weightedLogLoss,
} from "./expected-loss.ts";
export { type PriorShift, priorShift } from "./prior-shift.ts";
export { withPriors } from "./with-priors.ts";
