import type { Labels } from "../paired/labels-of.ts";
import type { CalibratorRecord } from "./calibrator-record.ts";
import type { FitSettings, LinearFit } from "./fit-settings.ts";
import { knownFit } from "./known-fit.ts";
import { linearLoss } from "./linear-loss.ts";
import { dirichletMap, type LinearMap } from "./linear-map.ts";
import { type LogRows, takeRows } from "./log-rows.ts";
import { logSoftmaxInPlace } from "./log-softmax.ts";
import { listsOf, numbersOf, unfit } from "./parameters.ts";

/** Pulls that are tried, off the diagonal and of the shifts: the strongest first, whose fit is nearest to the identity. */
const PULLS = [1000, 100, 10, 1];
const PARTS = 5;

/** Every fifth row, or the others, with their labels and weights. */
function part({ rows: all, labels, weights }: Fitted, last: boolean): Fitted {
  const places = Uint32Array.from({ length: all.rows }, (_, i) => i).filter(
    (i) => (i % PARTS === PARTS - 1) === last,
  );
  const taken = (list: ArrayLike<number>): Float64Array => Float64Array.from(places, (i) => list[i]!);
  return { rows: takeRows(all, places), labels: taken(labels), weights: weights && taken(weights) };
}

interface Fitted {
  readonly rows: LogRows;
  readonly labels: Labels;
  readonly weights: ArrayLike<number> | undefined;
}

/** Mean cross-entropy under the map, its pull left out. */
function crossEntropy(map: LinearMap, theta: Float64Array, { rows, labels, weights }: Fitted): number {
  const free = { ...map, pull: new Float64Array(map.pull.length) };
  return linearLoss(free, rows, labels, weights)(theta, new Float64Array(theta.length));
}

/** The pull with the least cross-entropy of every fifth row by a fit to the others; the strongest of equals. */
function choosePull(rows: LogRows, labels: Labels, settings: FitSettings): number {
  const all: Fitted = { rows, labels, weights: settings.weights };
  const [train, judge] = [part(all, false), part(all, true)];
  if (judge.rows.rows === 0) return PULLS[0]!;
  let best = { pull: PULLS[0]!, loss: Number.POSITIVE_INFINITY };
  let near: LinearFit | undefined;
  for (const pull of PULLS) {
    const map = dirichletMap(rows.classes, pull);
    const judging = { ...settings, weights: train.weights, judging: true };
    near = knownFit(`${pull}`, map, train.rows, train.labels, judging, near);
    const loss = crossEntropy(map, near.theta, judge);
    if (loss < best.loss) best = { pull, loss };
  }
  return best.pull;
}

/**
 * softmax(W ln p + b): a linear map of the log-probabilities, drawn to the identity off its diagonal and in its shifts.
 *
 * Source: Kull et al., NeurIPS (2019), with their regularisation off the diagonal and of the intercept.
 */
export const DIRICHLET: CalibratorRecord = {
  name: "Dirichlet",
  about: "maps log-probabilities linearly, each class by all others",
  binary: false,
  floor: "input",
  size: (classes) => classes * (classes + 1),
  fit: (rows, labels, settings) => {
    const { classes } = rows;
    const pull = settings.ridge ?? choosePull(rows, labels, settings);
    const { theta } = knownFit(`${pull}`, dirichletMap(classes, pull), rows, labels, settings);
    const square = classes * classes;
    return {
      matrix: Array.from({ length: classes }, (_, k) => [...theta.subarray(k * classes, (k + 1) * classes)]),
      shift: [...theta.subarray(square)],
      pull: [pull],
    };
  },
  map: (fn, parameters, classes) => {
    const matrix = listsOf(fn, parameters, "matrix", classes);
    for (const [k, row] of matrix.entries()) {
      if (row.length === classes) continue;
      unfit(fn, `parameters.matrix[${k}] has ${row.length} numbers; it must have ${classes}`);
    }
    const shift = numbersOf(fn, parameters, "shift", classes);
    const input = new Float64Array(classes);
    return (logs, at) => {
      for (let j = 0; j < classes; j++) input[j] = logs[at + j]!;
      for (let k = 0; k < classes; k++) {
        const row = matrix[k]!;
        let sum = shift[k]!;
        for (let j = 0; j < classes; j++) sum += row[j]! * input[j]!;
        logs[at + k] = sum;
      }
      logSoftmaxInPlace(logs, at, classes);
    };
  },
};
