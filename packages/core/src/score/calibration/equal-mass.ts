/**
 * Cuts ordered cells into runs of about equal weight: a run ends where the weight so far reaches its share of the whole.
 *
 * Gives the index after the last cell of each run; no run is without weight.
 */
export function equalMassRuns(weights: ArrayLike<number>, runs: number): number[] {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i]!;
  const ends: number[] = [];
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i]!;
    const next = i + 1 < weights.length ? weights[i + 1]! : Number.POSITIVE_INFINITY;
    const goal = (total * (ends.length + 1)) / runs;
    if (i + 1 === weights.length || (ends.length + 1 < runs && sum + next / 2 >= goal)) ends.push(i + 1);
  }
  return ends;
}
