import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kl } from "@relent/core";
import { normal } from "@relent/core/family";
import { afterAll, describe, expect, it } from "vitest";
import { covering, seeking, TARGET } from "../src/modes.ts";
import { drawAnswers, readAnswers } from "../src/regression.ts";
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

describe("answers from a file", () => {
  const folder = mkdtempSync(join(tmpdir(), "relent-answers-"));
  const path = join(folder, "answers.csv");
  afterAll(() => rmSync(folder, { recursive: true }));

  it("have a constant first and their columns brought to mean 0 and sd 1", () => {
    writeFileSync(path, "age,bought\n10,0\n30,1\n");
    expect(readAnswers(path)).toEqual({
      x: Float64Array.of(1, -1, 1, 1),
      y: Float64Array.of(0, 1),
      columns: 2,
    });
  });

  it.each([
    ["", /0 rows/],
    ["age,bought\n", /0 rows/],
    ["1,0\n2,1\n", /must be the names/],
    ["age,bought\n1,0\n,1\n", /row 3/],
    ["age,bought\n1,0\n2,2\n", /row 3/],
    ["age,bought\n1,0\n2,3,1\n", /row 3/],
  ])("are refused for %j", (text, message) => {
    writeFileSync(path, text);
    expect(() => readAnswers(path)).toThrow(message);
  });
});
