import { describe, expect, it } from "vitest";
import { groupTables } from "../../../src/score/scoring/group-tables.ts";

describe("groupTables", () => {
  it("lists the occupied cells of each group, and a group whose sums are 0 with its first", () => {
    const tables = groupTables(3, 2);
    tables.of(5)[2 * 2 + 1]! += 0.5;
    tables.of(2)[0]! += 1;
    tables.of(7);
    expect(tables.lists()).toEqual({
      group: [2, 5, 7],
      cell: [0, 2, 0],
      sums: [
        [1, 0, 0],
        [0, 0.5, 0],
      ],
    });
  });

  it("of merged lists holds what both held", () => {
    const [a, b] = [groupTables(4, 1), groupTables(4, 1)];
    a.of(1)[3]! += 2;
    b.of(1)[3]! += 3;
    b.of(0)[1]! -= 1;
    const { group, cell, sums } = b.lists();
    a.merge(group, cell, sums);
    expect(a.lists()).toEqual({ group: [0, 1], cell: [1, 3], sums: [[-1, 5]] });
  });
});
