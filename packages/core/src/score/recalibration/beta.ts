import type { CalibratorRecord } from "./calibrator-record.ts";
import { knownFit } from "./known-fit.ts";
import { betaMap } from "./linear-map.ts";
import { logSoftmaxInPlace } from "./log-softmax.ts";
import { numbersOf } from "./parameters.ts";

/** The coefficients that a fit keeps. */
interface Shape {
  readonly a: boolean;
  readonly b: boolean;
}

/** What is tried next where a or b came out below 0: the edge of the allowed where it is 0, at last the corner. */
function narrower(a: number, b: number): readonly Shape[] {
  return [
    ...(a < 0 ? [{ a: false, b: true }] : []),
    ...(b < 0 ? [{ a: true, b: false }] : []),
    ...(a < 0 || b < 0 ? [{ a: false, b: false }] : []),
  ];
}

/**
 * logit(p′) = a·ln p − b·ln(1 − p) + c with a, b ≥ 0: two classes, monotone, the identity among its members.
 *
 * A coefficient that comes out negative is left out and the rest is fitted anew. Source: Kull, Silva Filho & Flach,
 * Electron. J. Stat. 11 (2017) 5052.
 */
export const BETA: CalibratorRecord = {
  name: "beta",
  about: "bends each end of the scale of two classes by itself",
  binary: true,
  floor: "input",
  size: () => 3,
  fit: (rows, labels, settings) => {
    const of = (shape: Shape): [a: number, b: number, c: number] => {
      const map = betaMap(shape.a, shape.b, settings.ridge ?? 1);
      const { theta } = knownFit(`${shape.a} ${shape.b}`, map, rows, labels, settings);
      return [shape.a ? theta[0]! : 0, shape.b ? theta[shape.a ? 1 : 0]! : 0, theta.at(-1)!];
    };
    let [a, b, c] = of({ a: true, b: true });
    for (const shape of narrower(a, b)) {
      [a, b, c] = of(shape);
      if (a >= 0 && b >= 0) break;
    }
    return { a: [a], b: [b], c: [c] };
  },
  map: (fn, parameters) => {
    const [a] = numbersOf(fn, parameters, "a", 1);
    const [b] = numbersOf(fn, parameters, "b", 1);
    const [c] = numbersOf(fn, parameters, "c", 1);
    return (logs, at) => {
      const logit = a! * logs[at + 1]! - b! * logs[at]! + c!;
      logs[at] = 0;
      logs[at + 1] = logit;
      logSoftmaxInPlace(logs, at, 2);
    };
  },
};
