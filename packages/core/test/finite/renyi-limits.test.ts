import { describe, expect, it } from "vitest";
import { kl, renyi, tsallis } from "../../src/index.ts";

const [p, q] = [
  [0.5, 0.5],
  [0.99, 0.01],
];

describe("orders next to 1 and 0 where outcomes are far apart", () => {
  it.each([
    // mpmath at 40 digits: log(sum(p**a * q**(1-a)))/(a-1)
    [1 + 1e-12, 1.6144630803634907],
    [1 - 1e-9, 1.6144630777214604],
    [1 + 1e-6, 1.6144657197516554],
  ])("keep the digits of Rényi's divergence at order %d", (order, value) => {
    expect(Math.abs(renyi(p, q, order) / value - 1)).toBeLessThan(1e-12);
  });

  it("come to KL from both sides", () => {
    for (const order of [1 - 1e-14, 1 + 1e-14]) {
      expect(Math.abs(renyi(p, q, order) / kl(p, q) - 1)).toBeLessThan(1e-12);
      expect(Math.abs(tsallis(p, q, order) / kl(p, q) - 1)).toBeLessThan(1e-12);
    }
  });
});
