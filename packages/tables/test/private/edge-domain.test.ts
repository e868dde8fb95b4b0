import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gridCells, gridHigh, gridLow } from "../../src/plan/grid.ts";
import { AGES, boundedDomain, calendarDomain, openDomain } from "../../src/private/edge-domain.ts";
import { calendarGrid, edgeGrid } from "../../src/private/edge-grid.ts";

const DAY = 86_400;
const DOMAINS = [
  openDomain(false),
  openDomain(true),
  boundedDomain(0, 1e6, false),
  boundedDomain(-3.7, 12.25, false),
  boundedDomain(1, 7, true),
  boundedDomain(1e14, 1e14 + 5, true),
  calendarDomain(...AGES, true),
  calendarDomain(Date.UTC(2024) / 1000, Date.UTC(2025) / 1000, false),
];

describe("the edges that may be drawn", () => {
  it("rise, and each number is at or over its own and under the next", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...DOMAINS),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.double({ min: -1e16, max: 1e16, noNaN: true }),
        (domain, where, anywhere) => {
          const i = Math.floor(where * domain.last);
          expect(domain.edge(i)).toBeLessThan(domain.edge(i + 1));
          expect(domain.indexOf(domain.edge(i))).toBe(i);
          for (const x of [anywhere, domain.edge(i) + where * (domain.edge(i + 1) - domain.edge(i))]) {
            const at = domain.indexOf(x);
            if (at >= 0) expect(domain.edge(at)).toBeLessThanOrEqual(x);
            if (at < domain.last) expect(domain.edge(at + 1)).toBeGreaterThan(x);
          }
        },
      ),
    );
  });
  it("are short decimals, and whole numbers where values are whole", () => {
    const floats = openDomain(false);
    for (const x of [0, 0.1, -0.1, 12.34567, 1e-15, 9.999999e14, 1e15])
      expect(floats.edge(floats.indexOf(x))).toBe(x);
    const whole = openDomain(true);
    for (const x of [0, 1, -1, 9_999_999, 12_345_670]) expect(whole.edge(whole.indexOf(x))).toBe(x);
    expect(whole.edge(0)).toBe(-1e15);
    expect(boundedDomain(1, 7, true).last).toBe(6);
    const money = boundedDomain(0, 1e6, false);
    for (const x of [0, 0.0001, 0.9999, 1.001, 12.34, 123.4, 5432, 999_900, 1e6])
      expect(money.edge(money.indexOf(x))).toBe(x);
    expect([money.edge(0), money.edge(money.last)]).toEqual([0, 1e6]);
    // far from 0 they are as fine as the range is narrow
    const narrow = boundedDomain(1000, 1010, false);
    expect(narrow.last).toBeGreaterThan(9000);
  });
  it("of dates are days, of moments minutes, or seconds over a few days", () => {
    const day = Date.UTC(2024, 4, 17) / 1000;
    const days = calendarDomain(...AGES, true);
    expect(days.edge(days.indexOf(day + 3600))).toBe(day);
    const ages = calendarDomain(...AGES, false);
    expect(ages.edge(ages.indexOf(day + 3601))).toBe(day + 3600);
    expect(calendarDomain(day, day + 7 * DAY, false).edge(1)).toBe(day + 1);
  });
});

describe("a grid of drawn edges", () => {
  const { indexOf } = openDomain(true);
  it("has four cells between two edges, fewer where there are fewer values", () => {
    const grid = edgeGrid(
      openDomain(true),
      [0, 0, 1, 6, 18, 100, 107].map((x) => indexOf(x)),
    );
    expect(grid.segments.map(({ lo, cells }) => [lo, cells])).toEqual([
      [0, 1],
      [1, 5],
      [6, 4],
      [18, 2],
      [100, 7],
    ]);
    expect([gridLow(grid), gridHigh(grid)]).toEqual([0, 107]);
  });
  it("has one cell where all edges are the same", () => {
    for (const x of [5, 1e15]) {
      const grid = edgeGrid(openDomain(true), new Array<number>(9).fill(indexOf(x)));
      expect(gridCells(grid)).toBeGreaterThan(0);
      expect(gridLow(grid)).toBeLessThan(gridHigh(grid));
    }
  });
});

describe("a grid of public dates", () => {
  it.each([
    [31, true, DAY, 31],
    [366, true, 7 * DAY, 53],
    [3653, true, 84 * DAY, 44],
    [1, false, 3600, 24],
  ])("over %d days has cells that people know", (days, whole, span, cells) => {
    const low = Date.UTC(2020) / 1000;
    const [segment] = calendarGrid(low, low + days * DAY, whole).segments;
    expect(1 / segment!.scale).toBeCloseTo(span, 6);
    expect(segment!.cells).toBe(cells);
  });
});
