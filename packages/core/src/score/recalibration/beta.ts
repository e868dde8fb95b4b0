import type { CalibratorRecord } from "./calibrator-record.ts";
import { fitLinear, type LinearMap, logSoftmaxInPlace } from "./linear-fit.ts";
import { numbersOf } from "./parameters.ts";

/** logit = a·ln p₁ − b·ln p₀ + c, with a or b left at 0 where `kept` says so. */
const linear = (keepA: boolean, keepB: boolean): LinearMap => ({
  identity: Float64Array.of(keepA ? 1 : 0, keepB ? 1 : 0, 0),
  write: (theta, logs, at, out) => {
    out[0] = 0;
    out[1] = (keepA ? theta[0]! * logs[at + 1]! : 0) - (keepB ? theta[1]! * logs[at]! : 0) + theta[2]!;
  },
  back: (slope, logs, at, gradient) => {
    if (keepA) gradient[0]! += slope[1]! * logs[at + 1]!;
    if (keepB) gradient[1]! -= slope[1]! * logs[at]!;
    gradient[2]! += slope[1]!;
  },
});

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
    let theta = fitLinear(linear(true, true), rows, labels, settings);
    if (theta[0]! < 0 || theta[1]! < 0) {
      const keepA = theta[1]! < 0 && theta[0]! >= 0;
      theta = fitLinear(linear(keepA, !keepA), rows, labels, settings);
      if (theta[0]! < 0 || theta[1]! < 0) theta = fitLinear(linear(false, false), rows, labels, settings);
    }
    return { a: [theta[0]!], b: [theta[1]!], c: [theta[2]!] };
  },
  map: (fn, parameters) => {
    const [a] = numbersOf(fn, parameters, "a", 1);
    const [b] = numbersOf(fn, parameters, "b", 1);
    const [c] = numbersOf(fn, parameters, "c", 1);
    return (logs, at) => {
      const up = a === 0 ? 0 : a! * logs[at + 1]!;
      const down = b === 0 ? 0 : b! * logs[at]!;
      logs[at] = 0;
      logs[at + 1] = up - down + c!;
      logSoftmaxInPlace(logs, at, 2);
    };
  },
};
