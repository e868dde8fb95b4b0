/** Every sequence of n outcomes, with the probability that independent draws give it. */
export function* sequences<T>(
  outcomes: readonly (readonly [outcome: T, probability: number])[],
  n: number,
): Generator<{ readonly path: readonly T[]; readonly probability: number }> {
  if (n === 0) {
    yield { path: [], probability: 1 };
    return;
  }
  for (const { path, probability } of sequences(outcomes, n - 1)) {
    for (const [outcome, share] of outcomes) {
      yield { path: [...path, outcome], probability: probability * share };
    }
  }
}

/** 1 with probability p, else 0. */
export const coin = (p: number): readonly (readonly [number, number])[] => [
  [1, p],
  [0, 1 - p],
];
