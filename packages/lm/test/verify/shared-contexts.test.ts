import { describe, expect, it } from "vitest";
import type { RecordedDocument } from "../../src/index.ts";
import { promptDistance } from "../../src/verify/shared-contexts.ts";

/** An answer that writes these tokens, each listed alone with its probability. */
const answer = (...tokens: readonly (readonly [text: string, probability: number])[]): RecordedDocument => ({
  id: "prompt",
  tokens: tokens.map(([text, p]) => ({ id: null, text, logProbability: Math.log(p), candidates: [] })),
});

describe("the distance of two answers to a prompt", () => {
  it("is compared up to and including the first place where they part", () => {
    const reference = [answer(["a", 0.5], ["b", 0.9], ["c", 0.5])];
    const candidate = [answer(["a", 0.7], ["x", 0.9], ["c", 1])];
    const distance = promptDistance({ reference, candidate })!;
    expect(distance.contexts).toBe(2);
    // |0.5 − 0.7| at the first place; 0.9 + 0.9 − 1 at the second, where each leaves 0.1 for the other's token.
    expect(distance.lower).toBeCloseTo((0.2 + 0.8) / 2, 9);
  });

  it("finds a common beginning in any pair of repeated answers", () => {
    const reference = [answer(["a", 0.5], ["b", 0.5]), answer(["x", 0.5], ["y", 0.4])];
    const candidate = [answer(["x", 0.5], ["y", 0.6])];
    const distance = promptDistance({ reference, candidate })!;
    // The prompt itself (a against x: nothing proved) and the context after x (0.4 against 0.6).
    expect(distance.contexts).toBe(2);
    expect(distance.lower).toBeCloseTo(0.1, 9);
  });

  it("passes over places that have no probabilities", () => {
    const silent: RecordedDocument = {
      id: "prompt",
      tokens: [
        { id: null, text: "a", logProbability: null, candidates: [] },
        { id: null, text: "b", logProbability: Math.log(0.5), candidates: [] },
      ],
    };
    expect(promptDistance({ reference: [silent], candidate: [silent] })).toMatchObject({
      contexts: 1,
      lower: 0,
    });
  });

  it("is null where nothing can be compared", () => {
    expect(promptDistance({ reference: [answer(["a", 1])], candidate: [] })).toBeNull();
  });
});
