import { RelentError } from "../../error.ts";
import type { Batch, Row } from "../kinds.ts";
import type { Pair } from "../pair.ts";
import { gapsBetween, type PositionOptions } from "../positions.ts";
import { type GradientOptions, gradientBy } from "./gradient.ts";

/** P − Q at each place between outcomes; 0 after the last. */
export function runs({ n, d }: Pair, out: Float64Array): void {
  let run = 0;
  for (let i = 0; i < n; i++) {
    run += d[i]!;
    out[i] = i < n - 1 ? run : 0;
  }
}

/** Turns the derivatives by each P − Q into those by the outcomes: their sums over the places from each outcome on. */
export function fromPlaces(both: Pair, side: "p" | "q", space: "logits" | "probs", out: Float64Array): void {
  const { n } = both;
  const w = both[side];
  const sign = side === "p" ? 1 : -1;
  for (let i = n - 2; i >= 0; i--) out[i] = out[i]! + out[i + 1]!;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += w[i]! * out[i]!;
  for (let i = 0; i < n; i++) out[i] = sign * (out[i]! - mean) * (space === "logits" ? w[i]! : 1) + 0;
}

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
    const { n } = both;
    if (gaps !== undefined && gaps.length !== n - 1) {
      throw new RelentError(
        "invalid-argument",
        `${fn}: positions has ${gaps.length + 1} places for ${n} outcomes; there must be one for each`,
      );
    }
    runs(both, out);
    for (let i = 0; i < n - 1; i++) out[i] = derivative(out[i]!) * (gaps?.[i] ?? 1);
    fromPlaces(both, side, space, out);
  });
}
