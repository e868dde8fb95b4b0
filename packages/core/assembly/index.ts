export { jensenShannonF64 } from "./js64";
export { klF32 } from "./kl32";
export { klF64 } from "./kl64";
export { crossEntropyF64 } from "./log64";
export {
  blendF32,
  curveGapF32,
  depthF32,
  expF32,
  extentF32,
  lostF32,
  maxF32,
  meanGapF32,
  scaleF32,
  shiftF32,
  sumExpF32,
} from "./logits32";
export { resultsAt } from "./results";
