import { invalid } from "../../finite/check.ts";
import { bracketedRoot } from "../../scalar/index.ts";
import type { Labels } from "../paired/labels-of.ts";
import type { Floor } from "./calibrator.ts";
import type { LogRows } from "./log-rows.ts";

/** A fitted floor weighs at most this much: it is there for impossible classes, not for miscalibration. */
const MOST = 0.05;

/** (n_k + ½)/(n + K/2): the base rates with half a row more a class. */
export function baseRates(labels: Labels, classes: number, weights?: ArrayLike<number>): number[] {
  const counts = new Array<number>(classes).fill(0.5);
  let total = classes / 2;
  for (let i = 0; i < labels.length; i++) {
    const weight = weights?.[i] ?? 1;
    counts[labels[i]!]! += weight;
    total += weight;
  }
  return counts.map((count) => count / total);
}

/**
 * The weight ε in (0, 0.05] with the greatest Σ w·log((1 − ε)p_y + ε·r_y) + ½·log ε.
 *
 * The last term is half a row that only the floor explains (Krichevsky–Trofimov), so that ε is about 1/(2n) where no
 * label was impossible.
 */
export function floorWeight(
  { classes, logs }: LogRows,
  labels: Labels,
  toward: readonly number[],
  weights?: ArrayLike<number>,
): number {
  const slope = (weight: number): number => {
    let sum = 0.5 / weight;
    for (let i = 0; i < labels.length; i++) {
      const label = labels[i]!;
      const p = Math.exp(logs[i * classes + label]!);
      const gap = toward[label]! - p;
      sum += ((weights?.[i] ?? 1) * gap) / (p + weight * gap);
    }
    return sum;
  };
  const least = 1e-300;
  return slope(MOST) >= 0
    ? MOST
    : Math.exp(bracketedRoot((x) => slope(Math.exp(x)), Math.log(least), Math.log(MOST)));
}

/** The given weight, checked, or the fitted one. */
export function fitFloor(
  fn: string,
  at: Floor["at"],
  rows: LogRows,
  labels: Labels,
  options: { readonly floor?: number; readonly weights?: ArrayLike<number> },
): Floor {
  const { floor, weights } = options;
  if (floor !== undefined && !(floor >= 0 && floor < 1)) {
    invalid(`${fn}: floor = ${floor}; it must be from 0 to below 1`, { value: floor });
  }
  const toward = baseRates(labels, rows.classes, weights);
  return { weight: floor ?? floorWeight(rows, labels, toward, weights), toward, at };
}

/** Mixes the floor into log-probabilities, from `at` on, in place. */
export function addFloor({ weight, toward }: Floor, logs: Float64Array, at: number): void {
  if (weight === 0) return;
  for (let k = 0; k < toward.length; k++) {
    logs[at + k] = Math.log((1 - weight) * Math.exp(logs[at + k]!) + weight * toward[k]!);
  }
}
