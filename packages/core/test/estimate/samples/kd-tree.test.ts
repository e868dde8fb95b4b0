import fc from "fast-check";
import { expect, it } from "vitest";
import { countWithin, kdTree, type Norm, nearest, nearestOthers } from "../../../src/estimate/index.ts";

const gap = (norm: Norm, a: Float64Array, i: number, b: Float64Array, j: number, dim: number): number => {
  const steps = Array.from({ length: dim }, (_, c) => Math.abs(a[i * dim + c]! - b[j * dim + c]!));
  return norm === "max" ? Math.max(...steps) : Math.sqrt(steps.reduce((sum, step) => sum + step * step, 0));
};

/** Coarse numbers, so that ties and duplicates are common, and enough of them for several levels. */
const cloud = (dim: number) =>
  fc
    .array(fc.array(fc.integer({ min: -8, max: 8 }), { minLength: dim, maxLength: dim }), {
      minLength: 12,
      maxLength: 90,
    })
    .map((rows) => Float64Array.from(rows.flat()));

const setting = fc
  .record({ dim: fc.integer({ min: 1, max: 5 }), norm: fc.constantFrom<Norm>("euclidean", "max") })
  .chain(({ dim, norm }) =>
    fc.record({ dim: fc.constant(dim), norm: fc.constant(norm), points: cloud(dim), queries: cloud(dim) }),
  );

it("finds the same distances as comparing all pairs", () => {
  fc.assert(
    fc.property(setting, fc.integer({ min: 1, max: 12 }), ({ dim, norm, points, queries }, k) => {
      const size = points.length / dim;
      const found = nearest(kdTree(points, dim, norm), queries, k);
      for (let q = 0; q < queries.length / dim; q++) {
        const all = Array.from({ length: size }, (_, i) => gap(norm, queries, q, points, i, dim));
        const own = [...found.rows.subarray(q * k, (q + 1) * k)];
        expect([...found.distances.subarray(q * k, (q + 1) * k)]).toEqual(
          all.toSorted((a, b) => a - b).slice(0, k),
        );
        expect(new Set(own).size).toBe(k);
        expect(own.map((row) => all[row])).toEqual([...found.distances.subarray(q * k, (q + 1) * k)]);
      }
    }),
    { numRuns: 60 },
  );
});

it("leaves a point out of its own neighbours, but not its duplicates", () => {
  fc.assert(
    fc.property(setting, ({ dim, norm, points }) => {
      const size = points.length / dim;
      const found = nearestOthers(kdTree(points, dim, norm), 3);
      for (let q = 0; q < size; q++) {
        const others = Array.from({ length: size }, (_, i) => i)
          .filter((i) => i !== q)
          .map((i) => gap(norm, points, q, points, i, dim));
        expect([...found.distances.subarray(3 * q, 3 * q + 3)]).toEqual(
          others.sort((a, b) => a - b).slice(0, 3),
        );
        expect([...found.rows.subarray(3 * q, 3 * q + 3)]).not.toContain(q);
      }
    }),
    { numRuns: 60 },
  );
});

it("counts the points within a radius, its edge left out or not", () => {
  fc.assert(
    fc.property(setting, fc.integer({ min: 0, max: 9 }), fc.boolean(), (given, radius, inclusive) => {
      const { dim, norm, points, queries } = given;
      const n = queries.length / dim;
      const counts = countWithin(kdTree(points, dim, norm), queries, new Float64Array(n).fill(radius), {
        inclusive,
      });
      for (let q = 0; q < n; q++) {
        const within = Array.from({ length: points.length / dim }, (_, i) =>
          gap(norm, queries, q, points, i, dim),
        ).filter((distance) => {
          // As the search does it, in squares for the Euclidean norm: √s may round to the radius.
          const exact = norm === "max" ? distance : Math.round(distance ** 2);
          const limit = norm === "max" ? radius : radius ** 2;
          return inclusive ? exact <= limit : exact < limit;
        });
        expect(counts[q]).toBe(within.length);
      }
    }),
    { numRuns: 60 },
  );
});

it("does not depend on the order in which queries are answered", () => {
  const points = Float64Array.from({ length: 200 }, (_, i) => Math.sin(i * i));
  const queries = Float64Array.from({ length: 60 }, (_, i) => Math.cos(7 * i));
  const tree = kdTree(points, 2);
  const backwards = Int32Array.from({ length: 30 }, (_, i) => 29 - i);
  expect(nearest(tree, queries, 4, backwards)).toEqual(nearest(tree, queries, 4));
});

it("refuses more neighbours than there are points", () => {
  const tree = kdTree(Float64Array.of(1, 2, 3), 1);
  expect(() => nearest(tree, Float64Array.of(0), 4)).toThrow("nearest: k = 4; it must be whole, from 1 to 3");
  expect(() => nearestOthers(tree, 3)).toThrow("nearestOthers: k = 3");
  expect(() => kdTree(Float64Array.of(1, 2, 3), 2)).toThrow("kdTree: 3 numbers do not divide into rows of 2");
});
