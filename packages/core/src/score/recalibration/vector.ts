import type { CalibratorRecord } from "./calibrator-record.ts";
import { knownFit } from "./known-fit.ts";
import { vectorMap } from "./linear-map.ts";
import { logSoftmaxInPlace } from "./log-softmax.ts";
import { numbersOf } from "./parameters.ts";

/** softmax(a∘ln p + b): a scale and a shift for each class. Source: Guo et al., ICML (2017). */
export const VECTOR: CalibratorRecord = {
  name: "vector scaling",
  about: "scales and shifts each class's logit",
  binary: false,
  floor: "input",
  size: (classes) => 2 * classes,
  fit: (rows, labels, settings) => {
    const { classes } = rows;
    const { theta } = knownFit("", vectorMap(classes, settings.ridge ?? 1), rows, labels, settings);
    return { scale: [...theta.subarray(0, classes)], shift: [...theta.subarray(classes)] };
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
