import { describe, expect, it } from "vitest";
import { divergenceFromCounts, minimumEffectP, rowsNeeded } from "../../../src/estimate/index.ts";
import { multinomial, random } from "../../../src/random/index.ts";
import { chiSquaredTail } from "../../../src/scalar/index.ts";
import { fixture, near } from "../fixture.ts";

describe("the test of a least effect", () => {
  // scipy: ncx2.sf(T, df, lam); chi2.sf(T, df) where lam = 0
  it.each(fixture.floor)("agrees with SciPy at T = $statistic, λ = $noncentrality", (c) => {
    const fit = { statistic: c.statistic, df: c.df, perNat: 1000, perNatPerRow: 2 };
    near(minimumEffectP(fit, c.noncentrality / 1000), c.p, 1e-8);
  });

  const { fit } = divergenceFromCounts("kl", { x: [600, 400, 500], y: [450, 500, 550] });

  it("at floor 0 is the test of equality", () => {
    near(minimumEffectP(fit, 0), chiSquaredTail(fit.statistic, fit.df), 1e-13);
  });

  it("grows with the floor", () => {
    const p = [0, 0.001, 0.003, 0.01, 0.03, 0.1].map((floor) => minimumEffectP(fit, floor));
    for (let i = 1; i < p.length; i++) expect(p[i]!).toBeGreaterThan(p[i - 1]!);
    expect(p[0]!).toBeLessThan(1e-4);
    expect(p.at(-1)!).toBeGreaterThan(0.99);
  });
});

describe("rows needed", () => {
  const floor = 0.01 * Math.LN2;
  const fit = { statistic: 5, df: 4, perNat: 100, perNatPerRow: 2 };

  it("under 0.8 of the floor counts until the change is shown to be smaller", () => {
    expect(rowsNeeded(fit, 0.5 * floor, floor)).toMatchObject({ decides: "same" });
    expect(rowsNeeded(fit, -0.01, floor)).toEqual(rowsNeeded(fit, 0, floor));
  });

  it("over 1.25 of it until the change is shown to be larger", () => {
    expect(rowsNeeded(fit, 2 * floor, floor)).toMatchObject({ decides: "moved" });
  });

  it("between them no number of rows decides", () => {
    for (const at of [0.81, 1, 1.24]) {
      expect(rowsNeeded(fit, at * floor, floor)).toEqual({ rows: null, decides: "nothing" });
    }
  });

  it("grows towards the floor from both sides, and with the power", () => {
    const rows = (at: number, power = 0.8): number => rowsNeeded(fit, at * floor, floor, { power }).rows!;
    expect(rows(0.3)).toBeLessThan(rows(0.6));
    expect(rows(0.6)).toBeLessThan(rows(0.79));
    expect(rows(4)).toBeLessThan(rows(2));
    expect(rows(2)).toBeLessThan(rows(1.3));
    expect(rows(2, 0.9)).toBeGreaterThan(rows(2, 0.8));
  });

  it("is rounded up to two digits", () => {
    for (const at of [0, 0.3, 0.7, 1.3, 2, 5, 100]) {
      const { rows } = rowsNeeded(fit, at * floor, floor);
      expect(Number(rows!.toPrecision(2))).toBe(rows);
    }
  });

  /** Share of simulated pairs at the rows asked for whose interval clears the floor. */
  function power(p: readonly number[], q: readonly number[]): { decides: string; share: number } {
    const truth = p.reduce((a, v, i) => a + v * Math.log(v / q[i]!), 0);
    const rough = p.map((v) => 1e6 * v);
    const { fit } = divergenceFromCounts("kl", { x: rough, y: q.map((v) => 1e6 * v) });
    const { rows, decides } = rowsNeeded(fit, truth, floor);
    const rng = random([truth]);
    const [x, y] = [new Float64Array(p.length), new Float64Array(p.length)];
    const pairs = 400;
    let clear = 0;
    for (let i = 0; i < pairs; i++) {
      multinomial(rng, rows!, p, x);
      multinomial(rng, rows!, q, y);
      const { low, high } = divergenceFromCounts("kl", { x, y }).estimate;
      if (decides === "same" ? high < floor : low > floor) clear++;
    }
    return { decides, share: clear / pairs };
  }

  // 400 pairs at 80 % have a standard error of 2 %.
  it("clears the floor in about 80 % of simulated pairs: moved", () => {
    const { decides, share } = power([0.31, 0.19, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25]);
    expect(decides).toBe("moved");
    expect(share).toBeGreaterThan(0.72);
    expect(share).toBeLessThan(0.9);
  });

  it("clears the floor in about 80 % of simulated pairs: same", () => {
    const { decides, share } = power([0.27, 0.23, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25]);
    expect(decides).toBe("same");
    expect(share).toBeGreaterThan(0.72);
    expect(share).toBeLessThan(0.9);
  });
});
