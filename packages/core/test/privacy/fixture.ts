import { readFileSync } from "node:fs";

/** mpmath at 34 to 40 digits; `published` are values that other tools print in their own tests. */
export const TRUTH = JSON.parse(
  readFileSync(new URL("../fixtures/privacy.json", import.meta.url), "utf8"),
) as {
  readonly gaussianDelta: readonly [sigma: number, epsilon: number, delta: number][];
  readonly gaussianSigma: readonly [epsilon: number, delta: number, sigma: number][];
  readonly gaussianEpsilon: readonly [sigma: number, delta: number, epsilon: number][];
  readonly laplaceRenyi: readonly [epsilon: number, order: number, value: number][];
  readonly responseRenyi: readonly [truth: number, order: number, value: number][];
  readonly gaussianRenyi: readonly [sigma: number, order: number, value: number][];
  readonly subsampledRenyi: readonly [q: number, sigma: number, order: number, value: number][];
  readonly concentrated: readonly [rho: number, delta: number, epsilon: number, order: number][];
  readonly responseDelta: readonly [loss: number, times: number, epsilon: number, delta: number][];
  readonly laplaceDelta: readonly [loss: number, times: number, epsilon: number, delta: number][];
  readonly discreteGaussian: { sigma: number; epsilon: number; delta: number; order: number; renyi: number };
  readonly trainingRuns: readonly [
    q: number,
    sigma: number,
    steps: number,
    delta: number,
    removed: number,
    added: number,
  ][];
  readonly published: {
    readonly subsampledRenyi: readonly [q: number, sigma: number, order: number, value: number][];
    readonly responseRenyi: readonly [p: number, k: number, order: number, value: number][];
  };
};

export function relative(got: number, want: number): number {
  return Math.abs(got - want) / Math.abs(want);
}

/** Counted pairs of one direction, or an error if there are none. */
export function known<T>(found: readonly (readonly T[])[] | undefined, side = 0): readonly T[] {
  const pairs = found?.[side];
  if (pairs === undefined) throw new Error("no pairs");
  return pairs;
}
