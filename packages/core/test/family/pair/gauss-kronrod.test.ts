import { describe, expect, it } from "vitest";
import { integrate, type Noisy } from "../../../src/family/pair/gauss-kronrod.ts";

const exact =
  (f: (t: number) => number) =>
  (t: number): Noisy => ({ value: f(t), noise: 0 });

describe("adaptive Gauss–Kronrod quadrature", () => {
  it.each([0, 2, 4, 8, 12, 20, 22])("is exact for the power %i", (k) => {
    const { value } = integrate(
      exact((t) => t ** k),
      [-1, 1],
      1e-14,
    );
    expect(Math.abs(value - 2 / (k + 1))).toBeLessThan(3e-15);
  });

  it("halves its way to a corner it is not told of", () => {
    const { value, error } = integrate(
      exact((t) => Math.abs(t - 1 / 3)),
      [0, 1],
      1e-13,
    );
    expect(Math.abs(value - 5 / 18)).toBeLessThan(error + 1e-15);
    expect(error).toBeLessThan(1e-12);
  });

  it("takes edges as places to begin anew", () => {
    const { value } = integrate(
      exact((t) => (t < 2 ? 1 : 5)),
      [0, 2, 3],
      1e-14,
    );
    expect(value).toBeCloseTo(7, 13);
  });

  it("reports the noise of the integrand as error", () => {
    const { error } = integrate((t) => ({ value: t, noise: 1e-6 }), [0, 1], 1e-14);
    expect(error).toBeGreaterThan(0.9e-6);
  });
});
