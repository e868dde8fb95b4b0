import { type ErrorPlace, RelentError } from "../error.ts";
import type { Kind } from "./kinds.ts";

/** Throws for an argument that is not allowed. */
export function invalid(message: string, place?: ErrorPlace): never {
  throw new RelentError("invalid-argument", message, place);
}

/** What each kind calls its numbers, and what they may be. */
const ALLOWED: Record<Kind, string> = {
  probs: "probabilities must be ≥ 0",
  weights: "weights must be finite and ≥ 0",
  counts: "counts must be whole numbers ≥ 0",
  logits: "logits must be finite, or -Infinity for an outcome without mass",
  logProbs: "log-probabilities must be finite, or -Infinity for an outcome without mass",
};

/** Whether a kind's numbers are logarithms. */
export function isLog(kind: Kind): boolean {
  return kind === "logits" || kind === "logProbs";
}

/** The farthest that a sum of n rounded probabilities may lie from 1. */
export function tolerance(n: number, single: boolean, log: boolean): number {
  const unit = single ? 2 ** -23 : 2 ** -52;
  return 8 * unit * (4 + Math.sqrt(n)) * (log ? 1 + Math.log(n) : 1);
}

/** Throws for the first number that its kind forbids; returns when there is none. */
export function refuse(fn: string, name: string, kind: Kind, x: ArrayLike<number>): void {
  const log = isLog(kind);
  for (let i = 0; i < x.length; i++) {
    const value = x[i]!;
    const what = Number.isNaN(value)
      ? "is not a number"
      : value === Number.POSITIVE_INFINITY || (value === Number.NEGATIVE_INFINITY && !log)
        ? "is infinite"
        : value < 0 && !log
          ? "is negative"
          : kind === "counts" && !Number.isInteger(value)
            ? "is not whole"
            : "";
    if (what !== "") {
      invalid(`${fn}: ${name}[${i}] = ${value} ${what}; ${ALLOWED[kind]}`, {
        index: i,
        value,
      });
    }
  }
}

export function refuseEmpty(fn: string, name: string, n: number): void {
  if (n === 0) {
    invalid(`${fn}: ${name} is empty; it must have an outcome`);
  }
}

export function refuseMassless(fn: string, name: string): never {
  invalid(`${fn}: ${name} has no mass; one outcome at least must have some`);
}

export function refuseLengths(fn: string, n: number, m: number): void {
  if (n !== m) {
    invalid(`${fn}: p has ${n} outcomes and q has ${m}; they must be as many`);
  }
}

export function refuseSum(fn: string, name: string, sum: number, log: boolean): never {
  invalid(
    log
      ? `${fn}: the exponentials of ${name} sum to ${sum}, not 1; pass logits(${name}) to normalise`
      : `${fn}: ${name} sums to ${sum}, not 1; pass weights(${name}) to normalise, or call generalizedKl not to`,
    { value: sum },
  );
}
