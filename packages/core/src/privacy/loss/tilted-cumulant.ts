import type { CountedPair, LossNodes } from "./loss-pair.ts";

/** K (to 1e-16 of the count), K′ and K″ of a sum of losses at a real z: the law tilted by e^{zL} has mean K′ and variance K″. */
export interface Tilt {
  readonly value: number;
  readonly slope: number;
  readonly curvature: number;
}

/** One use of a loss that is known by its nodes. */
function nodesTilt({ loss, logWeight }: LossNodes, z: number): Tilt {
  let most = -Infinity;
  for (let i = 0; i < loss.length; i++) most = Math.max(most, logWeight[i]! + z * loss[i]!);
  let total = 0;
  let mean = 0;
  let square = 0;
  for (let i = 0; i < loss.length; i++) {
    const l = loss[i]!;
    const weight = Math.exp(logWeight[i]! + z * l - most);
    total += weight;
    mean += weight * l;
    square += weight * l * l;
  }
  mean /= total;
  return { value: most + Math.log(total), slope: mean, curvature: square / total - mean * mean };
}

/** The tilt at z of a sum of counted losses. */
export function tiltOf(pairs: readonly CountedPair[], z: number): Tilt {
  let [value, slope, curvature] = [0, 0, 0];
  for (const { pair, count } of pairs) {
    const one = pair.tilt?.(z) ?? nodesTilt(pair.nodes!(z), z);
    value += count * one.value;
    slope += count * one.slope;
    curvature += count * one.curvature;
  }
  return { value, slope, curvature };
}
