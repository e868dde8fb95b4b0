import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { benjaminiHochberg } from "../../src/estimate/index.ts";
import { fixture, near } from "./fixture.ts";

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 });

describe("Benjamini–Hochberg", () => {
  // scipy: stats.false_discovery_control(p)
  it("agrees with SciPy", () => {
    const q = benjaminiHochberg(fixture.benjaminiHochberg.p);
    fixture.benjaminiHochberg.q.forEach((wanted, i) => {
      near(q[i]!, wanted, 1e-13);
    });
  });

  it("leaves one p as it is and nothing as nothing", () => {
    expect(benjaminiHochberg([0.03])).toEqual([0.03]);
    expect(benjaminiHochberg([])).toEqual([]);
  });

  it("never lowers a p, never exceeds 1, keeps the order, whatever order they come in", () => {
    fc.assert(
      fc.property(pValues, (p) => {
        const q = benjaminiHochberg(p);
        p.forEach((pi, i) => {
          expect(q[i]!).toBeGreaterThanOrEqual(pi * (1 - 1e-15));
          expect(q[i]!).toBeLessThanOrEqual(1);
          p.forEach((pj, j) => {
            if (pi < pj) expect(q[i]!).toBeLessThanOrEqual(q[j]!);
            if (pi === pj) expect(q[i]).toBe(q[j]);
          });
        });
        const reversed = benjaminiHochberg([...p].reverse()).reverse();
        expect(reversed).toEqual(q);
      }),
    );
  });

  it.each([[[0.1, 1.2]], [[0.1, -0.2]], [[0.1, Number.NaN]]])("refuses %j", (p) => {
    expect(() => benjaminiHochberg(p)).toThrow(`benjaminiHochberg: p[1] = ${p[1]}`);
  });
});
