import { describe, expect, it } from "vitest";
import type { Grouping } from "../../src/estimate/groups.ts";
import { halfCarriedBy } from "../../src/estimate/percentiles.ts";
import { whereSentence } from "../../src/estimate/sentences.ts";

const group = (name: string, tokens: number, share: number) =>
  ({ name, tokens, share }) as Grouping["groups"][number];

describe("halfCarriedBy", () => {
  it("is one half where all tokens are alike, and one token where a single one carries all", () => {
    expect(halfCarriedBy(Float64Array.of(1, 1, 1, 1))).toBe(0.5);
    expect(halfCarriedBy(Float64Array.of(0, 7, 0, 0))).toBe(0.25);
    expect(halfCarriedBy(Float64Array.of(1, 2, 3, 4))).toBe(0.5);
  });

  it("says nothing of no divergence and of an infinite one", () => {
    expect(halfCarriedBy(Float64Array.of(0, 0))).toBeNull();
    expect(halfCarriedBy(Float64Array.of(0, Number.POSITIVE_INFINITY))).toBeNull();
  });
});

describe("whereSentence", () => {
  it("names the group that carries most beyond its share of the tokens", () => {
    const groups: Grouping[] = [
      { by: "position", groups: [group("0–9", 50, 0.55), group("10–19", 50, 0.45)] },
      { by: "class", groups: [group("digits", 10, 0.4), group("word start", 90, 0.6)] },
    ];
    expect(whereSentence("base", { halfCarriedBy: 0.05, groups, tokens: 100 })).toBe(
      "Half of the divergence lies in 5.0 % of the tokens; 40.0 % at tokens of the class digits, which are 10.0 % of them.",
    );
  });

  it("says so where no group stands out", () => {
    const groups: Grouping[] = [
      { by: "position", groups: [group("0–9", 50, 0.55), group("10–19", 50, 0.45)] },
    ];
    expect(whereSentence("base", { halfCarriedBy: 0.3, groups, tokens: 100 })).toBe(
      "Half of the divergence lies in 30.0 % of the tokens, spread evenly over positions and kinds of tokens.",
    );
    expect(whereSentence("base", { halfCarriedBy: null, groups, tokens: 100 })).toBeUndefined();
  });
});
