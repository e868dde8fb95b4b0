import { describe, expect, it } from "vitest";
import { zhangGrabchak } from "../../../src/estimate/index.ts";
import { fixture, near } from "../fixture.ts";

describe("the Zhang–Grabchak estimate", () => {
  // mpmath: sum(X/n*(digamma(X) - digamma(n) + digamma(m+1) - digamma(Y+1))); with escape: seen cells pay -log(1-eps)
  // more, the unseen ones together U/n*(digamma(U) - digamma(n) - log(eps)).
  it.each(fixture.zhangGrabchak)("agrees with 40 digits: $name", ({ x, y, value, ...c }) => {
    near(zhangGrabchak({ x, y }, c.escape === null ? {} : { escape: c.escape }), value, 1e-12, 1e-14);
  });

  it.each(fixture.escape)("a new value of 0.1 % costs 0.0020 bits at $m rows", ({ m, bits }) => {
    const pair = { x: [m - m / 1000, m / 1000], y: [m, 0] };
    const cost = zhangGrabchak(pair, { escape: 1e-4 }) / Math.LN2;
    near(cost, bits, 1e-9);
    expect(cost.toFixed(4)).toBe("0.0020");
  });

  it("without escape the same value costs more, the more rows there are", () => {
    const cost = (m: number): number => zhangGrabchak({ x: [m - m / 1000, m / 1000], y: [m, 0] }) / Math.LN2;
    expect(cost(1e4).toFixed(3)).toBe("0.003");
    expect(cost(5e6).toFixed(3)).toBe("0.012");
  });

  it("charges no escape where everything was seen", () => {
    const pair = { x: [5, 7, 9], y: [9, 2, 4] };
    expect(zhangGrabchak(pair, { escape: 1e-4 })).toBe(zhangGrabchak(pair));
  });

  // E over all pairs of binomial samples: sum of binom(n,i) p^i (1-p)^(n-i) * binom(m,j) q^j (1-q)^(m-j) * Z
  it("is nearly unbiased where the plug-in is not: D(0.5 ‖ 0.7) from 60 rows a side, averaged over every sample", () => {
    const rows = 60;
    const law = (p: number): number[] => {
      const mass = [(1 - p) ** rows];
      for (let i = 1; i <= rows; i++) mass.push((mass[i - 1]! * (rows - i + 1) * p) / (i * (1 - p)));
      return mass;
    };
    const [current, reference] = [law(0.5), law(0.7)];
    let mean = 0;
    for (let i = 0; i <= rows; i++) {
      for (let j = 0; j <= rows; j++) {
        mean += current[i]! * reference[j]! * zhangGrabchak({ x: [i, rows - i], y: [j, rows - j] });
      }
    }
    const truth = 0.5 * Math.log(0.5 / 0.7) + 0.5 * Math.log(0.5 / 0.3);
    expect(Math.abs(mean - truth)).toBeLessThan(1e-6);
  });

  it.each([
    [{ x: [1, 2], y: [1] }, "zhangGrabchak: 2 current cells against 1 reference cells"],
    [{ x: [1, -2], y: [1, 1] }, "zhangGrabchak: x[1] = -2; counts must be finite and ≥ 0"],
    [{ x: [1, 2], y: [1, Number.NaN] }, "zhangGrabchak: y[1] = NaN"],
    [{ x: [0, 0], y: [1, 1] }, "zhangGrabchak: current has no rows"],
    [{ x: [1, 1], y: [0, 0] }, "zhangGrabchak: reference has no rows"],
    [{ x: [], y: [] }, "zhangGrabchak: current has no rows"],
  ])("refuses %j", (pair, message) => {
    expect(() => zhangGrabchak(pair)).toThrow(message);
  });
});
