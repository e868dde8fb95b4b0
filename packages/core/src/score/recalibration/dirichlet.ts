import type { CalibratorRecord } from "./calibrator-record.ts";
import { fitLinear, type LinearMap, logSoftmaxInPlace } from "./linear-fit.ts";
import { listsOf, numbersOf } from "./parameters.ts";

/** θ holds the matrix row after row, then the shifts. */
function linear(classes: number, ridge: number): LinearMap {
  const square = classes * classes;
  const diagonal = (c: number): boolean => c < square && c % (classes + 1) === 0;
  return {
    identity: Float64Array.from({ length: square + classes }, (_, c) => (diagonal(c) ? 1 : 0)),
    penalty: new Float64Array(square + classes).fill(ridge),
    write: (theta, logs, at, out) => {
      for (let k = 0; k < classes; k++) {
        let sum = theta[square + k]!;
        for (let j = 0; j < classes; j++) sum += theta[k * classes + j]! * logs[at + j]!;
        out[k] = sum;
      }
    },
    back: (slope, logs, at, gradient) => {
      for (let k = 0; k < classes; k++) {
        const s = slope[k]!;
        gradient[square + k]! += s;
        for (let j = 0; j < classes; j++) gradient[k * classes + j]! += s * logs[at + j]!;
      }
    },
  };
}

/** softmax(W ln p + b): a linear map of the log-probabilities. Source: Kull et al., NeurIPS (2019). */
export const DIRICHLET: CalibratorRecord = {
  name: "Dirichlet",
  about: "maps log-probabilities linearly, each class by all others",
  binary: false,
  floor: "input",
  size: (classes) => classes * (classes + 1),
  fit: (rows, labels, settings) => {
    const { classes } = rows;
    const theta = fitLinear(linear(classes, settings.ridge), rows, labels, settings);
    const matrix = Array.from({ length: classes }, (_, k) => [
      ...theta.subarray(k * classes, (k + 1) * classes),
    ]);
    return { matrix, shift: [...theta.subarray(classes * classes)] };
  },
  map: (fn, parameters, classes) => {
    const matrix = listsOf(fn, parameters, "matrix", classes);
    const shift = numbersOf(fn, parameters, "shift", classes);
    const input = new Float64Array(classes);
    return (logs, at) => {
      input.set(logs.subarray(at, at + classes));
      for (let k = 0; k < classes; k++) {
        let sum = shift[k]!;
        for (let j = 0; j < classes; j++) sum += matrix[k]![j]! * input[j]!;
        logs[at + k] = sum;
      }
      logSoftmaxInPlace(logs, at, classes);
    };
  },
};
