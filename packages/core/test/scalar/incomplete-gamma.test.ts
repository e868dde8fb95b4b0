import { expect, it } from "vitest";
import { gammaP, gammaQ } from "../../src/scalar/incomplete-gamma.ts";
import { fixture, relative } from "./ulp.ts";

// Fixture [a, x, P, Q]: python-flint at 1400 bits, P = x^a e^-x / gamma(a + 1) * sum(x^n / ((a+1)...(a+n))), Q = 1 - P.
const rows = fixture("incomplete-gamma") as [number, number, number, number][];

for (const [name, f, column] of [
  ["gammaP", gammaP, 2],
  ["gammaQ", gammaQ, 3],
] as const) {
  it(`${name} agrees with flint for a from 1e-10 to 1e9 and values down to 1e-300`, () => {
    const worst = rows
      .map((row) => ({ a: row[0], x: row[1], error: relative(f(row[0], row[1]), row[column]!) }))
      .sort((a, b) => b.error - a.error);
    expect(worst[0]!.error).toBeLessThan(3e-13);
  });
}
