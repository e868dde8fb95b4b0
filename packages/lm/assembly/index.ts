export { compareCodes } from "./codes";
export { firstFull } from "./gather";
export { compareLaid, layCodes, layLogits } from "./logits";
