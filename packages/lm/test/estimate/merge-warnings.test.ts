import { describe, expect, it } from "vitest";
import { mergeWarnings } from "../../src/estimate/merge-warnings.ts";

describe("mergeWarnings", () => {
  it("says once what all models have, and names those that alone have it", () => {
    const models = [
      { name: "q4", warnings: ["too few documents", "clipped"] },
      { name: "q8", warnings: ["too few documents"] },
    ];
    expect(mergeWarnings(models)).toEqual(["too few documents", "`q4`: clipped"]);
  });

  it("puts together what differs in one or two numbers", () => {
    const models = ["1.1e-7", "8.8e-8", "1.0e-7"].map((mass, i) => ({
      name: `q${i}`,
      warnings: [`${mass} of the probability, ${1_000 + i} times`],
    }));
    expect(mergeWarnings(models)).toEqual(["8.8e-8 to 1.1e-7 of the probability, 1000 to 1002 times"]);
    expect(mergeWarnings([...models, { name: "f16", warnings: [] }])[0]).toMatch(
      /^`q0`, `q1`, `q2`: 8\.8e-8 to/,
    );
  });

  it("keeps apart what says where something is", () => {
    const models = [
      { name: "a", warnings: ["3 tokens, first in chunk 1, position 7"] },
      { name: "b", warnings: ["5 tokens, first in chunk 2, position 9"] },
    ];
    expect(mergeWarnings(models)).toEqual([
      "`a`: 3 tokens, first in chunk 1, position 7",
      "`b`: 5 tokens, first in chunk 2, position 9",
    ]);
  });

  it("warns of nothing where nothing was said", () => {
    expect(mergeWarnings([{ name: "a", warnings: [] }])).toEqual([]);
  });
});
