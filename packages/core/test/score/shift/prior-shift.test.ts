import { describe, expect, it } from "vitest";
import { probs } from "../../../src/index.ts";
import { priorShift } from "../../../src/score/index.ts";
import { expected } from "../what-to-do.ts";

describe("against SciPy", () => {
  const { p, trained, value, standardError, kl, statistic, pValue } = expected.priors;
  const found = priorShift(probs(p, { cols: 3 }), trained);

  it("finds the shares with the greatest likelihood, and their errors", () => {
    found.priors.forEach((share, k) => {
      expect(share.value).toBeCloseTo(value[k]!, 7);
      expect(share.standardError).toBeCloseTo(standardError[k]!, 6);
    });
  });

  it("finds the divergence and the test of no change", () => {
    expect(found.kl.value).toBeCloseTo(kl, 6);
    expect(found.test.value).toBeCloseTo(statistic, 6);
    expect(found.test.p / pValue).toBeCloseTo(1, 5);
  });
});
