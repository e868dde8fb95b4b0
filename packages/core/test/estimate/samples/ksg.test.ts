import fc from "fast-check";
import { expect, it } from "vitest";
import { samples } from "../../../src/estimate/index.ts";
import { counterOf, ksgTerms, mixedTerms } from "../../../src/estimate/samples/ksg.ts";
import { digamma } from "../../../src/scalar/index.ts";
import { normalSample } from "./draws.ts";

it("counts in one coordinate as in a comparison of all pairs, also at distances that sums would round past", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2, maxLength: 40 }),
      fc.boolean(),
      fc.nat(),
      (values, inclusive, step) => {
        const radii = Float64Array.from(values, (value, i) =>
          Math.abs(value - values[(i + step) % values.length]!),
        );
        const expected = values.map(
          (value, i) =>
            values.filter((other) =>
              inclusive ? Math.abs(other - value) <= radii[i]! : Math.abs(other - value) < radii[i]!,
            ).length,
        );
        expect([...counterOf(samples(values))(radii, inclusive)]).toEqual(expected);
      },
    ),
  );
});

it("is Kraskov, Stögbauer and Grassberger's formula, point by point", () => {
  const n = 60;
  const [x, y] = [normalSample(n, 1, 1), normalSample(n, 2, 2)];
  const gap = (of: typeof x, i: number, j: number): number =>
    Math.max(
      ...Array.from({ length: of.dim }, (_, c) =>
        Math.abs(of.data[i * of.dim + c]! - of.data[j * of.dim + c]!),
      ),
    );
  const k = 4;
  const [first, second] = [ksgTerms(x, y, [k], 1)[0]!, ksgTerms(x, y, [k], 2)[0]!];
  for (let i = 0; i < n; i++) {
    const others = Array.from({ length: n }, (_, j) => j).filter((j) => j !== i);
    const joint = (j: number): number => Math.max(gap(x, i, j), gap(y, i, j));
    const near = others.toSorted((a, b) => joint(a) - joint(b)).slice(0, k);
    const radius = joint(near[k - 1]!);
    const inside = (of: typeof x): number => others.filter((j) => gap(of, i, j) < radius).length;
    const upTo = (of: typeof x): number => {
      const side = Math.max(...near.map((j) => gap(of, i, j)));
      return others.filter((j) => gap(of, i, j) <= side).length;
    };
    expect(first[i]).toBeCloseTo(
      digamma(k) + digamma(n) - digamma(inside(x) + 1) - digamma(inside(y) + 1),
      12,
    );
    expect(second[i]).toBeCloseTo(digamma(k) - 1 / k + digamma(n) - digamma(upTo(x)) - digamma(upTo(y)), 12);
  }
});

it("counts all points at a place where neighbours are at distance 0", () => {
  // Three (0, 0), two (0, 1), one (1, 1), k = 1: ψ(copies) + ψ(6) − ψ(in x) − ψ(in y), the single one by its neighbour.
  const x = samples([0, 0, 0, 0, 0, 1]);
  const y = samples([0, 0, 0, 1, 1, 1]);
  const terms = mixedTerms(x, y, 1);
  expect(terms[0]).toBeCloseTo(digamma(3) + digamma(6) - digamma(5) - digamma(3), 13);
  expect(terms[3]).toBeCloseTo(digamma(2) + digamma(6) - digamma(5) - digamma(3), 13);
  expect(terms[5]).toBeCloseTo(digamma(1) + digamma(6) - digamma(1) - digamma(3), 13);
});
