import { describe, expect, it } from "vitest";
import { estimateModel } from "../../src/estimate/model.ts";
import { settingsOf } from "../../src/settings.ts";
import { makeTable, type Row, randomRows } from "../make-table.ts";

const NATS = settingsOf({ logarithm: { base: Math.E, unit: "nats" } });
const BITS = settingsOf();

/** Four tokens in two documents; figures below are worked out from these by hand. */
const ROWS: readonly Row[] = [
  { document: 0, target: 0, p: [0.5, 0.25, 0.25], q: [0.25, 0.5, 0.25] },
  { document: 0, target: 1, p: [0.25, 0.75, 0], q: [0.25, 0.75, 0] },
  { document: 1, target: 0, p: [0.8, 0.1, 0.1], q: [0.1, 0.8, 0.1] },
  { document: 1, target: 2, p: [0.2, 0.2, 0.6], q: [0.2, 0.2, 0.6] },
];

describe("estimateModel", () => {
  it("gives the definitions' means in bits", () => {
    const m = estimateModel(makeTable(ROWS), BITS);
    // token 1: ½·log₂2 − ¼·log₂2 = ¼; token 3: 0.8·3 − 0.1·3 = 2.1; the others 0
    expect(m.kl.value).toBeCloseTo((0.25 + 2.1) / 4, 14);
    expect(m.reverseKl?.value).toBeCloseTo((0.25 + 2.1) / 4, 14);
    expect(m.totalVariation?.value).toBeCloseTo((0.25 + 0.7) / 4, 14);
    expect(m.kl.unit).toBe("bits");
    expect(m.totalVariation?.unit).toBe("1");
    expect(m.crossEntropy!.value).toBeCloseTo(m.baseEntropy!.value + m.kl.value, 13);
  });

  it("calls an infinite divergence moved, whatever rounding may have added", () => {
    const rows = [...randomRows(30, 4, 0.1), { document: 0, target: 0, p: [0.5, 0.5], q: [1, 0] }];
    const m = estimateModel(makeTable(rows, { noiseFloor: Number.POSITIVE_INFINITY }), BITS);
    expect(m.verdict).toBe("moved");
    expect(m.warnings.join()).not.toContain("rounding of the files");
  });

  it("counts flips, those of a clear first choice apart, and how long greedy texts stay the same", () => {
    const m = estimateModel(makeTable(ROWS), BITS);
    expect(m.flips.value).toBe(0.5);
    expect(m.sameTop?.value).toBe(0.5);
    // the first flip had a first choice of exactly one half, which is not more than one half
    expect(m.confidentFlips?.value).toBe(0.25);
    expect(m.tokensToDivergence).toMatchObject({ value: 2, unit: "tokens" });
  });

  it("takes perplexities on the log scale, and Δp of the token that came", () => {
    const m = estimateModel(makeTable(ROWS), NATS);
    const product = (list: readonly number[]): number => list.reduce((a, b) => a * b);
    expect(m.perplexity?.value).toBeCloseTo(product([0.25, 0.75, 0.1, 0.6]) ** (-1 / 4), 13);
    expect(m.basePerplexity?.value).toBeCloseTo(product([0.5, 0.75, 0.8, 0.6]) ** (-1 / 4), 13);
    expect(m.perplexityRatio?.value).toBeCloseTo(m.perplexity!.value / m.basePerplexity!.value, 13);
    expect(m.perplexityRatio?.low).toBeCloseTo(Math.exp(m.extraSurprisal!.low), 12);
    expect(m.probabilityChange?.value).toBeCloseTo((-0.25 - 0.7) / 4, 14);
    expect(m.rootMeanSquareChange?.value).toBeCloseTo(Math.sqrt((0.25 ** 2 + 0.7 ** 2) / 4), 14);
  });

  it("says that clipped targets make the perplexity a lower bound, and gives the ratio of the others", () => {
    const table = makeTable(ROWS);
    table.baseSays.censored[0] = 1;
    const m = estimateModel(table, BITS);
    expect(m.censored).toEqual({ base: 1, model: 0 });
    expect(m.basePerplexity?.bounds).toEqual([m.basePerplexity?.value, Number.POSITIVE_INFINITY]);
    expect(m.perplexity?.bounds).toBeUndefined();
    expect(m.perplexityRatio?.bounds).toEqual([0, m.perplexityRatio?.value]);
    // tokens 2 … 4: (¾·⅘·⅗)/(¾·⅒·⅗) = 8
    expect(m.uncensoredRatio?.value).toBeCloseTo(8 ** (1 / 3), 13);
    expect(m.warnings.join()).toMatch(/known only from above at 1 tokens of the base and 0 of the model/);
  });

  it("names the tokens where the divergence is infinite", () => {
    const rows: Row[] = [
      { document: 0, position: 7, target: 1, p: [0.5, 0.5], q: [1, 0] },
      { document: 1, position: 8, target: 0, p: [0.5, 0.5], q: [0.5, 0.5] },
    ];
    const m = estimateModel(makeTable(rows), BITS);
    expect(m.kl.value).toBe(Number.POSITIVE_INFINITY);
    expect(m.infinite).toBe(1);
    expect(m.verdict).toBe("moved");
    expect(m.perplexity?.value).toBe(Number.POSITIVE_INFINITY);
    expect(m.sentence).toMatch(/no code at all/);
    expect(m.warnings.join()).toMatch(/infinite at 1 of 2 tokens, first in chunk 1, position 7/);
    expect(m.reverseKl?.value).toBeCloseTo(0.5, 14);
  });

  it("says that no ratio can be told where the base held the text for impossible", () => {
    const rows: Row[] = [
      { document: 0, target: 1, p: [1, 0], q: [0.5, 0.5] },
      { document: 1, target: 0, p: [0.5, 0.5], q: [0.5, 0.5] },
    ];
    const m = estimateModel(makeTable(rows), BITS);
    expect(m.basePerplexity).toMatchObject({ value: Number.POSITIVE_INFINITY, standardError: 0 });
    expect(m.perplexityRatio).toBeNull();
    expect(m.perplexity?.value).toBeCloseTo(2, 14);
    expect(m.warnings.join()).toMatch(
      /the base gives no probability to 1 of the tokens that came, the model to 0: .* no ratio can be told/,
    );
  });

  it("leaves out what is not known of the text", () => {
    const table = makeTable(ROWS);
    for (const says of [table.baseSays, table.modelSays]) says.surprisal.fill(Number.NaN);
    const m = estimateModel(table, BITS);
    expect([m.perplexity, m.perplexityRatio, m.surprisal, m.probabilityChange, m.bitsPerByte]).toEqual(
      Array(5).fill(null),
    );
    expect(m.warnings.join()).toMatch(/perplexity and Δp are left out/);
  });

  it("divides the surprisal by the bytes of the text where they are known", () => {
    const bytes = Float64Array.of(4, 1, 2, 3);
    const m = estimateModel(makeTable(ROWS), BITS, { bytes });
    const bits = [0.25, 0.75, 0.1, 0.6].reduce((sum, p) => sum - Math.log2(p), 0);
    expect(m.bitsPerByte?.value).toBeCloseTo(bits / 10, 14);
    expect(m.bitsPerByte?.unit).toBe("bits/byte");
  });

  it("calls a model moved, same, or undecided by its interval and the floor", () => {
    const verdict = (noise: number, floor: number): string =>
      estimateModel(makeTable(randomRows(60, 20, noise)), settingsOf({ floor })).verdict;
    expect(verdict(1, 0.01)).toBe("moved");
    expect(verdict(0.05, 0.01)).toBe("same");
    const { kl } = estimateModel(makeTable(randomRows(60, 20, 1)), BITS);
    expect(verdict(1, kl.value)).toBe("too few tokens");
  });

  it("does not take for a move what the rounding of the files may have made", () => {
    const rows = randomRows(60, 20, 1);
    const noisy = makeTable(rows, { noiseFloor: 1 });
    expect(estimateModel(makeTable(rows), BITS).verdict).toBe("moved");
    expect(estimateModel(noisy, BITS).verdict).toBe("too few tokens");
    expect(estimateModel(noisy, BITS).warnings.join()).toMatch(
      /not above what the rounding of the files alone may make/,
    );
  });

  it("lets the proven part decide of truncated recordings, and says that there is no upper bound", () => {
    const rows = randomRows(40, 10, 1);
    const low = makeTable(rows).divergence.kl.map((x) => x / 2);
    const high = low.map(() => Number.POSITIVE_INFINITY);
    const m = estimateModel(makeTable(rows, { bounds: { kl: { low, high } } }), BITS);
    expect(m.klAtLeast?.value).toBeCloseTo(m.kl.value / 2, 14);
    expect(m.kl.bounds).toEqual([expect.closeTo(m.klAtLeast!.value, 13), Number.POSITIVE_INFINITY]);
    expect(m.verdict).toBe("moved");
    expect(m.sentence).toMatch(/at least/);
    expect(m.warnings.join()).toMatch(/no upper bound/);
    const small = makeTable(randomRows(40, 10, 0.01), { bounds: { kl: { low: low.map(() => 0), high } } });
    expect(estimateModel(small, BITS).verdict).toBe("too few tokens");
  });

  it("weighs documents instead of tokens where asked", () => {
    const rows = [...ROWS, { ...ROWS[2]!, document: 0 }];
    const m = estimateModel(makeTable(rows), BITS);
    // document 1: (0.25 + 0 + 2.1)/3; document 2: 2.1/2
    expect(m.klByDocument.value).toBeCloseTo(((0.25 + 2.1) / 3 + 2.1 / 2) / 2, 14);
    expect(m.kl.value).toBeCloseTo((0.25 + 2.1 + 2.1) / 5, 14);
  });

  it("is zero for a recording against itself", () => {
    const rows = randomRows(5, 10, 0);
    const m = estimateModel(makeTable(rows), BITS);
    expect(m.kl).toMatchObject({ value: 0, low: 0, high: 0 });
    expect(m.tokensToDivergence.value).toBe(Number.POSITIVE_INFINITY);
    expect(m.perplexityRatio?.value).toBe(1);
    expect(m.sentence).toMatch(/give every token the same probability/);
  });

  it("refuses a table without tokens", () => {
    expect(() => estimateModel(makeTable([]), BITS)).toThrow("model and base have 0 tokens in common");
  });
});
