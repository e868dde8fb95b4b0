import { clusteredMeanOfSums } from "@relent/core/estimate";
import { random } from "@relent/core/random";
import { describe, expect, it } from "vitest";
import { coverage } from "../../src/sequential/clustered-coverage.ts";
import { LAWS } from "../../src/sequential/documents.ts";
import { RULES, stops } from "../../src/sequential/looks.ts";
import { CASES } from "../../src/sequential/ratio-cases.ts";
import { methodOutcome } from "../../src/sequential/ratio-methods.ts";
import { median, percent, table } from "../../src/sequential/table.ts";

describe("the simulated laws", () => {
  it.each(LAWS)("of documents have the mean they state: $name", (law) => {
    const { value, standardError } = clusteredMeanOfSums(law.draw(random(1), 4000));
    expect(Math.abs(value - law.mean)).toBeLessThan(4 * standardError);
  });

  it("of documents of one row have the row variance they state", () => {
    for (const law of LAWS.slice(0, 3)) expect(law.rowVariance).toBe(1);
    // E[G²]·E[X²] − 1, G lognormal of mean 1 and σ = 0.8, X gamma of mean 1 and shape 0.05
    expect(LAWS[3]!.rowVariance).toBeCloseTo(Math.exp(0.64) * 21 - 1, 12);
    expect(LAWS[4]!.rowVariance).toBeCloseTo(0.09, 12);
  });

  it.each(CASES)("of log-ratios have the divergence they state: $name", (one) => {
    const rng = random(2);
    const n = 20_000;
    let [sum, squares] = [0, 0];
    for (let i = 0; i < n; i++) {
      const l = one.logRatio(rng);
      sum -= l;
      squares += l * l;
    }
    const error = Math.sqrt((squares / n - (sum / n) ** 2) / n);
    expect(Math.abs(sum / n - one.kl)).toBeLessThan(4 * error);
  });
});

describe("the simulations", () => {
  it("see that independent rows are too narrow for documents", () => {
    const found = coverage(LAWS[2]!, 50, 100);
    expect(found.relent).toBeGreaterThan(0.85);
    expect(found.relent).toBeGreaterThanOrEqual(found.tOnly);
    expect(found.independent).toBeLessThan(0.5);
  });

  it("see the bias of k2 and the noise of k1", () => {
    const [near, shifted] = [CASES[0]!, CASES[1]!];
    expect(methodOutcome(shifted, "k2", 50).bias).toBeGreaterThan(0.15);
    expect(Math.abs(methodOutcome(shifted, "control-variate", 50).bias)).toBeLessThan(0.05);
    const [k1, best] = (["k1", "control-variate"] as const).map(
      (method) => methodOutcome(near, method, 50).spread,
    );
    expect(k1!).toBeGreaterThan(8 * best!);
  });

  it("see that bets by token reject a true null, and bets by document do not", () => {
    const share = (rule: string): number =>
      stops(RULES[rule]!, { mean: 0.5, icc: 0.3 }, 20).filter(Number.isFinite).length / 20;
    expect(share("bets by token, aGRAPA")).toBeGreaterThan(0.5);
    expect(share("bets by document, aGRAPA")).toBeLessThan(0.2);
    expect(share("bets by document, mixture")).toBeLessThan(0.2);
  });
});

describe("the tables", () => {
  it("are Markdown", () => {
    expect(table(["a", "b"], [["x", 1]])).toBe("| a | b |\n| --- | ---: |\n| x | 1 |");
    expect(percent(0.0123)).toBe("1.2");
    expect(median([3, 1, 2])).toBe(2);
    expect(median([1, Infinity, Infinity])).toBe(Infinity);
  });
});
