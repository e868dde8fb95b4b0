import { RelentError } from "../../error.ts";
import { invalid } from "../../finite/check.ts";
import { factorise, type Matrix, solveLowerInPlace, solveUpperInPlace } from "../../linear/index.ts";
import type { Labels } from "../paired/labels-of.ts";
import type { FitSettings, LinearFit } from "./fit-settings.ts";
import { type LinearLoss, linearLoss } from "./linear-loss.ts";
import type { LinearMap } from "./linear-map.ts";
import type { LogRows } from "./log-rows.ts";
import { type Minimum, minimise } from "./minimise.ts";

/** More parameters than this are fitted without a second derivative. */
const NEWTON = 200;
const STEPS = 200;
/** A second derivative, though of another place, serves as long as each step leaves at most this share of the slope. */
const SLOW = 0.5;
/** Slopes that the fit stops at: of a result, and of fits that only judge. */
const FINE = 1e-10;
const COARSE = 1e-6;

/** Where steps end by rounding, a slope of this many tolerances will do. */
const ROUNDED = 1e3;
/** A mean loss below this is 0 but for the steps that were taken. */
const SEPARATED = 1e-8;

/** Adds to the diagonal until the matrix is positive definite: where nothing pulls, some directions change nothing. */
function factorOf(data: Float64Array, size: number): Matrix {
  const tried = factorise({ rows: size, cols: size, data });
  if (!("pivot" in tried)) return tried;
  for (let c = 0; c < size; c++) data[c * size + c] = data[c * size + c]! * (1 + 1e-8) + 1e-10;
  return factorOf(data, size);
}

const largest = (x: Float64Array): number => x.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** Newton's method with halved steps where the loss would grow; the second derivative is made anew only where steps gain little. */
function newton(
  loss: LinearLoss,
  start: Float64Array,
  tolerance: number,
  borrowed: Matrix | undefined,
): Minimum & { readonly factor: Matrix } {
  const size = start.length;
  let theta: Float64Array = start;
  let gradient: Float64Array = new Float64Array(size);
  const second = new Float64Array(size * size);
  let value = loss(theta, gradient, borrowed === undefined ? second : undefined);
  let factor = borrowed ?? factorOf(second, size);
  let fresh = borrowed === undefined;
  const renew = (): void => {
    loss(theta, gradient, second);
    factor = factorOf(second, size);
    fresh = true;
  };
  for (let steps = 0; ; steps++) {
    const slope = largest(gradient);
    if (slope <= tolerance || steps === STEPS) {
      return { x: theta, value, steps, slope, converged: slope <= ROUNDED * tolerance, factor };
    }
    const move = gradient.slice();
    solveLowerInPlace(factor, move);
    solveUpperInPlace(factor, move);
    const gain = gradient.reduce((sum, g, c) => sum + g * move[c]!, 0);
    // What is left to gain is less than the loss's last digit.
    if (fresh && gain <= 1e-17) return { x: theta, value, steps, slope, converged: true, factor };
    let accepted = false;
    let slow = false;
    for (let length = 1; length > 1e-10 && !accepted; length /= 2) {
      const next = theta.map((at, c) => at - length * move[c]!);
      const slopes = new Float64Array(size);
      const there = loss(next, slopes);
      accepted = there <= value - 1e-4 * length * gain || (there <= value + 1e-15 && largest(slopes) < slope);
      slow = length < 1 || largest(slopes) > SLOW * slope;
      if (accepted) [theta, gradient, value] = [next, slopes, there];
    }
    if (!accepted && fresh) {
      return { x: theta, value, steps, slope, converged: slope <= ROUNDED * tolerance, factor };
    }
    if (accepted) fresh = false;
    if (!accepted || (slow && largest(gradient) > tolerance)) renew();
  }
}

function refuseZeros(fn: string, { classes, logs }: LogRows): void {
  const zero = logs.indexOf(Number.NEGATIVE_INFINITY);
  if (zero < 0) return;
  const row = Math.floor(zero / classes);
  invalid(
    `${fn}: row ${row} has a probability of 0 for class ${zero % classes}; that needs a floor above 0`,
    {
      index: row,
    },
  );
}

/**
 * The parameters with the least mean cross-entropy and pull, by Newton's method or, for many, by limited-memory BFGS.
 *
 * Convex; at the identity the pull is 0, so that the fitted cross-entropy is never above the predictions' own.
 *
 * @throws RelentError where no minimum is reached: without a pull, labels that predictions separate have none.
 */
export function fitLinear(
  map: LinearMap,
  rows: LogRows,
  labels: Labels,
  settings: FitSettings,
  start?: LinearFit,
): LinearFit {
  const { fn, weights, judging } = settings;
  refuseZeros(fn, rows);
  const loss = linearLoss(map, rows, labels, weights);
  const tolerance = judging === true ? COARSE : FINE;
  const from = start?.theta ?? map.identity;
  const found =
    from.length <= NEWTON
      ? newton(loss, from, tolerance, start?.factor)
      : { ...minimise(loss, from, tolerance), factor: undefined };
  const separated = found.value < SEPARATED && map.pull.every((pull) => pull === 0);
  if (separated || !found.converged) {
    const what = separated
      ? "the predictions separate the labels, and no finite parameters fit best"
      : `no best parameters after ${found.steps} steps, the slope is still ${found.slope.toExponential(1)}`;
    throw new RelentError("invalid-argument", `${fn}: ${what}; a ridge above 0 is needed`, {
      value: found.slope,
    });
  }
  return { theta: found.x, factor: found.factor };
}
