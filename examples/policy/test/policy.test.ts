import { kl, logProbs } from "@relent/core";
import { describe, expect, it } from "vitest";
import { best, compareEstimators, makeBandit, objective, trainBandit } from "../src/bandit.ts";
import { ACTIONS, STATES } from "../src/grid.ts";
import { meanReward, trainWalker } from "../src/walker.ts";

const bandit = makeBandit(10, 0.5, 1);
const ideal = best(bandit);
const from = (policy: Float64Array) => kl(logProbs(policy), logProbs(ideal));

describe("the bandit", () => {
  it("has its best policy where no other does better", () => {
    const most = objective(bandit, ideal);
    for (const seed of [1, 2, 3])
      expect(objective(bandit, best(makeBandit(10, 0.5, seed + 5)))).toBeLessThan(most);
  });

  it("is solved with the exact divergence and with the reverse gradient of k3, not with k1 as written", () => {
    expect(from(trainBandit(bandit, "full", 600, 2).policy)).toBeLessThan(0.02);
    expect(from(trainBandit(bandit, { estimator: "k3", gradient: "reverse" }, 600, 2).policy)).toBeLessThan(
      0.02,
    );
    expect(
      from(trainBandit(bandit, { estimator: "k1", gradient: "asWritten" }, 600, 2).policy),
    ).toBeGreaterThan(0.1);
  });

  it("tells estimators without bias from k2, and what the control variate saves from k1", () => {
    const [k1, , k3, regressed] = compareEstimators(best(bandit, 5), bandit.reference, 64, 300);
    const noise = 4 / Math.sqrt(300);
    expect(Math.abs(k1!.bias)).toBeLessThan(noise * k1!.sd);
    expect(Math.abs(k3!.bias)).toBeLessThan(noise * k3!.sd);
    const [, squared] = compareEstimators(ideal, bandit.reference, 64, 100);
    expect(Math.abs(squared!.bias)).toBeGreaterThan(0.4 * squared!.sd);
    expect(regressed!.sd).toBeLessThan(k1!.sd);
  });
});

describe("the walker", () => {
  const reference = new Float64Array(STATES * ACTIONS);

  it("earns more than its reference, and stays nearer to it on a shorter leash", () => {
    let near = 0;
    let far = 0;
    const tied = trainWalker(reference, { kind: "kl", target: 0.05 }, 80, 1, ({ divergence }) => {
      near = divergence;
    });
    const free = trainWalker(reference, { kind: "clip" }, 80, 1, ({ divergence }) => {
      far = divergence;
    });
    expect(meanReward(free, 500, 2)).toBeGreaterThan(meanReward(reference, 500, 2));
    expect(meanReward(tied, 500, 2)).toBeGreaterThan(meanReward(reference, 500, 2));
    expect(near).toBeLessThan(far);
  });
});
