import { describe, expect, it } from "vitest";
import type { Grouping } from "../../src/estimate/groups.ts";
import { estimateModel } from "../../src/estimate/model.ts";
import { halfCarriedBy } from "../../src/estimate/percentiles.ts";
import { modelSentence, whereSentence } from "../../src/estimate/sentences.ts";
import { settingsOf } from "../../src/settings.ts";
import { makeTable, randomRows } from "../make-table.ts";

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
      { by: "class", groups: [group("digits", 10, 0.1), group("word start", 90, 0.9)] },
    ];
    expect(whereSentence("base", { halfCarriedBy: 0.3, groups, tokens: 100 })).toBe(
      "Half of the divergence lies in 30.0 % of the tokens, spread evenly over positions and kinds of tokens.",
    );
    expect(whereSentence("base", { halfCarriedBy: null, groups, tokens: 100 })).toBeUndefined();
  });
});

describe("modelSentence", () => {
  const settings = settingsOf();

  it("says what the other tokens tell where some are impossible to the model", () => {
    const rows = randomRows(30, 4, 1);
    const { sentence, klElsewhere } = estimateModel(
      makeTable([{ document: 0, target: 0, p: [0.5, 0.5], q: [1, 0] }, ...rows]),
      settings,
    );
    expect(sentence).toContain(
      "no code at all for some of the text that `base` writes (∞ bits), at 1 of 121 tokens",
    );
    expect(sentence).toContain("at the others it spends");
    expect(klElsewhere!.value).toBeCloseTo(estimateModel(makeTable(rows), settings).kl.value, 12);
  });

  it("writes an end that would read like the floor to more digits", () => {
    const known = estimateModel(makeTable(randomRows(30, 4, 1)), settings);
    const kl = { ...known.kl, value: 0.12, low: 0.0141, high: 0.301 };
    expect(modelSentence("base", "q4", { ...known, kl, verdict: "moved" }, settings)).toContain(
      "spends 0.120 bits a token more than `base` on text that `base` writes (0.0141 to 0.301)",
    );
  });
});
