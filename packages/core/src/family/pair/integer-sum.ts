import type { LawMember } from "../law-member.ts";
import type { Integral } from "./gauss-kronrod.ts";

/** More outcomes than this are not summed one by one. */
const MOST = 4_000_000;
/** The share of mass left out at each end. */
const TAIL = 1e-30;

/** An integral, and over how many outcomes. */
export interface Sum extends Integral {
  readonly outcomes: number;
}

/** Σ f(k) over the integers that hold all but 1e-30 of both laws; undefined where they are too many. */
export function sumOver(laws: readonly LawMember[], f: (k: number) => number): Sum | undefined {
  const low = Math.min(...laws.map((law) => Math.max(law.support.low, law.quantile(TAIL))));
  const high = Math.max(...laws.map((law) => Math.min(law.support.high, law.upperQuantile(TAIL))));
  if (!(high - low < MOST)) return undefined;
  let sum = 0;
  let rest = 0;
  let size = 0;
  for (let k = low; k <= high; k++) {
    const value = f(k);
    if (value === Number.POSITIVE_INFINITY) return { value, error: 0, outcomes: high - low + 1 };
    const next = sum + value;
    rest += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    size += Math.abs(value);
    sum = next;
  }
  return { value: sum + rest, error: 1e-15 * size + TAIL, outcomes: high - low + 1 };
}
