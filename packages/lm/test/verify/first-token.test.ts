import { describe, expect, it } from "vitest";
import { firstTokenTest, type RecordedDocument } from "../../src/index.ts";

const LISTED = ["yes", "no"];

/** An answer whose first token has these log-probabilities for "yes", "no", … */
function answer(id: string, ...logs: number[]): RecordedDocument {
  const candidates = logs.map((logProbability, i) => ({ id: i, text: LISTED[i] ?? `t${i}`, logProbability }));
  return { id, tokens: [{ ...candidates[0]!, candidates }] };
}

describe("the log-probability test of first tokens", () => {
  it("averages |difference of means| over tokens, then prompts", () => {
    const one = {
      reference: [answer("a#1", -1, -2), answer("a#2", -1.2, -2)],
      candidate: [answer("a#1", -1.3, -2), answer("a#2", -1.3, -2.4)],
    };
    const other = {
      reference: [answer("b#1", -1, -2), answer("b#2", -1, -2)],
      candidate: [answer("b#1", -1, -2), answer("b#2", -1, -2)],
    };
    // a: |−1.1 + 1.3| = 0.2 and |−2 + 2.2| = 0.2; b: 0.
    expect(firstTokenTest([one, other])!.value).toBeCloseTo(0.1, 12);
  });

  it("leaves out tokens that an answer does not list instead of putting a number in", () => {
    const prompt = {
      reference: [answer("a#1", -1, -2), answer("a#2", -1)],
      candidate: [answer("a#1", -1, -9), answer("a#2", -1, -9)],
    };
    expect(firstTokenTest([prompt])!.value).toBe(0);
  });

  it("finds a shift that is larger than the noise of repetition", () => {
    const prompts = Array.from({ length: 12 }, (_, p) => ({
      reference: [0, 0.01, 0.02].map((noise, i) => answer(`${p}#${i}`, -1 - noise, -2)),
      candidate: [0, 0.01, 0.02].map((noise, i) => answer(`${p}#${i}`, -1.1 - noise, -2)),
    }));
    expect(firstTokenTest(prompts, 0.05, { draws: 999 })!.p).toBe(0.001);
  });

  it("needs two answers on both sides", () => {
    expect(firstTokenTest([{ reference: [answer("a", -1)], candidate: [answer("a", -1)] }])).toBeNull();
  });
});
