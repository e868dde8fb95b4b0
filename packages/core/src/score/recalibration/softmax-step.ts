/** Turns logits into probabilities, in place, and gives −ln of the label's. */
export function softmaxSurprisal(z: Float64Array, label: number): number {
  const own = z[label]!;
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < z.length; k++) if (z[k]! > most) most = z[k]!;
  let sum = 0;
  for (let k = 0; k < z.length; k++) {
    z[k] = Math.exp(z[k]! - most);
    sum += z[k]!;
  }
  for (let k = 0; k < z.length; k++) z[k]! /= sum;
  return most - own + Math.log(sum);
}
