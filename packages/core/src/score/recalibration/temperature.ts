import type { CalibratorRecord } from "./calibrator-record.ts";
import { fitLinear, type LinearMap, logSoftmaxInPlace } from "./linear-fit.ts";
import { numbersOf } from "./parameters.ts";

const LINEAR: LinearMap = {
  identity: Float64Array.of(1),
  write: (theta, logs, at, out) => {
    for (let k = 0; k < out.length; k++) out[k] = theta[0]! * logs[at + k]!;
  },
  back: (slope, logs, at, gradient) => {
    for (let k = 0; k < slope.length; k++) gradient[0]! += slope[k]! * logs[at + k]!;
  },
};

/** softmax(ln p / T): one number that makes every prediction more or less sure. Source: Guo et al., ICML (2017). */
export const TEMPERATURE: CalibratorRecord = {
  name: "temperature",
  about: "makes all predictions more or less sure by one temperature",
  binary: false,
  floor: "input",
  size: () => 1,
  fit: (rows, labels, settings) => ({ inverse: [...fitLinear(LINEAR, rows, labels, settings)] }),
  map: (fn, parameters, classes) => {
    const [inverse] = numbersOf(fn, parameters, "inverse", 1);
    return (logs, at) => {
      for (let k = 0; k < classes; k++) {
        if (logs[at + k] !== Number.NEGATIVE_INFINITY) logs[at + k]! *= inverse!;
      }
      logSoftmaxInPlace(logs, at, classes);
    };
  },
};
