import { describe, expect, it } from "vitest";
import {
  beta,
  binomial,
  gamma,
  laplace,
  logNormal,
  normal,
  parseFamily,
  poisson,
  uniform,
} from "../../../src/family/index.ts";
import { derivative } from "../../../src/family/pair/derivative.ts";
import { klGradient } from "../../../src/finite/gradient/index.ts";
import { kl } from "../../../src/index.ts";
import { linear } from "../laws.ts";

const [laws, others] = [linear(0), linear(1)];

describe("klGradient of families", () => {
  it("is that of normal laws in closed form", () => {
    // d/dm2 = (m2 - m1)/s2², d/ds2 = 1/s2 - (s1² + (m1 - m2)²)/s2³
    expect(klGradient(normal(0, 1), normal(1, 2))).toEqual({ mean: 0.25, sd: 0.25 });
    expect(klGradient(normal(0, 1), normal(1, 2), { wrt: "p" })).toEqual({ mean: -0.25, sd: -0.75 });
  });

  it("comes in any base", () => {
    const nats = klGradient(gamma(2, 1), gamma(3, 2));
    const bits = klGradient(gamma(2, 1), gamma(3, 2), { base: 2 });
    for (const name of Object.keys(nats)) expect(bits[name]! * Math.LN2).toBeCloseTo(nats[name]!, 13);
  });

  it.each(["p", "q"] as const)(
    "by %s is what differences of kl tend to, for every family that has it in closed form",
    (wrt) => {
      for (const [i, p] of laws.entries()) {
        const q = others[i]!;
        if (p.law.klSlopes === undefined || p.law.kl === undefined || !Number.isFinite(kl(p, q))) continue;
        let slopes: Readonly<Record<string, number>>;
        try {
          slopes = klGradient(p, q, { wrt });
        } catch (error) {
          expect(String(error)).toContain("has no derivative");
          continue;
        }
        const moving = wrt === "p" ? p : q;
        for (const [name, slope] of Object.entries(slopes)) {
          const at = moving.parameters[name]!;
          const along = (value: number) => {
            const text = Object.entries({ ...moving.parameters, [name]: value }).map(
              ([key, one]) => `${key}=${one}`,
            );
            const moved = parseFamily(`${moving.family}(${text.join(", ")})`);
            return wrt === "p" ? kl(moved, q) : kl(p, moved);
          };
          let found: { readonly value: number; readonly error: number };
          try {
            found = derivative(along, at, 0.01 * Math.max(0.1, Math.abs(at)));
          } catch {
            continue;
          }
          if (found.error < 1e-7)
            expect(Math.abs(slope - found.value), `${p}, ${q} by ${wrt}.${name}`).toBeLessThan(
              1e-6 * Math.max(1, Math.abs(found.value)),
            );
        }
      }
    },
  );

  it("keeps its digits at near-equal laws, from the canonical form", () => {
    // d/dλ of λ − 3 − 3 log(λ/3)
    const rate = 3 + 2 ** -22;
    expect((klGradient(poisson(3), poisson(rate)).rate! * rate) / 2 ** -22).toBeCloseTo(1, 12);
  });

  it("works across families, by differences certified to 1e-8", () => {
    const slopes = klGradient(logNormal(0, 1), gamma(2, 1));
    // CE = log Γ(k) - k log r - (k - 1) E log X + r E X: d/dk = digamma(2) - log 1 - 0, d/dr = e^{1/2} - 2
    expect(slopes.shape).toBeCloseTo(0.42278433509846713, 9);
    expect(slopes.rate).toBeCloseTo(Math.exp(0.5) - 2, 9);
  });

  it("leaves out parameters that take integers alone", () => {
    expect(Object.keys(klGradient(binomial(7, 0.3), binomial(7, 0.5)))).toEqual(["p"]);
  });

  it.each<readonly [string, () => unknown, string]>([
    [
      "where an end of the support moves out",
      () => klGradient(uniform(0, 1), beta(2, 3), { wrt: "p" }),
      "has no derivative",
    ],
    ["of an array and a family", () => klGradient([1] as never, laplace(0, 1)), "both must be of one sort"],
    ["by neither", () => klGradient(normal(0, 1), normal(0, 2), { wrt: "r" as never }), "wrt = r"],
  ])("refuses %s", (_what, ask, message) => {
    expect(ask).toThrow(message);
  });
});
