import type { CalibratorRecord } from "./calibrator-record.ts";
import { knownFit } from "./known-fit.ts";
import { temperatureMap } from "./linear-map.ts";
import { logSoftmaxInPlace } from "./log-softmax.ts";
import { numbersOf } from "./parameters.ts";

/** softmax(ln p / T): one number that makes every prediction more or less sure. Source: Guo et al., ICML (2017). */
export const TEMPERATURE: CalibratorRecord = {
  name: "temperature",
  about: "makes all predictions more or less sure by one temperature",
  binary: false,
  floor: "input",
  size: () => 1,
  fit: (rows, labels, settings) => {
    const map = temperatureMap(rows.classes, settings.ridge ?? 1);
    const [inverse] = knownFit("", map, rows, labels, settings).theta;
    // Convex in one number: where the best of all is below 0, the best from 0 on is 0.
    return { inverse: [Math.max(0, inverse!)] };
  },
  map: (fn, parameters, classes) => {
    const [inverse] = numbersOf(fn, parameters, "inverse", 1);
    return (logs, at) => {
      for (let k = 0; k < classes; k++) logs[at + k]! *= inverse!;
      logSoftmaxInPlace(logs, at, classes);
    };
  },
};
