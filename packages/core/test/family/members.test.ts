import { describe, expect, it } from "vitest";
import { gamma, multivariateNormal, normal, poisson } from "../../src/family/index.ts";
import { type Account, account, entropy, type Family } from "../../src/index.ts";
import { ENTRIES, example } from "./laws.ts";

/** What is found, or the code of the refusal. */
function attempt(ask: () => Account): Account | string {
  try {
    return ask();
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe.each(ENTRIES)("$name", (entry) => {
  const [p, q] = [example(entry, 0), example(entry, 1)] as [Family, Family];

  it("accounts for its entropy, or says that only sampling gives it", () => {
    const found = attempt(() => p[account]!("entropy", [], { base: 2 }));
    if (typeof found === "string") expect(found).toBe("needs-sampling");
    else {
      expect(found.value).toBe(entropy(p, { base: 2 }));
      expect(found.balance?.entropy ?? found.value).toBeCloseTo(found.value, 12);
      expect(found.error).toBeLessThan(1e-8 * (1 + Math.abs(found.value)));
    }
  });

  it("accounts for its divergence, with a balance that adds up", () => {
    const found = attempt(() => p[account]!("kl", [q], {}));
    if (typeof found === "string") expect(found).toBe("needs-sampling");
    else if (found.value === Number.POSITIVE_INFINITY) expect(found.error).toBe(0);
    else {
      const { entropy: own, kl, crossEntropy } = found.balance!;
      expect(kl).toBe(found.value);
      expect(crossEntropy).toBeCloseTo(own + kl, 8);
    }
  });
});

describe("members refuse", () => {
  it.each<readonly [() => unknown, string]>([
    [() => gamma(2, 1).cdf(Number.NaN), "gamma: cdf(NaN); it must be a number"],
    [() => normal(0, 1).survival(Number.NaN), "normal: survival(NaN); it must be a number"],
    [() => poisson(2).logDensity(Number.NaN), "poisson: logDensity(NaN); it must be a number"],
    [() => gamma(2, 1).samples(-3, 1), "gamma: n = -3 is not a count"],
    [() => gamma(2, 1).samples(1.5, 1), "gamma: n = 1.5 is not a count"],
    [() => multivariateNormal([0], [[1]]).samples(0.5, 1), "multivariateNormal: n = 0.5 is not a count"],
  ])("%s", (ask, message) => {
    expect(ask).toThrow(message);
  });
});
