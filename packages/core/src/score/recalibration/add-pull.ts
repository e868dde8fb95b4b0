import type { LinearMap } from "./linear-map.ts";

/** Σ pull·(θ − identity)²/2 over the rows' total weight; its slopes and bends are added to the gradient and the second derivative. */
export function addPull(
  { identity, pull }: Pick<LinearMap, "identity" | "pull">,
  total: number,
  theta: Float64Array,
  gradient: Float64Array,
  second: Float64Array | undefined,
): number {
  const size = theta.length;
  let value = 0;
  for (let c = 0; c < size; c++) {
    const away = theta[c]! - identity[c]!;
    const strength = pull[c]! / total;
    value += (strength * away * away) / 2;
    gradient[c]! += strength * away;
    if (second !== undefined) second[c * size + c]! += strength;
  }
  return value;
}
