import { RelentError } from "../../error.ts";
import type { Batch, Row } from "../kinds.ts";
import { gapsBetween, type PositionOptions } from "../positions.ts";
import { type GradientOptions, gradientBy } from "./gradient.ts";

/** Gradient of Σ f(P − Q)·gap: the derivative f′ summed over the places from each outcome on. */
export function cumulativeGradient(
  fn: string,
  p: Row | Batch,
  q: Row | Batch,
  options: GradientOptions & PositionOptions,
  derivative: (difference: number) => number,
): Float64Array {
  const gaps = gapsBetween(fn, options.positions);
  return gradientBy(fn, p, q, options, false, (both, side, space, _unit, out) => {
    const { n, d } = both;
    if (gaps !== undefined && gaps.length !== n - 1) {
      throw new RelentError(
        "invalid-argument",
        `${fn}: positions has ${gaps.length + 1} places for ${n} outcomes; there must be one for each`,
      );
    }
    const w = both[side];
    const sign = side === "p" ? 1 : -1;
    let run = 0;
    for (let i = 0; i < n; i++) {
      run += d[i]!;
      out[i] = i < n - 1 ? sign * derivative(run) * (gaps?.[i] ?? 1) : 0;
    }
    for (let i = n - 2; i >= 0; i--) out[i] = out[i]! + out[i + 1]!;
    let mean = 0;
    for (let i = 0; i < n; i++) mean += w[i]! * out[i]!;
    for (let i = 0; i < n; i++) out[i] = (out[i]! - mean) * (space === "logits" ? w[i]! : 1) + 0;
  });
}
