import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  choleskyNormal,
  diagonalNormal,
  lowRankNormal,
  type MultivariateNormal,
  multivariateNormal,
  normal,
  precisionNormal,
} from "../../../src/family/index.ts";
import {
  answer,
  bhattacharyya,
  crossEntropy,
  entropy,
  hellinger,
  kl,
  renyi,
  slopes,
} from "../../../src/index.ts";
import cases from "../../fixtures/multivariate-normal.json" with { type: "json" };

/** `multivariate-normal.json`: random covariances of 1 to 12 dimensions, also nearly equal ones, with mpmath at 50 digits. */
const near = (got: number, want: string | number, relative: number) =>
  expect(Math.abs(got / Number(want) - 1)).toBeLessThan(relative);
const wasserstein2 = (p: MultivariateNormal, q: MultivariateNormal) => p[answer]("wasserstein2", [q], {});

const entry = fc.double({ min: -1.5, max: 1.5, noNaN: true });
const pivot = fc.double({ min: 0.4, max: 2, noNaN: true });

/** A mean and a lower factor of d dimensions. */
const parts = (d: number) =>
  fc
    .record({
      mean: fc.array(entry, { minLength: d, maxLength: d }),
      off: fc.array(entry, { minLength: d * d, maxLength: d * d }),
      on: fc.array(pivot, { minLength: d, maxLength: d }),
    })
    .map(({ mean, off, on }) => ({
      mean,
      factor: on.map((value, i) => on.map((_, j) => (j < i ? off[i * d + j]! : j === i ? value : 0))),
    }));
const law = (d: number) => parts(d).map(({ mean, factor }) => choleskyNormal(mean, factor));
const pair = fc.integer({ min: 2, max: 5 }).chain((d) => fc.tuple(law(d), law(d)));
const full = (p: MultivariateNormal) => multivariateNormal(p.mean!(), p.covariance!());

describe("normal laws on vectors", () => {
  it.each(cases)("have the divergences of $meanP.length dimensions, KL $kl", (one) => {
    const p = multivariateNormal(one.meanP, one.covarianceP);
    const q = multivariateNormal(one.meanQ, one.covarianceQ);
    near(kl(p, q), one.kl, 1e-13);
    near(bhattacharyya(p, q), one.bhattacharyya, 1e-13);
    near(renyi(p, q, 0.3), one.renyi, 1e-13);
    if (Number(one.kl) > 1e-8) near(wasserstein2(p, q) ** 2, one.wasserstein2Squared, 1e-9);
    expect(kl(p, p)).toBe(0);
  });

  it("are the laws on the line in one dimension", () => {
    const p = multivariateNormal([0.3], [[4]]);
    const q = diagonalNormal([-1], [2.25]);
    near(kl(p, q), kl(normal(0.3, 2), normal(-1, 1.5)), 1e-14);
    near(entropy(p), entropy(normal(0.3, 2)), 1e-15);
    near(p.logDensity([1]), normal(0.3, 2).logDensity(1), 1e-14);
  });

  it("say the same in every form of their covariance", () => {
    fc.assert(
      fc.property(pair, ([p, q]) => {
        const forms = [p, full(p), precisionNormal(p.mean!(), inverseRows(p.covariance!()))];
        const others = [q, full(q), precisionNormal(q.mean!(), inverseRows(q.covariance!()))];
        const want = kl(full(p), full(q));
        for (const a of forms)
          for (const b of others) expect(Math.abs(kl(a, b) - want)).toBeLessThan(1e-8 * (1 + want));
        const x = q.mean!();
        for (const a of forms) expect(a.logDensity(x)).toBeCloseTo(p.logDensity(x), 6);
        near(crossEntropy(p, q), entropy(p) + want, 1e-8);
      }),
      { numRuns: 30 },
    );
  });

  it("lose KL when coordinates are left out, and split it by the chain rule", () => {
    fc.assert(
      fc.property(pair, ([p, q]) => {
        const whole = kl(p, q);
        expect(kl(p.marginal([0]), q.marginal([0]))).toBeLessThanOrEqual(whole * (1 + 1e-10));
        // D(p‖q) = D(p₀‖q₀) + E D(p(·|x₀)‖q(·|x₀)); the conditional one is quadratic in x₀, so two points average it
        const first = p.marginal([0]);
        const [mean, sd] = [first.mean!()[0]!, Math.sqrt(first.covariance!()[0]![0]!)];
        const given = [mean - sd, mean + sd].map((x) => kl(p.conditional([0], [x]), q.conditional([0], [x])));
        const sum = kl(first, q.marginal([0])) + 0.5 * (given[0]! + given[1]!);
        expect(Math.abs(sum - whole)).toBeLessThan(1e-7 * (1 + whole));
      }),
      { numRuns: 30 },
    );
  });

  it("keep their divergences under a common map that has an inverse", () => {
    fc.assert(
      fc.property(pair, fc.double({ min: 0.5, max: 2, noNaN: true }), ([p, q], scale) => {
        const move = (one: MultivariateNormal) => {
          const mean = one.mean!();
          const covariance = one.covariance!();
          // x ↦ A x + 1, A = scale on the diagonal and 1 beside it
          const a = mean.map((_, i) => mean.map((_, j) => (i === j ? scale : j === i + 1 ? 1 : 0)));
          const product = (x: number[][], y: number[][]) =>
            x.map((row) => y[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * y[k]![j]!, 0)));
          const moved = product(
            product(a, covariance),
            a[0]!.map((_, j) => a.map((row) => row[j]!)),
          );
          return multivariateNormal(
            product(
              a,
              mean.map((value) => [value]),
            ).map(([value]) => value! + 1),
            moved.map((row, i) => row.map((value, j) => 0.5 * (value + moved[j]![i]!))),
          );
        };
        // Laws that differ by d, of which KL is about d², keep U/d of it when the map rounds their covariances.
        const within = 1e-7 + (16 * Number.EPSILON) / Math.sqrt(kl(p, q));
        near(kl(move(p), move(q)), kl(p, q), within);
        near(hellinger(move(p), move(q)), hellinger(p, q), within);
      }),
      { numRuns: 30 },
    );
  });

  it("order Rényi's divergence by α, with KL at 1", () => {
    const p = multivariateNormal(
      [0, 1],
      [
        [1, 0.4],
        [0.4, 1],
      ],
    );
    const q = multivariateNormal(
      [0.5, 0],
      [
        [2, 0],
        [0, 1.5],
      ],
    );
    const orders = [0, 0.3, 0.5, 1, 1.5, 3, Number.POSITIVE_INFINITY].map((alpha) => renyi(p, q, alpha));
    expect(orders).toEqual([...orders].sort((a, b) => a - b));
    expect(renyi(p, q, 1)).toBe(kl(p, q));
    near(renyi(p, q, 1 + 1e-7), kl(p, q), 1e-6);
    expect(renyi(q, p, Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
    expect(renyi(q, p, 5)).toBe(Number.POSITIVE_INFINITY);
  });

  it("of low rank compare as the whole matrices do, also without making them", () => {
    const n = 70;
    const factor = (s: number) => Array.from({ length: n }, (_, i) => [Math.sin(i + s), Math.cos(s * i)]);
    const noise = (s: number) => Array.from({ length: n }, (_, i) => 1 + ((i * s) % 5) / 3);
    const p = lowRankNormal(new Float64Array(n), factor(1), noise(2));
    const q = lowRankNormal(new Float64Array(n).fill(0.1), factor(1.5), noise(3));
    const d = diagonalNormal(new Float64Array(n), noise(1));
    for (const [a, b] of [
      [p, q],
      [p, d],
      [d, q],
    ] as const) {
      near(kl(a, b), kl(full(a), full(b)), 1e-12);
      expect(a.logDensity(b.mean!())).toBeCloseTo(full(a).logDensity(b.mean!()), 10);
    }
    near(entropy(p), entropy(full(p)), 1e-13);
  });

  it("give the slopes that small steps show", () => {
    fc.assert(
      fc.property(parts(3), parts(3), (a, b) => {
        const q = choleskyNormal(b.mean, b.factor);
        const p = choleskyNormal(a.mean, a.factor);
        const step = 1e-6;
        for (const wrt of ["p", "q"] as const) {
          const found = p[slopes]!("kl", [q], { wrt });
          const source = wrt === "p" ? a : b;
          const shifted = (change: (mean: number[], factor: number[][]) => void) => {
            const mean = [...source.mean];
            const factor = source.factor.map((row) => [...row]);
            change(mean, factor);
            const moved = choleskyNormal(mean, factor);
            return wrt === "p" ? kl(moved, q) : kl(p, moved);
          };
          const check = (name: string, change: (mean: number[], factor: number[][], by: number) => void) => {
            const up = shifted((mean, factor) => change(mean, factor, step));
            const down = shifted((mean, factor) => change(mean, factor, -step));
            const slope = (up - down) / (2 * step);
            expect(Math.abs(found[name]! - slope)).toBeLessThan(1e-4 * (1 + Math.abs(slope)));
          };
          check("mean[1]", (mean, _, by) => (mean[1]! += by));
          check("factor[0][0]", (_, factor, by) => (factor[0]![0]! += by));
          check("factor[2][1]", (_, factor, by) => (factor[2]![1]! += by));
        }
      }),
      { numRuns: 15 },
    );
  });

  it("are drawn with their mean and covariance", () => {
    const members = [
      multivariateNormal(
        [1, -1],
        [
          [2, 0.8],
          [0.8, 1],
        ],
      ),
      choleskyNormal(
        [1, -1],
        [
          [1, 0],
          [0.5, 2],
        ],
      ),
      diagonalNormal([0, 3], [1, 4]),
      lowRankNormal([0, 0], [[1], [2]], [1, 0.5]),
      precisionNormal(
        [0, 0],
        [
          [2, 0.5],
          [0.5, 1],
        ],
      ),
    ];
    const n = 4000;
    for (const p of members) {
      const draws = p.samples(n, 7);
      const mean = [0, 1].map((i) => draws.reduce((sum, x) => sum + x[i]!, 0) / n);
      const want = p.covariance!();
      for (const i of [0, 1]) {
        expect(Math.abs(mean[i]! - p.mean!()[i]!)).toBeLessThan(4 * Math.sqrt(want[i]![i]! / n));
        for (const j of [0, 1]) {
          const got = draws.reduce((sum, x) => sum + (x[i]! - mean[i]!) * (x[j]! - mean[j]!), 0) / (n - 1);
          const sd = Math.sqrt((want[i]![i]! * want[j]![j]! + want[i]![j]! ** 2) / n);
          expect(Math.abs(got - want[i]![j]!)).toBeLessThan(4.5 * sd);
        }
      }
    }
  });

  it.each([
    [() => multivariateNormal([0], [[-1]]), "multivariateNormal: covariance has the pivot -1 at 0"],
    [() => multivariateNormal([0, 0], [[1]]), "multivariateNormal: covariance has 1 entries; it must have 2"],
    [() => diagonalNormal([0], [0]), "diagonalNormal: variances[0] = 0; it must be a finite number above 0"],
    [
      () =>
        choleskyNormal(
          [0, 0],
          [
            [1, 2],
            [0, 1],
          ],
        ),
      "choleskyNormal: factor[0][1] = 2; it must be 0",
    ],
    [() => diagonalNormal([0], [1]).logDensity([1, 2]), "x has 2 coordinates; it must have 1"],
    [() => kl(diagonalNormal([0], [1]), diagonalNormal([0, 0], [1, 1])), "p has dimension 1 and q 2"],
    [() => kl(diagonalNormal([0], [1]), normal(0, 1)), "q must be a law on vectors too"],
    [() => diagonalNormal([0, 0], [1, 1]).marginal([2]), "coordinates[0] = 2"],
  ])("refuse %s", (make, message) => {
    expect(make).toThrow(message);
  });
});

function inverseRows(rows: number[][]): number[][] {
  const n = rows.length;
  const a = rows.map((row, i) => [...row, ...rows.map((_, j) => (i === j ? 1 : 0))]);
  for (let i = 0; i < n; i++) {
    const best = a
      .slice(i)
      .reduce((top, row, k) => (Math.abs(row[i]!) > Math.abs(a[top]![i]!) ? i + k : top), i);
    [a[i], a[best]] = [a[best]!, a[i]!];
    const pivot = a[i]![i]!;
    a[i] = a[i]!.map((value) => value / pivot);
    for (let k = 0; k < n; k++) {
      if (k === i) continue;
      const by = a[k]![i]!;
      a[k] = a[k]!.map((value, j) => value - by * a[i]![j]!);
    }
  }
  const inverse = a.map((row) => row.slice(n));
  return inverse.map((row, i) => row.map((value, j) => 0.5 * (value + inverse[j]![i]!)));
}
