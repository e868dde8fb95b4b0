export {
  expectedLogLoss,
  type WeightedLoss,
  type WeightedLossOptions,
  weightedLogLoss,
} from "./expected-loss.ts";
export { type PriorShift, priorShift } from "./prior-shift.ts";
export { type Margin, type RakedWeights, rakedWeights } from "./raked-weights.ts";
export { withPriors } from "./with-priors.ts";
