import { expect, it } from "vitest";
import { samples } from "../../../src/estimate/index.ts";

it("takes one array or a list of rows", () => {
  const flat = samples(Float32Array.of(1, 2, 3, 4, 5, 6), { dim: 3 });
  const rows = samples([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expect(flat).toEqual(rows);
  expect(flat).toMatchObject({ n: 2, dim: 3, kind: "samples" });
});

it("copies the numbers", () => {
  const given = [1, 2];
  const held = samples(given);
  given[0] = 9;
  expect(held.data[0]).toBe(1);
});

it.each([
  [() => samples([1, 2, Number.NaN, 4], { dim: 2 }), "samples: row 1, column 0 is NaN"],
  [() => samples([[0, Number.POSITIVE_INFINITY]]), "samples: row 0, column 1 is Infinity"],
  [() => samples([1, 2, 3], { dim: 2 }), "samples: 3 numbers do not divide into rows of dim = 2"],
  [() => samples([[1, 2], [3]]), "samples: row 1 has 1 coordinates; every row must have 2"],
  [() => samples([]), "samples: there are no rows"],
  [() => samples([1], { dim: 0 }), "samples: dim = 0"],
])("refuses what is no sample: %#", (make, message) => {
  expect(make).toThrow(message);
});
