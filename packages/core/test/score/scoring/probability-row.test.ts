import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brierScore, logScore, probabilityRow, sphericalScore } from "../../../src/score/index.ts";

const weights = fc.array(fc.double({ min: 1e-3, max: 1, noNaN: true }), { minLength: 2, maxLength: 6 });

describe("a row of forecasts", () => {
  it("is the same whether given as weights, logits or log-probabilities", () => {
    fc.assert(
      fc.property(weights, (w) => {
        const sum = w.reduce((a, b) => a + b, 0);
        const [plain, logits, logProbs] = (["weights", "logits", "logProbs"] as const).map((kind) =>
          probabilityRow(kind, w.length),
        );
        plain!.read(w, 0, 0);
        logits!.read(w.map(Math.log), 0, 0);
        logProbs!.read(
          w.map((x) => Math.log(x / sum)),
          0,
          0,
        );
        for (let k = 0; k < w.length; k++) {
          expect(logits!.probabilities[k]).toBeCloseTo(plain!.probabilities[k]!, 13);
          expect(logProbs!.surprisal(k)).toBeCloseTo(plain!.surprisal(k), 12);
          expect(logits!.surprisal(k)).toBeCloseTo(plain!.surprisal(k), 12);
        }
      }),
    );
  });

  it("keeps the surprisal of logits where the probability rounds to 0 or 1", () => {
    const row = probabilityRow("logits", 2);
    row.read([0, -800], 0, 0);
    expect(row.surprisal(1)).toBe(800);
    // log1p(e^−40) by definition.
    row.read([40, 0], 0, 1);
    expect(row.surprisal(0)).toBe(Math.exp(-40));
  });

  it("reads one column of two classes as both probabilities", () => {
    const [prob, logit] = [probabilityRow("prob", 2), probabilityRow("logit", 2)];
    prob.read([0.25], 0, 0);
    logit.read([Math.log(1 / 3)], 0, 0);
    expect(Array.from(prob.probabilities)).toEqual([0.75, 0.25]);
    expect(logit.surprisal(1)).toBeCloseTo(Math.log(4), 14);
    expect(prob.surprisal(0)).toBeCloseTo(-Math.log(0.75), 15);
    prob.read([1], 0, 1);
    expect([prob.surprisal(1), prob.surprisal(0)]).toEqual([0, Number.POSITIVE_INFINITY]);
  });

  it("reads from columns what it reads from rows", () => {
    const row = probabilityRow("probs", 3);
    row.readColumns(
      [
        [0, 0.5],
        [0, 0.25],
        [1, 0.25],
      ],
      1,
      7,
    );
    expect(Array.from(row.probabilities)).toEqual([0.5, 0.25, 0.25]);
    expect([row.top, row.index]).toEqual([0, 7]);
  });

  it("takes the first of equal classes as the top", () => {
    const row = probabilityRow("probs", 2);
    row.read([0.5, 0.5], 0, 0);
    expect(row.top).toBe(0);
  });

  it.each([
    ["probs", [0.5, -0.5, 1], "row 3 has probs[1] = -0.5"],
    ["probs", [0.5, Number.NaN, 0.5], "row 3 has probs[1] = NaN, which is not a number"],
    ["probs", [0.5, 0.4, 0.2], "row 3 sums to 1.1, not 1"],
    ["weights", [0, 0, 0], "row 3 has no mass"],
    ["logits", [0, Number.POSITIVE_INFINITY, 0], "row 3 has logits[1] = Infinity"],
    ["logits", [-Infinity, -Infinity, -Infinity], "row 3 has no mass"],
    ["logProbs", [0, 0, 0], "row 3 has exponentials that sum to 3"],
  ] as const)("of %s %j is refused by its number", (kind, numbers, message) => {
    expect(() => probabilityRow(kind, 3).read(numbers, 0, 3)).toThrow(message);
  });

  it("passes within a tolerance that was asked for", () => {
    const row = probabilityRow("probs", 2, { tolerance: 0.01 });
    row.read([0.5, 0.495], 0, 0);
    expect(row.probabilities[0]).toBeCloseTo(0.5 / 0.995, 15);
    expect(Array.from(row.ranks)).toEqual([0.5, 0.495]);
  });

  it("refuses classes that one column cannot have", () => {
    expect(() => probabilityRow("prob", 3)).toThrow("classes = 3");
    expect(() => probabilityRow("probs", 1)).toThrow("classes = 1");
  });
});

describe("scores of a row", () => {
  it("are proper: on average no other forecast scores better than the truth", () => {
    fc.assert(
      fc.property(
        weights,
        fc.array(fc.double({ min: 1e-3, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 }),
        (p, q) => {
          const [truth, other] = [probabilityRow("weights", p.length), probabilityRow("weights", p.length)];
          truth.read(p, 0, 0);
          other.read(q, 0, 0);
          for (const [score, sign] of [
            [logScore, 1],
            [brierScore, 1],
            [sphericalScore, -1],
          ] as const) {
            const mean = (row: typeof truth): number =>
              sign * truth.probabilities.reduce((sum, w, k) => sum + w * score(row, k), 0);
            expect(mean(truth)).toBeLessThanOrEqual(mean(other) + 1e-12);
          }
        },
      ),
    );
  });
});
