import type { CountPlan } from "../plan/plan.ts";
import { weighted } from "../plan/weighted.ts";
import { gridCounter } from "./grid-counter.ts";
import type { CellSummary, ValueSummary } from "./summary.ts";

/** Counts a numeric column held in memory as a pass over a table would: NaN and ±∞ apart, the same whole numbers. */
export function countNumbers(plan: CountPlan, values: Float64Array): CellSummary | ValueSummary {
  if (plan.kind === "cells") {
    const counter = gridCounter(plan.grid);
    counter.add(values, values.length);
    return counter.result();
  }
  const finite = values.filter((v) => Number.isFinite(v));
  const { values: distinct, upTo } = weighted(finite);
  const counted = Array.from(distinct, (v, i) => [v, upTo[i]! - (i === 0 ? 0 : upTo[i - 1]!)] as const);
  counted.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const count = (is: (v: number) => boolean): number => values.reduce((n, v) => n + Number(is(v)), 0);
  return {
    kind: "values",
    specials: {
      nulls: 0,
      nan: count(Number.isNaN),
      positiveInfinity: count((v) => v === Number.POSITIVE_INFINITY),
      negativeInfinity: count((v) => v === Number.NEGATIVE_INFINITY),
    },
    values: counted,
    spill: 0,
  };
}
