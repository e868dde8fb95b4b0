import { describe, expect, it } from "vitest";
import {
  type CountDivergenceName,
  type CountPair,
  divergenceFromCounts,
  gTest,
  pearsonStatistic,
  totalVariationFromCounts,
} from "../../../src/estimate/index.ts";
import { chiSquared, jensenShannonDistance, weights } from "../../../src/index.ts";
import { near } from "../fixture.ts";

const plugIn = (name: CountDivergenceName, pair: CountPair): number =>
  divergenceFromCounts(name, pair).estimate.plugIn!;

/** Shares (0.85, 0.05, 0.05, 0.05) against four quarters, as counts of 100. */
const skewed: CountPair = { x: [85, 5, 5, 5], y: [25, 25, 25, 25] };

describe("the plain statistics of two histograms", () => {
  // mpmath: sums of p*log(p/q) and its kin on (.85,.05,.05,.05) and (.25,.25,.25,.25), as printed by drift tools.
  it.each<readonly [string, number, number]>([
    ["KL, nats", plugIn("kl", skewed), 0.79879343],
    ["KL, bits", plugIn("kl", skewed) / Math.LN2, 1.1524153202],
    ["reverse KL", plugIn("reverseKl", skewed), 0.9011345764],
    ["PSI", plugIn("psi", skewed), 1.6999280064],
    ["JS, nats", plugIn("jensenShannon", skewed), 0.1956166975],
    ["JS, bits", plugIn("jensenShannon", skewed) / Math.LN2, 0.2822152394],
    ["Hellinger", Math.sqrt(plugIn("hellingerSquared", skewed)), 0.4512345072],
    ["total variation", totalVariationFromCounts(skewed).value, 0.6],
    ["χ²(p, q)", chiSquared(weights(skewed.x), weights(skewed.y)), 1.92],
    ["JS distance, natural", jensenShannonDistance(weights(skewed.x), weights(skewed.y)), 0.4422857645],
    [
      "JS distance, base 2",
      jensenShannonDistance(weights(skewed.x), weights(skewed.y)) / Math.sqrt(Math.LN2),
      0.5312393429,
    ],
  ])("%s", (_, got, wanted) => {
    // The published digits end at the tenth (KL: eighth) decimal.
    expect(Math.abs(got - wanted)).toBeLessThan(wanted === 0.79879343 ? 5e-9 : 1e-10);
  });

  // mpmath, 20 digits, the same sums.
  it("to 1e-14", () => {
    near(plugIn("kl", skewed), MPMATH.kl, 1e-14);
    near(plugIn("reverseKl", skewed), MPMATH.reverseKl, 1e-14);
    near(plugIn("psi", skewed), MPMATH.psi, 1e-14);
    near(plugIn("jensenShannon", skewed), MPMATH.jensenShannon, 1e-14);
    near(plugIn("hellingerSquared", skewed), MPMATH.hellingerSquared, 1e-14);
  });

  /** Rows of a widely used tool whose definition is the standard one where no count is 0. */
  const six: CountPair = { x: [16, 16, 16, 16, 16, 8], y: [16, 18, 16, 14, 12, 12] };
  const two: CountPair = { x: [400, 600], y: [200, 800] };

  it.each<readonly [string, number, number]>([
    ["PSI of six values", plugIn("psi", six), 0.037218381577290835],
    ["KL of six values, reference to current", plugIn("reverseKl", six), 0.01890967696532045],
    ["JS distance of six values", Math.sqrt(plugIn("jensenShannon", six)), 0.06804819617703867],
    ["Hellinger of six values", Math.sqrt(plugIn("hellingerSquared", six)), 0.06812774370983345],
    ["KL of two values, reference to current", plugIn("reverseKl", two), 0.09151622184943578],
    ["Hellinger of two values", Math.sqrt(plugIn("hellingerSquared", two)), 0.1560030913085698],
    ["PSI of two values", plugIn("psi", two), 0.19616585064524736],
  ])("%s", (_, got, wanted) => {
    near(got, wanted, 1e-9);
  });

  it("disjoint halves: JS distance and Hellinger are finite, KL and PSI are not", () => {
    const pair: CountPair = { x: [50, 0, 50], y: [50, 50, 0] };
    near(Math.sqrt(plugIn("jensenShannon", pair)), 0.5887050112577373, 1e-12);
    near(Math.sqrt(plugIn("hellingerSquared", pair)), Math.SQRT1_2, 1e-12);
    expect(plugIn("kl", pair)).toBe(Number.POSITIVE_INFINITY);
    expect(plugIn("psi", pair)).toBe(Number.POSITIVE_INFINITY);
  });

  // scipy: chi2_contingency([[50, 30, 20, 0], [30, 30, 0, 40]]), lambda_="log-likelihood" for G
  it("χ² and G of a 50, b 30, c 20 against a 30, b 30, d 40", () => {
    const pair: CountPair = { x: [30, 30, 0, 40], y: [50, 30, 20, 0] };
    near(pearsonStatistic(pair), 65, 1e-13);
    near(gTest(pair).value, 88.23109245150755, 1e-12);
    near(gTest(pair).p, 5.25356079292925e-19, 1e-9);
    near(Math.sqrt(plugIn("jensenShannon", pair)) / Math.sqrt(Math.LN2), 0.56411559, 1e-8);
  });
});

const MPMATH = {
  kl: "0.79879343001368329361",
  reverseKl: "0.90113457642004635454",
  psi: "1.6999280064337296481",
  jensenShannon: "0.19561669750118886104",
  hellingerSquared: "0.20361258051038718004",
};
