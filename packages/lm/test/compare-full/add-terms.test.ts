import { describe, expect, it } from "vitest";
import { addTerms } from "../../src/compare-full/add-terms.ts";
import { SUM } from "../../src/compare-full/sums.ts";

/** The sums of D(P ‖ Q) and D(Q ‖ P) over outcomes given by their log-probabilities. */
function divergences(logP: readonly number[], logQ: readonly number[]): readonly [number, number] {
  const sums = new Float64Array(64);
  logP.forEach((p, i) => {
    addTerms(sums, p, logQ[i]!, Math.exp(p), Math.exp(logQ[i]!));
  });
  return [sums[SUM.kl]!, sums[SUM.reverseKl]!];
}

describe("the terms of a divergence", () => {
  it("are finite where a probability is too low for a double and its logarithm is not: ½·(ln ½ + 1e9) of two outcomes", () => {
    const [kl, reverse] = divergences([-Math.LN2, -Math.LN2], [0, -1e9]);
    expect(kl).toBeCloseTo(0.5 * (1e9 - 2 * Math.LN2), 3);
    expect(reverse).toBeCloseTo(Math.LN2, 12);
  });

  it("are infinite where there is no probability at all", () => {
    const [kl, reverse] = divergences([-Math.LN2, -Math.LN2], [0, Number.NEGATIVE_INFINITY]);
    expect(kl).toBe(Number.POSITIVE_INFINITY);
    expect(reverse).toBeCloseTo(Math.LN2, 12);
  });
});
