/** Turns logits to log-probabilities in place, `size` of them from `at` on. */
export function logSoftmaxInPlace(z: Float64Array, at = 0, size: number = z.length): void {
  let max = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < size; k++) if (z[at + k]! > max) max = z[at + k]!;
  let total = 0;
  for (let k = 0; k < size; k++) total += Math.exp(z[at + k]! - max);
  const norm = max + Math.log(total);
  for (let k = 0; k < size; k++) z[at + k]! -= norm;
}
