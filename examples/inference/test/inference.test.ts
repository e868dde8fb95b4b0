import { kl } from "@relent/core";
import { normal } from "@relent/core/family";
import { describe, expect, it } from "vitest";
import { covering, seeking, TARGET } from "../src/modes.ts";
import { drawAnswers } from "../src/regression.ts";
import { hamiltonianChain } from "../src/sampler.ts";
import { fitPosterior } from "../src/variational.ts";

describe("the Hamiltonian chain", () => {
  it("draws from a normal law with this mean and these standard deviations", () => {
    const sd = [1, 0.1];
    const { draws, accepted } = hamiltonianChain(
      (at, slope) => {
        slope.set(at.map((x, j) => (x - j) / sd[j]! ** 2));
        return at.reduce((sum, x, j) => sum + 0.5 * ((x - j) / sd[j]!) ** 2, 0);
      },
      { start: Float64Array.of(2, 2), scale: Float64Array.from(sd), draws: 4000, seed: 1 },
    );
    expect(accepted).toBeGreaterThan(0.6);
    for (const j of [0, 1]) {
      const along = Array.from({ length: 4000 }, (_, t) => draws[2 * t + j]!);
      const mean = along.reduce((a, b) => a + b, 0) / 4000;
      const spread = Math.sqrt(along.reduce((a, b) => a + (b - mean) ** 2, 0) / 4000);
      expect(Math.abs(mean - j) / sd[j]!).toBeLessThan(0.1);
      expect(spread / sd[j]!).toBeCloseTo(1, 0);
    }
  });
});

describe("the variational posterior", () => {
  it("raises its evidence lower bound and ends near the weights that drew the answers", () => {
    const weights = [0.5, -1, 2];
    const bounds: number[] = [];
    const { mean } = fitPosterior(drawAnswers(1500, weights, 1), {
      priorSd: 5,
      steps: 400,
      draws: 2,
      seed: 2,
      onStep: (_, elbo) => bounds.push(elbo),
    });
    expect(bounds.at(-1)).toBeGreaterThan(bounds[0]!);
    for (const [j, value] of mean.entries()) expect(Math.abs(value - weights[j]!)).toBeLessThan(0.3);
  });
});

describe("a normal law for two modes", () => {
  it("has the mean and variance of the target where it minimises the forward divergence", () => {
    const { law } = covering();
    expect(law.mean()).toBeCloseTo(TARGET.mean(), 1);
    expect(law.variance()).toBeCloseTo(TARGET.variance(), 0);
  });

  it("keeps to the mode it starts at where it minimises the reverse divergence, at a smaller one than what covers both", () => {
    const left = seeking(-3);
    const right = seeking(3);
    expect(left.law.mean()).toBeCloseTo(-3, 1);
    expect(right.law.mean()).toBeCloseTo(3, 1);
    expect(left.reverse).toBeLessThan(right.reverse);
    expect(right.reverse).toBeLessThan(covering().reverse);
    expect(left.forward).toBeGreaterThan(kl(TARGET, normal(0, 3.5)));
  });
});
