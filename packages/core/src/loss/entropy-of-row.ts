import type { SoftmaxRow } from "./softmax-row.ts";

/** H(p) of a row in nats; classes without mass add 0. */
export function entropyOf({ n, z, w, max, total, logTotal }: SoftmaxRow): number {
  let depth = 0;
  for (let j = 0; j < n; j++) if (w[j]! > 0) depth += w[j]! * (max - z[j]!);
  return logTotal + depth / total;
}

/** Adds c times the gradient of H(p) by the logits, −p_j(log p_j + H). */
export function addEntropyGradient(row: SoftmaxRow, entropy: number, c: number, grad: Float64Array): void {
  const { n, z, w, max, total, logTotal } = row;
  for (let j = 0; j < n; j++) {
    if (w[j]! > 0) grad[j] = grad[j]! - (c * w[j]! * (z[j]! - max - logTotal + entropy)) / total;
  }
}
