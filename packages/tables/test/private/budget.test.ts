import {
  approximateDp,
  compose,
  concentratedDp,
  discreteGaussianMechanism,
  discreteLaplaceMechanism,
  privacyEpsilon,
  selfCompose,
} from "@relent/core/privacy";
import { describe, expect, it } from "vitest";
import { budgetOf, type ColumnNeed, laplaceVariance, type PrivateOptions } from "../../src/private/budget.ts";

/** So many columns of which the values are known. */
const known = (columns: number, more: Partial<ColumnNeed> = {}): ColumnNeed[] =>
  Array.from({ length: columns }, (_, k) => ({ name: `c${k}`, ...more }));

describe("a budget", () => {
  it.each([
    [1, 1],
    [0.1, 7],
    [3, 40],
  ])("of ε = %d over %d columns is not overspent, and hardly underspent", (epsilon, columns) => {
    const { mechanism, status, columns: own } = budgetOf({ epsilon }, known(columns));
    const { noise } = own[0]!;
    expect(mechanism).toBe("discreteLaplace");
    expect(status).toBe("exact");
    const spent = privacyEpsilon(
      selfCompose(discreteLaplaceMechanism(noise.over / noise.under), columns),
      0,
    ).value;
    expect(spent).toBeLessThanOrEqual(epsilon * (1 + 1e-12));
    expect(spent).toBeGreaterThan(epsilon * (1 - 1e-3));
  });
  it("takes normal noise where δ allows it and it is the smaller", () => {
    const { mechanism, columns } = budgetOf({ epsilon: 1, delta: 1e-6 }, known(30));
    const { noise, variance } = columns[0]!;
    expect(mechanism).toBe("discreteGaussian");
    expect(variance).toBeLessThan(budgetOf({ epsilon: 1 }, known(30)).columns[0]!.variance / 3);
    const sigma = Math.sqrt(noise.over / noise.under);
    const { value } = privacyEpsilon(selfCompose(discreteGaussianMechanism(sigma), 30), 1e-6);
    expect(value).toBeLessThanOrEqual(1);
    expect(value).toBeGreaterThan(0.98);
    expect(budgetOf({ epsilon: 1, delta: 1e-6 }, known(1)).mechanism).toBe("discreteLaplace");
  });
  it("too small for masses to be summed is kept all the same, without a long search", () => {
    const { mechanism, columns } = budgetOf({ epsilon: 1e-3, delta: 1e-9, noise: "gaussian" }, known(40));
    const { noise } = columns[0]!;
    expect(mechanism).toBe("discreteGaussian");
    const event = selfCompose(concentratedDp(noise.under / noise.over / 2), 40);
    expect(privacyEpsilon(event, 1e-9).value).toBeLessThanOrEqual(1e-3);
    expect(privacyEpsilon(event, 1e-9).value).toBeGreaterThan(0.98e-3);
  });
  it("pays for the naming of values in ε and δ", () => {
    const needs = [...known(1), ...known(2, { names: true })];
    const { columns, status } = budgetOf({ epsilon: 1, delta: 1e-8 }, needs);
    const { noise, names } = columns[2]!;
    expect(columns[0]!.names).toBeNull();
    const scale = noise.over / noise.under;
    expect(status).toBe("upper");
    expect(5 / scale).toBeLessThanOrEqual(1);
    // a value of one row is named with P(noise ≥ threshold) = e^{−t/b}/(1 + e^{−1/b}), at most δ over the two columns
    const chance = (t: number) => Math.exp(-t / scale) / (1 + Math.exp(-1 / scale));
    expect(chance(names!.threshold)).toBeLessThanOrEqual(0.5e-8);
    expect(chance(names!.threshold - 1)).toBeGreaterThan(0.5e-8);
    const event = compose([
      selfCompose(discreteLaplaceMechanism(scale), 5),
      selfCompose(approximateDp(0, 0.5e-8), 2),
    ]);
    expect(privacyEpsilon(event, 1e-8).value).toBeLessThanOrEqual(1);
  });
  it.each<[PrivateOptions, number]>([
    [{ epsilon: 1 }, 1],
    [{ epsilon: 0.5, delta: 1e-7, noise: "gaussian" }, 1],
    [{ epsilon: 2, delta: 1e-7, noise: "gaussian" }, 4],
    [{ epsilon: 2 }, 10],
  ])("of %o for units of %d rows is what the events of its columns add up to", (options, rows) => {
    const needs = [...known(3, { edges: true }), { name: "x", share: 0.4 }];
    const { columns } = budgetOf(options, needs, rows);
    const { value } = privacyEpsilon(compose(columns.flatMap(({ events }) => events)), options.delta ?? 0);
    expect(value).toBeLessThanOrEqual(options.epsilon * (1 + 1e-12));
    expect(value).toBeGreaterThan(options.epsilon * 0.97);
  });
  it("gives a third of a column's part to its edges, and the part that was asked for", () => {
    const needs = [{ name: "a", edges: true }, { name: "b" }, { name: "c", share: 0.4 }];
    const [a, b, c] = budgetOf({ epsilon: 1 }, needs).columns;
    expect(a!.edges! * 4).toBeCloseTo(a!.epsilon / 3, 12);
    expect(c!.epsilon).toBeCloseTo(0.4, 12);
    // counts of those that share evenly carry the same noise
    expect([a!.epsilon, b!.epsilon].map((e) => e.toFixed(9))).toEqual(["0.360000000", "0.240000000"]);
    expect(a!.variance).toBe(b!.variance);
  });
  it("widens the noise by the rows of a unit, and raises the count from which values are named", () => {
    const needs = known(1, { names: true });
    const [one] = budgetOf({ epsilon: 1, delta: 1e-6 }, needs, 1).columns;
    const [five] = budgetOf({ epsilon: 1, delta: 1e-6 }, needs, 5).columns;
    expect(five!.noise.over / five!.noise.under).toBeCloseTo((5 * one!.noise.over) / one!.noise.under, 9);
    // a unit's five rows hold at most five new values, of at most five rows: each is named with at most δ/5
    const scale = five!.noise.over / five!.noise.under;
    const t = five!.names!.threshold - 4;
    expect(5 * (Math.exp(-t / scale) / (1 + Math.exp(-1 / scale)))).toBeLessThanOrEqual(1e-6);
  });
  it.each([
    [[0.6, 0.6], /add up to 1.2/],
    [[0.5, 0.5], /leaves nothing for x/],
    [[0], /c0=0/],
    [[Number.NaN], /c0=NaN/],
    [[1.5], /c0=1.5/],
  ])("is not shared out as %o", (shares, message) => {
    const needs = [...shares.map((share, k) => ({ name: `c${k}`, share })), { name: "x" }];
    expect(() => budgetOf({ epsilon: 1 }, needs)).toThrow(message);
  });
  it("too small for edges is refused with the way out", () => {
    expect(() => budgetOf({ epsilon: 1e-4 }, known(1, { edges: true }))).toThrow(/give --public/);
  });
  it("knows the variance of its noise", () => {
    const q = Math.exp(-1 / 3);
    let sum = 0;
    for (let x = 1; x < 400; x++) sum += 2 * x * x * q ** x * ((1 - q) / (1 + q));
    expect(laplaceVariance(3)).toBeCloseTo(sum, 10);
  });
  it.each([
    [{ epsilon: 0 }, /epsilon = 0/],
    [{ epsilon: Number.POSITIVE_INFINITY }, /epsilon = Infinity/],
    [{ epsilon: 1, delta: 1 }, /delta = 1/],
    [{ epsilon: 1, noise: "gaussian" as const }, /give a delta/],
    [{ epsilon: 1e-7 }, /too little/],
  ])("of %o is refused", (options, message) => {
    expect(() => budgetOf(options, known(1))).toThrow(message);
  });
});
