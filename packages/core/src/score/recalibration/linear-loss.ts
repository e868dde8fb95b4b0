import type { Labels } from "../paired/labels-of.ts";
import { addPull } from "./add-pull.ts";
import { denseLoss } from "./dense-loss.ts";
import type { LinearMap } from "./linear-map.ts";
import type { LogRows } from "./log-rows.ts";
import { softmaxSurprisal } from "./softmax-step.ts";

/** The mean cross-entropy of a linear map with its pull; writes the gradient and, where given, the second derivative. */
export type LinearLoss = (theta: Float64Array, gradient: Float64Array, second?: Float64Array) => number;

/** The terms of a map in flat lists: those of logit k from `starts[k]` to `starts[k + 1]`. */
interface FlatTerms {
  readonly starts: Int32Array;
  readonly parameter: Int32Array;
  readonly source: Int32Array;
  readonly sign: Float64Array;
}

function flatten({ terms }: LinearMap): FlatTerms {
  const all = terms.flat();
  const starts = new Int32Array(terms.length + 1);
  terms.forEach((list, k) => {
    starts[k + 1] = starts[k]! + list.length;
  });
  return {
    starts,
    parameter: Int32Array.from(all, ({ parameter }) => parameter),
    source: Int32Array.from(all, ({ source }) => source),
    sign: Float64Array.from(all, ({ sign }) => sign),
  };
}

/** The loss of rows with labels under the map. */
export function linearLoss(
  map: LinearMap,
  logRows: LogRows,
  labels: Labels,
  weights?: ArrayLike<number>,
): LinearLoss {
  if (map.dense) return denseLoss(map, logRows, labels, weights);
  const { rows, classes, logs } = logRows;
  const { starts, parameter, source, sign } = flatten(map);
  let total = 0;
  for (let i = 0; i < rows; i++) total += weights?.[i] ?? 1;
  const x = new Float64Array(classes + 1).fill(1);
  const z = new Float64Array(classes);
  const features = new Float64Array(parameter.length);

  const addSecond = (weight: number, second: Float64Array, size: number): void => {
    for (let k = 0; k < classes; k++) {
      for (let l = 0; l < classes; l++) {
        const factor = weight * z[k]! * ((k === l ? 1 : 0) - z[l]!);
        for (let s = starts[k]!; s < starts[k + 1]!; s++) {
          const scaled = factor * features[s]!;
          const at = parameter[s]! * size;
          for (let t = starts[l]!; t < starts[l + 1]!; t++)
            second[at + parameter[t]!]! += scaled * features[t]!;
        }
      }
    }
  };

  return (theta, gradient, second) => {
    const size = theta.length;
    gradient.fill(0);
    second?.fill(0);
    let value = 0;
    for (let i = 0; i < rows; i++) {
      const weight = (weights?.[i] ?? 1) / total;
      if (weight === 0) continue;
      for (let k = 0; k < classes; k++) x[k] = logs[i * classes + k]!;
      for (let k = 0; k < classes; k++) {
        let sum = 0;
        for (let t = starts[k]!; t < starts[k + 1]!; t++) {
          features[t] = sign[t]! * x[source[t]!]!;
          sum += theta[parameter[t]!]! * features[t]!;
        }
        z[k] = sum;
      }
      const label = labels[i]!;
      value += weight * softmaxSurprisal(z, label);
      for (let k = 0; k < classes; k++) {
        const slope = weight * (z[k]! - (k === label ? 1 : 0));
        for (let t = starts[k]!; t < starts[k + 1]!; t++) gradient[parameter[t]!]! += slope * features[t]!;
      }
      if (second !== undefined) addSecond(weight, second, size);
    }
    return value + addPull(map, total, theta, gradient, second);
  };
}
