import { describe, expect, it } from "vitest";
import { gTest, rowsToDetect } from "../../../src/estimate/index.ts";
import { kl } from "../../../src/index.ts";
import { multinomial, random } from "../../../src/random/index.ts";
import { expected } from "./count-estimates.ts";

describe("rows to detect", () => {
  // scipy: the n with ncx2.sf(chi2.ppf(1 - alpha, k - 1), k - 1, 2*kl*n*r/(1 + r)) = power, by brentq; at least 5k rows.
  it.each(expected.rowsToDetect)(
    "agrees with SciPy: $kl nats in $categories cells",
    ({ rows, ...options }) => {
      expect(rowsToDetect(options)).toBe(rows);
    },
  );

  it("has the power it claims", () => {
    const q = Array.from({ length: 12 }, () => 1 / 12);
    const p = q.map((share, i) => share * (1 + (i % 2 === 0 ? 0.12 : -0.12)));
    for (const ratio of [1, 3]) {
      const rows = rowsToDetect({ kl: kl(p, q), categories: 12, ratio });
      const rng = random(`power ${ratio}`);
      let found = 0;
      for (let i = 0; i < 1000; i++) {
        const x = multinomial(rng, rows, p, new Float64Array(12));
        const y = multinomial(rng, Math.round(ratio * rows), q, new Float64Array(12));
        if (gTest({ x, y }).p < 0.05) found++;
      }
      // Standard error of a share of 1,000: 0.013.
      expect(Math.abs(found / 1000 - 0.8), `ratio ${ratio}`).toBeLessThan(0.045);
    }
  });

  it("takes the divergence in another unit", () => {
    expect(rowsToDetect({ kl: 0.01, categories: 10, base: 2 })).toBe(
      rowsToDetect({ kl: 0.01 * Math.LN2, categories: 10 }),
    );
  });

  it("needs more rows for less divergence, more cells and more power", () => {
    const rows = rowsToDetect({ kl: 0.01, categories: 10 });
    expect(rowsToDetect({ kl: 0.005, categories: 10 })).toBeGreaterThan(rows);
    expect(rowsToDetect({ kl: 0.01, categories: 20 })).toBeGreaterThan(rows);
    expect(rowsToDetect({ kl: 0.01, categories: 10, power: 0.9 })).toBeGreaterThan(rows);
    expect(rowsToDetect({ kl: 0.01, categories: 10, alpha: 0.01 })).toBeGreaterThan(rows);
    expect(rowsToDetect({ kl: 5, categories: 10 })).toBe(50);
  });

  it.each([
    [{ kl: 0, categories: 10 }, /kl = 0/],
    [{ kl: 0.1, categories: 1 }, /categories = 1/],
    [{ kl: 0.1, categories: 3, power: 1 }, /power = 1/],
    [{ kl: 0.1, categories: 3, alpha: 0 }, /alpha = 0/],
    [{ kl: 0.1, categories: 3, ratio: -1 }, /ratio = -1/],
  ])("refuses %j", (options, said) => {
    expect(() => rowsToDetect(options)).toThrow(said);
  });
});
