import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bernoulli,
  betaBinomial,
  binomial,
  categorical,
  degenerate,
  discreteLaplace,
  discreteUniform,
  geometric,
  hypergeometric,
  logarithmic,
  negativeBinomial,
  poisson,
  poissonBinomial,
  skellam,
  type Univariate,
  zipf,
} from "../../../src/family/index.ts";
import { kl } from "../../../src/index.ts";
import { chiSquaredTail } from "../../../src/scalar/index.ts";

const share = fc.double({ min: 0.02, max: 0.98, noNaN: true });
const size = fc.double({ min: 0.05, max: 20, noNaN: true });
const few = fc.integer({ min: 1, max: 25 });

/** Each family with a way to draw its parameters, and one member whose draws are looked at. */
const LAWS: readonly (readonly [typical: Univariate, members: fc.Arbitrary<Univariate>])[] = [
  [bernoulli(0.3), share.map(bernoulli)],
  [binomial(12, 0.4), fc.tuple(few, share).map(([n, p]) => binomial(n, p))],
  [poisson(6.5), size.map(poisson)],
  [geometric(0.2), share.map(geometric)],
  [negativeBinomial(2.5, 0.3), fc.tuple(size, share).map(([r, p]) => negativeBinomial(r, p))],
  [logarithmic(0.8), share.map(logarithmic)],
  [hypergeometric(60, 20, 15), fc.tuple(few, few).map(([k, n]) => hypergeometric(40, k, n))],
  [betaBinomial(12, 0.7, 1.8), fc.tuple(few, size, size).map(([n, a, b]) => betaBinomial(n, a, b))],
  [skellam(4, 7), fc.tuple(size, size).map(([a, b]) => skellam(a, b))],
  [
    poissonBinomial([0.1, 0.5, 0.9, 0.4]),
    fc.array(share, { minLength: 1, maxLength: 8 }).map(poissonBinomial),
  ],
  [discreteUniform(-3, 8), fc.tuple(few, few).map(([a, b]) => discreteUniform(-a, b))],
  [discreteLaplace(-2, 3), fc.tuple(few, size).map(([m, s]) => discreteLaplace(m, s))],
  [zipf(20, 1.1), fc.tuple(few, size).map(([n, s]) => zipf(n, s - 1))],
  [categorical([0.2, 0, 0.5, 0.3]), share.map((p) => categorical([p, 1 - p]))],
  [degenerate(4), few.map(degenerate)],
];

const range = (p: Univariate): number[] => {
  const low = Math.max(p.support.low, p.quantile(1e-17));
  const high = Math.min(p.support.high, p.upperQuantile(1e-17));
  return Array.from({ length: high - low + 1 }, (_, i) => low + i);
};

describe.each(LAWS)("%s", (typical, members) => {
  it("has masses that sum to 1 and a distribution function that adds them up", () => {
    fc.assert(
      fc.property(members, (p) => {
        let sum = 0;
        for (const k of range(p)) {
          sum += Math.exp(p.logPmf!(k));
          expect(Math.abs(p.cdf(k) - sum)).toBeLessThan(1e-12);
          expect(Math.abs(p.cdf(k) + p.survival(k) - 1)).toBeLessThan(1e-12);
        }
        expect(Math.abs(sum - 1)).toBeLessThan(1e-12);
        expect(p.logPmf!(p.mean() + 0.123456)).toBe(Number.NEGATIVE_INFINITY);
      }),
      { numRuns: 25 },
    );
  });

  it("has quantiles that are the least outcomes reached", () => {
    fc.assert(
      fc.property(members, fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (p, u) => {
        const x = p.quantile(u);
        expect(p.cdf(x)).toBeGreaterThanOrEqual(u * (1 - 1e-15));
        expect(p.cdf(x - 1)).toBeLessThan(u);
        const y = p.upperQuantile(u);
        expect(p.survival(y)).toBeLessThanOrEqual(u * (1 + 1e-15));
        expect(p.survival(y - 1)).toBeGreaterThan(u);
      }),
      { numRuns: 50 },
    );
  });

  it("has KL 0 from itself and above 0 from another", () => {
    fc.assert(
      fc.property(members, members, (p, q) => {
        expect(kl(p, p)).toBe(0);
        const value = kl(p, q);
        expect(value).toBeGreaterThanOrEqual(0);
        const sum = range(p).reduce((total, k) => {
          const log = p.logPmf!(k);
          return log === Number.NEGATIVE_INFINITY ? total : total + Math.exp(log) * (log - q.logPmf!(k));
        }, 0);
        const covered = p.support.low >= q.support.low && p.support.high <= q.support.high;
        if (covered) expect(Math.abs(value - sum)).toBeLessThan(1e-10 * (1 + sum));
        else expect(value).toBe(Number.POSITIVE_INFINITY);
      }),
      { numRuns: 40 },
    );
  });

  it("is drawn as its masses say", () => {
    const n = 4000;
    const draws = typical.samples(n, 20260101);
    const counts = new Map<number, number>();
    for (const x of draws) counts.set(x, (counts.get(x) ?? 0) + 1);
    let statistic = 0;
    let cells = 0;
    let expectedRest = n;
    let observedRest = n;
    for (const k of range(typical)) {
      const expected = n * Math.exp(typical.logPmf!(k));
      if (expected < 10) continue;
      const observed = counts.get(k) ?? 0;
      statistic += (observed - expected) ** 2 / expected;
      expectedRest -= expected;
      observedRest -= observed;
      cells++;
    }
    if (expectedRest > 5) statistic += (observedRest - expectedRest) ** 2 / expectedRest;
    else if (expectedRest < 1e-6) expect(observedRest).toBe(0);
    if (cells > 1)
      expect(chiSquaredTail(statistic, cells - (expectedRest > 5 ? 0 : 1))).toBeGreaterThan(1e-3);
    const mean = draws.reduce((sum, x) => sum + x, 0) / n;
    const sd = Math.sqrt(typical.variance());
    expect(Math.abs(mean - typical.mean())).toBeLessThanOrEqual((4 * sd) / Math.sqrt(n));
    expect([...typical.samples(5, 1)]).toEqual([...typical.samples(5, 1)]);
  });
});
