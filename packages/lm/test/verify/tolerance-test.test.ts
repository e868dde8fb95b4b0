import { random } from "@relent/core/random";
import { describe, expect, it } from "vitest";
import { toleranceTest } from "../../src/verify/tolerance-test.ts";

const open = (value = 0.02) =>
  toleranceTest({
    statistic: "made up",
    tolerance: { value, from: "given", noise: null },
    range: [0, 1],
    alpha: 0.05,
  });

const exactly = (x: number) => ({ lower: x, likely: x, upper: x });

describe("bets on both sides of a tolerance", () => {
  it("find a mean above it, and say after how many prompts", () => {
    const test = open();
    for (let i = 0; i < 60; i++) test.add(exactly(0.05));
    expect(test.verdict).toBe("different");
    const { different, same, threshold } = test.evidence();
    expect(different.wealth).toBeGreaterThan(threshold.different);
    expect(different.reachedAfter).toBeLessThan(30);
    expect(same.reachedAfter).toBeNull();
  });

  it("find a mean below it, which takes about 6 over the tolerance", () => {
    const test = open();
    for (let i = 0; i < 400; i++) test.add(exactly(0.001));
    expect(test.verdict).toBe("same");
    expect(test.evidence().same.reachedAfter).toBeGreaterThan(200);
    expect(test.evidence().same.reachedAfter).toBeLessThan(350);
  });

  it("stay undecided at few prompts, and say how many would do", () => {
    const test = open();
    for (let i = 0; i < 40; i++) test.add(exactly(0.001));
    expect(test.verdict).toBe("undecided");
    const { promptsNeeded } = test.evidence();
    expect(promptsNeeded).toBeGreaterThan(200);
    expect(promptsNeeded).toBeLessThan(500);
  });

  it("bet apart on what was not recorded", () => {
    const test = open();
    for (let i = 0; i < 400; i++) test.add({ lower: 0, likely: 0.001, upper: 0.1 });
    const { surelySame, mean } = test.evidence();
    expect(mean.bounds).toEqual([0, expect.closeTo(0.1, 12)]);
    expect(test.verdict).toBe("same");
    expect(surelySame!.reachedAfter).toBeNull();
    expect(surelySame!.mean).toBeCloseTo(0.1, 12);
  });

  it("keep a path that starts at no evidence, ends at all of it, and is short", () => {
    const test = open();
    for (let i = 0; i < 1001; i++) test.add(exactly(0.02));
    const { path } = test.evidence();
    expect(path[0]).toEqual({ prompts: 0, different: 0, same: 0 });
    expect(path.at(-1)!.prompts).toBe(1001);
    expect(path.length).toBeLessThanOrEqual(252);
  });

  it("are wrong in at most alpha of all runs, looked at after every prompt, on either side", () => {
    const trials = 300;
    const wrong = { different: 0, same: 0 };
    for (let trial = 0; trial < trials; trial++) {
      const rng = random([11, trial]);
      // Prompts with an effect of their own: mean exactly the tolerance, most at 0, some far off.
      const test = open(0.05);
      for (let i = 0; i < 300; i++) {
        const value = rng.uniform() < 0.1 ? rng.uniform() : 0;
        test.add(exactly(value));
      }
      const { different, same } = test.evidence();
      if (different.reachedAfter !== null) wrong.different++;
      if (same.reachedAfter !== null) wrong.same++;
    }
    // Ville: at most 5 %, and Binomial(300, 0.05) is 15 ± 3 standard deviations of 3.8.
    expect(wrong.different).toBeLessThan(27);
    expect(wrong.same).toBeLessThan(27);
  });
});
