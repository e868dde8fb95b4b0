import { describe, expect, it } from "vitest";
import { withinDocuments } from "../../src/estimate/agreement.ts";
import { type TokenEstimate, tokenMean } from "../../src/estimate/token-mean.ts";

const DOCUMENTS = 30;
const TOKENS = 20;
const document = Int32Array.from({ length: DOCUMENTS * TOKENS }, (_, i) => Math.floor(i / TOKENS));

/** A share with one exception in each of the first `held` documents, and what documents make of it. */
function share(held: number, turned = false): readonly [before: TokenEstimate, after: TokenEstimate] {
  const column = Float64Array.from(document, (d, i) => Number((i % TOKENS === 0 && d < held) !== turned));
  const found = tokenMean(column, document, { level: 0.95, range: [0, 1] })!;
  return [found, withinDocuments(found, column, document, 0.95)];
}

describe("withinDocuments", () => {
  it("bounds what was never seen by the share of documents that may hold one", () => {
    const [, never] = share(0);
    expect([never.value, never.low]).toEqual([0, 0]);
    expect(never.high).toBeCloseTo(1 - 0.025 ** (1 / DOCUMENTS), 12);
    const [, always] = share(0, true);
    expect([always.value, always.high]).toEqual([1, 1]);
    expect(always.low).toBeCloseTo(0.025 ** (1 / DOCUMENTS), 12);
  });

  it("bounds what was seen in one document by Clopper and Pearson's interval", () => {
    const [before, after] = share(1);
    // 0.1721695 is the high end of 1 in 30 at 95 %: scipy.stats.binomtest(1, 30).proportion_ci().
    expect(before.high).toBeGreaterThan(0.18);
    expect(after.high).toBeCloseTo(0.1721695, 6);
    expect(after).toMatchObject({ value: before.value, low: before.low });
    expect(after.notes).toEqual([
      "only 1 of 30 documents: bounded by the share of documents that may hold one",
    ]);
    const [, turned] = share(1, true);
    expect(turned.low).toBeCloseTo(1 - 0.1721695, 6);
  });

  it("takes stretches of a single document for documents", () => {
    const column = Float64Array.from({ length: 400 }, (_, i) => Number(i === 7));
    const alone = new Int32Array(400);
    const found = tokenMean(column, alone, { level: 0.95, range: [0, 1] })!;
    const { high, notes } = withinDocuments(found, column, alone, 0.95);
    // 0.2487328 is the high end of 1 in 20: scipy.stats.binomtest(1, 20).proportion_ci().
    expect(high).toBeLessThanOrEqual(0.2487328);
    expect(high).toBeGreaterThan(1 / 400);
    if (found.high > 0.25) expect(notes[0]).toContain("only 1 of 20 stretches");
  });

  it("leaves an interval alone that documents tell", () => {
    const [before, after] = share(25);
    expect(after).toBe(before);
  });
});
