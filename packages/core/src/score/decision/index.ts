export { type Costs, type DecisionValue, decisionValue } from "./decision-value.ts";
export { type NetBenefit, netBenefit } from "./net-benefit.ts";
