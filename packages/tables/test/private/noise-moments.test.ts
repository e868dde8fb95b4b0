import { COUNT_DIVERGENCES, type CountDivergenceName } from "@relent/core/estimate";
import { describe, expect, it } from "vitest";
import { type CellNoise, noiseMoments, noisyShares } from "../../src/private/noise-moments.ts";
import { cellsOf } from "./cells-of.ts";

const X = [500, 300, 150, 50];
const Y = [300, 300, 200, 200];
const NOISE: readonly CellNoise[] = [
  { x: 40, y: 90 },
  { x: 40, y: 90 },
  { x: 80, y: 90 },
  { x: 40, y: 180 },
];
const ALONE = { current: 1, reference: 1 };
const total = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

/** The divergence as a function of the counts, each side divided by its own sum. */
const ofCounts = (name: CountDivergenceName, x: readonly number[], y: readonly number[]): number =>
  x.reduce((sum, count, i) => sum + COUNT_DIVERGENCES[name].at(count / total(x), y[i]! / total(y)), 0);

const nudged = (counts: readonly number[], i: number, by: number): number[] =>
  counts.map((count, j) => (i === j ? count + by : count));

const STEP = 0.05;

/** First and second derivative by each count, from differences of the divergence itself. */
function derivatives(name: CountDivergenceName, side: "x" | "y") {
  const at = (i: number, by: number): number =>
    side === "x" ? ofCounts(name, nudged(X, i, by), Y) : ofCounts(name, X, nudged(Y, i, by));
  const here = ofCounts(name, X, Y);
  return X.map((_, i) => {
    const [up, down] = [at(i, STEP), at(i, -STEP)];
    return { first: (up - down) / (2 * STEP), second: (up + down - 2 * here) / STEP ** 2 };
  });
}

describe("the moments of a divergence of noisy counts", () => {
  const sizes = { n: total(X), m: total(Y) };
  const names: readonly CountDivergenceName[] = [
    "kl",
    "reverseKl",
    "psi",
    "jensenShannon",
    "hellingerSquared",
  ];
  it.each(names)("are those of its derivatives by every count: %s", (name) => {
    const { value, variance, bias } = noiseMoments(
      COUNT_DIVERGENCES[name],
      noisyShares(cellsOf(X, Y), NOISE, null),
      sizes,
      ALONE,
    );
    const [byX, byY] = [derivatives(name, "x"), derivatives(name, "y")];
    const sum = (of: (i: number) => number): number => total(X.map((_, i) => of(i)));
    expect(value).toBeCloseTo(ofCounts(name, X, Y), 12);
    // rows drawn vary by their number, noise by its own variance
    const expected =
      sum((i) => byX[i]!.first ** 2 * (X[i]! + NOISE[i]!.x)) +
      sum((i) => byY[i]!.first ** 2 * (Y[i]! + NOISE[i]!.y));
    expect(variance / expected).toBeCloseTo(1, 4);
    const added = sum((i) => (byX[i]!.second * NOISE[i]!.x + byY[i]!.second * NOISE[i]!.y) / 2);
    expect(bias / added).toBeCloseTo(1, 3);
  });
  it("grow with rows that go together, the bias of the noise alone does not", () => {
    const shares = noisyShares(cellsOf(X, Y), NOISE, 1e-4);
    const of = (rows: number) =>
      noiseMoments(COUNT_DIVERGENCES.kl, shares, sizes, { current: rows, reference: rows });
    const [one, three] = [of(1), of(3)];
    expect(three.variance).toBeGreaterThan(one.variance);
    expect(three.bias).toBe(one.bias);
  });
  it("take a count that is only noise for as much as the noise could hide", () => {
    const [, hidden] = noisyShares(
      cellsOf([100, 0], [100, 100]),
      [
        { x: 25, y: 0 },
        { x: 25, y: 0 },
      ],
      null,
    );
    expect(hidden!.p).toBeCloseTo(5 / 105, 12);
  });
  it("code cells that an exact reference never has as one, of the escape symbol's share", () => {
    const exact = { x: 4, y: 0 };
    const shares = noisyShares(cellsOf([80, 10, 10], [100, 0, 0]), [exact, exact, exact], 1e-3);
    expect(shares).toHaveLength(2);
    expect(shares[1]).toMatchObject({ p: 0.2, q: 1e-3, escaped: true, noise: { x: 8, y: 0 } });
    expect(shares[0]!.q).toBeCloseTo(0.999, 12);
  });
});
