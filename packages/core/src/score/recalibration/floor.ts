import { invalid } from "../../finite/check.ts";
import type { Labels } from "../paired/labels-of.ts";
import type { Floor } from "./calibrator.ts";
import type { LogRows } from "./log-rows.ts";
import { minimise } from "./minimise.ts";

/** A fitted floor weighs less than this: it is there for impossible classes, not for useless predictions. */
const MOST = 0.05;
/** The slope, in nats a row, that the fit stops at: it moves no prediction by more than the last digits shown. */
const TOLERANCE = 1e-7;

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

const shareOf = (u: number): number => MOST / (1 + Math.exp(-u));

/**
 * The weight ε in (0, 0.05) with the least Σ w·(−ln p′_y) − ½·ln ε, p′ ∝ ((1 − ε)·p + ε·r)^b.
 *
 * The last term is half a row that only the floor explains (Krichevsky–Trofimov), so that ε is never 0 and about 1/(2n)
 * where a floor is not needed. With `heated` the exponent b is fitted along, so that predictions which are too sure of
 * everything are not taken for impossible ones; else b = 1.
 */
export function floorWeight(
  { classes, logs }: LogRows,
  labels: Labels,
  toward: readonly number[],
  heated: boolean,
  weights?: ArrayLike<number>,
): number {
  let total = 0;
  for (let i = 0; i < labels.length; i++) total += weights?.[i] ?? 1;
  const probabilities = logs.map(Math.exp);
  const mixed = new Float64Array(classes);
  const mixedLogs = new Float64Array(classes);
  const q = new Float64Array(classes);
  const loss = (x: Float64Array, gradient: Float64Array): number => {
    const u = x[0]!;
    const b = x[1] ?? 1;
    const epsilon = shareOf(u);
    const rate = epsilon * (1 - epsilon / MOST);
    let value = -(0.5 * Math.log(epsilon)) / total;
    let slope = (-0.5 * (rate / epsilon)) / total;
    let heat = 0;
    for (let i = 0; i < labels.length; i++) {
      const weight = (weights?.[i] ?? 1) / total;
      if (weight === 0) continue;
      let most = Number.NEGATIVE_INFINITY;
      for (let k = 0; k < classes; k++) {
        mixed[k] = (1 - epsilon) * probabilities[i * classes + k]! + epsilon * toward[k]!;
        mixedLogs[k] = Math.log(mixed[k]!);
        if (b * mixedLogs[k]! > most) most = b * mixedLogs[k]!;
      }
      let sum = 0;
      for (let k = 0; k < classes; k++) {
        q[k] = Math.exp(b * mixedLogs[k]! - most);
        sum += q[k]!;
      }
      const label = labels[i]!;
      value += weight * (most - b * mixedLogs[label]! + Math.log(sum));
      for (let k = 0; k < classes; k++) {
        const gap = weight * (q[k]! / sum - (k === label ? 1 : 0));
        slope += (gap * b * rate * (toward[k]! - probabilities[i * classes + k]!)) / mixed[k]!;
        heat += gap * mixedLogs[k]!;
      }
    }
    gradient[0] = slope;
    if (heated) gradient[1] = heat;
    return value;
  };
  const small = Math.log(1 / (2 * total) / (MOST - Math.min(MOST / 2, 1 / (2 * total))));
  return shareOf(
    minimise(loss, heated ? Float64Array.of(small, 1) : Float64Array.of(small), TOLERANCE).x[0]!,
  );
}

/** Whether a class is impossible, or a label less likely than 1 in 20 n: then the floor decides what a map can do. */
export function hasImpossible(
  { classes, logs }: LogRows,
  labels: Labels,
  weights?: ArrayLike<number>,
): boolean {
  if (logs.includes(Number.NEGATIVE_INFINITY)) return true;
  const least = -Math.log(20 * labels.length);
  for (let i = 0; i < labels.length; i++) {
    if (weights?.[i] !== 0 && logs[i * classes + labels[i]!]! < least) return true;
  }
  return false;
}

/** Rungs of the ladder of floors, and its highest. */
const RUNGS = 6;
const HIGHEST = 0.4;

/** Weights of floors to choose from: from 1/(2n) to 0.4, each the same factor above the one before. */
export function floorLadder(labels: Labels, weights?: ArrayLike<number>): number[] {
  let total = 0;
  for (let i = 0; i < labels.length; i++) total += weights?.[i] ?? 1;
  const lowest = 1 / (2 * Math.max(2, total));
  return Array.from({ length: RUNGS }, (_, rung) => lowest * (HIGHEST / lowest) ** (rung / (RUNGS - 1)));
}

/** How a floor is fitted. */
export interface FloorOptions {
  readonly at: Floor["at"];
  readonly heated: boolean;
  /** The weight, where it is given. */
  readonly weight: number | undefined;
  readonly weights: ArrayLike<number> | undefined;
}

/** The floor with the given weight, checked, or the fitted one. */
export function fitFloor(fn: string, rows: LogRows, labels: Labels, options: FloorOptions): Floor {
  const { at, heated, weight, weights } = options;
  if (weight !== undefined && !(weight >= 0 && weight < 1)) {
    invalid(`${fn}: floor = ${weight}; it must be from 0 to below 1`, { value: weight });
  }
  const toward = baseRates(labels, rows.classes, weights);
  return { weight: weight ?? floorWeight(rows, labels, toward, heated, weights), toward, at };
}

/** Mixes the floor into log-probabilities, from `at` on, in place. */
export function addFloor({ weight, toward }: Floor, logs: Float64Array, at: number): void {
  if (weight === 0) return;
  for (let k = 0; k < toward.length; k++) {
    logs[at + k] = Math.log((1 - weight) * Math.exp(logs[at + k]!) + weight * toward[k]!);
  }
}
