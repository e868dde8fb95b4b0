import { describe, expect, it } from "vitest";
import { entropy, logits, probs } from "../../../src/index.ts";
import { normalDraw, random } from "../../../src/random/index.ts";
import { expectedLogLoss, weightedLogLoss } from "../../../src/score/index.ts";
import { simulate } from "../simulated.ts";

describe("the log loss that predictions expect", () => {
  it("is their mean entropy, by the measure of finite distributions", () => {
    const rows = [0.5, 0.25, 0.25, 0.9, 0.1, 0, 1, 0, 0];
    const wanted = (entropy([0.5, 0.25, 0.25], { base: 2 }) + entropy([0.9, 0.1, 0], { base: 2 })) / 3;
    const found = expectedLogLoss(probs(rows, { cols: 3 }));
    expect(found.value).toBeCloseTo(wanted, 12);
    expect(found.notes[0]).toContain("holds only if the predictions are calibrated");
  });

  it("of calibrated predictions holds the log loss to come", () => {
    const { logits: z, labels } = simulate(random("expected"), 5000, 3);
    const predictions = logits(z, { cols: 3 });
    let loss = 0;
    for (let i = 0; i < 5000; i++) {
      const row = z.subarray(3 * i, 3 * i + 3);
      const total = row.reduce((sum, x) => sum + Math.exp(x), 0);
      loss += (Math.log(total) - row[labels[i]!]!) / Math.LN2 / 5000;
    }
    expect(Math.abs(expectedLogLoss(predictions).value - loss)).toBeLessThan(0.04);
  });
});

describe("a loss carried over by importance weights", () => {
  /** Losses x² of inputs N(0, 1), to be carried to N(shift, 1): 1 + shift². */
  const carried = (shift: number, rows: number, seed: number, options = {}) => {
    const rng = random([seed, rows]);
    const x = Float64Array.from({ length: rows }, () => normalDraw(rng));
    return weightedLogLoss(
      x.map((at) => at * at),
      x.map((at) => shift * at - (shift * shift) / 2),
      options,
    );
  };

  it("covers the loss on the new inputs", () => {
    let covered = 0;
    for (let seed = 0; seed < 200; seed++) {
      const { low, high } = carried(0.5, 1000, seed).estimate!;
      if (low <= 1.25 && 1.25 <= high) covered++;
    }
    expect(covered / 200).toBeGreaterThan(0.88);
  });

  it("says what the rows are worth, and that it is no measurement", () => {
    const { estimate, effectiveSampleSize } = carried(0.5, 2000, 1);
    // E[w]²/E[w²] = exp(−shift²).
    expect(effectiveSampleSize / 2000).toBeGreaterThan(0.7);
    expect(effectiveSampleSize / 2000).toBeLessThan(0.85);
    expect(estimate!.notes[0]).toContain("holds only if labels depend on inputs as before");
  });

  it.each([
    [
      "new rows without counterpart",
      carried(0.5, 400, 1, { unsupported: 0.2 }),
      "20.0 % of the new rows lie where the labelled ones have none",
    ],
    ["weights worth few rows", carried(3, 400, 1), "fewer than 50"],
    ["a heavy tail", carried(2.5, 20_000, 1, { leastRows: 1 }), "tail index"],
  ])("is refused for %s, with the reason", (_, { estimate, refused }, reason) => {
    expect(estimate).toBeUndefined();
    expect(refused).toContain(reason);
  });

  it("is infinite where a row of weight above 0 is, and finite where it weighs nothing", () => {
    const losses = [Number.POSITIVE_INFINITY, ...new Array<number>(99).fill(1)];
    const weigh = (first: number) =>
      weightedLogLoss(losses, [first, ...new Array<number>(99).fill(0)]).estimate!;
    expect(weigh(0).value).toBe(Number.POSITIVE_INFINITY);
    expect(weigh(Number.NEGATIVE_INFINITY).value).toBe(1);
  });

  it.each<[() => unknown, string]>([
    [() => weightedLogLoss([1], [0, 0]), "2 weights for 1 losses"],
    [() => weightedLogLoss([1], [Number.NaN]), "logWeights[0] = NaN"],
    [() => weightedLogLoss([Number.NaN], [0]), "losses[0] = NaN"],
    [() => weightedLogLoss([1], [Number.NEGATIVE_INFINITY]), "all weights are 0"],
  ])("refuses what has no meaning", (act, message) => {
    expect(act).toThrow(message);
  });
});
