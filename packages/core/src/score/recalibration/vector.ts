import type { CalibratorRecord } from "./calibrator-record.ts";
import { fitLinear, type LinearMap, logSoftmaxInPlace } from "./linear-fit.ts";
import { numbersOf } from "./parameters.ts";

/** θ holds the scales, then the shifts. */
const linear = (classes: number): LinearMap => ({
  identity: Float64Array.from({ length: 2 * classes }, (_, c) => (c < classes ? 1 : 0)),
  write: (theta, logs, at, out) => {
    for (let k = 0; k < classes; k++) out[k] = theta[k]! * logs[at + k]! + theta[classes + k]!;
  },
  back: (slope, logs, at, gradient) => {
    for (let k = 0; k < classes; k++) {
      gradient[k]! += slope[k]! * logs[at + k]!;
      gradient[classes + k]! += slope[k]!;
    }
  },
});

/** softmax(a∘ln p + b): a scale and a shift for each class. Source: Guo et al., ICML (2017). */
export const VECTOR: CalibratorRecord = {
  name: "vector scaling",
  about: "scales and shifts each class's logit",
  binary: false,
  floor: "input",
  size: (classes) => 2 * classes,
  fit: (rows, labels, settings) => {
    const theta = fitLinear(linear(rows.classes), rows, labels, settings);
    return { scale: [...theta.subarray(0, rows.classes)], shift: [...theta.subarray(rows.classes)] };
  },
  map: (fn, parameters, classes) => {
    const scale = numbersOf(fn, parameters, "scale", classes);
    const shift = numbersOf(fn, parameters, "shift", classes);
    return (logs, at) => {
      for (let k = 0; k < classes; k++) logs[at + k] = scale[k]! * logs[at + k]! + shift[k]!;
      logSoftmaxInPlace(logs, at, classes);
    };
  },
};
