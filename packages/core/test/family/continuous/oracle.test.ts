import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { kl } from "../../../src/finite/index.ts";
import { maker } from "./members.ts";

interface Row {
  readonly family: string;
  readonly p: readonly string[];
  readonly q: readonly string[];
  readonly kl: string;
  readonly source?: "closed" | "quadrature";
}

const NAMES: Readonly<Record<string, string>> = {
  alaplace: "asymmetricLaplace",
  betaprime: "betaPrime",
  chi2: "chiSquared",
  contbernoulli: "continuousBernoulli",
  gengamma: "generalizedGamma",
  gennorm: "generalizedNormal",
  halfnormal: "halfNormal",
  invgauss: "inverseGaussian",
  loglogistic: "logLogistic",
  lognormal: "logNormal",
  loguniform: "logUniform",
  sech: "hyperbolicSecant",
  studentt: "studentT",
  truncnormal: "truncatedNormal",
  vonmises: "vonMises",
  wrappedcauchy: "wrappedCauchy",
};

// Computed with mpmath at 40 digits: the closed forms, checked against quadrature, or quadrature alone (15 digits).
const rows: readonly Row[] = JSON.parse(
  readFileSync(new URL("../../fixtures/kl-univariate.json", import.meta.url), "utf8"),
);

describe("the divergence of two members of a family", () => {
  it.each(rows.map((row) => [`${row.family}(${row.p}) to (${row.q})`, row] as const))("%s", (_, row) => {
    const make = maker(NAMES[row.family] ?? row.family);
    const value = kl(make(...row.p.map(Number)), make(...row.q.map(Number)));
    if (row.kl === "inf") {
      expect(value).toBe(Number.POSITIVE_INFINITY);
      return;
    }
    // The oracle's parameters are decimals: where they nearly agree, their rounding to doubles counts.
    const decimals = row.q.includes("0.9000009") && row.p.includes("0.9") && row.q[0] === row.p[0];
    const reverse = row.p.includes("0.9000009") && row.q[0] === row.p[0];
    const bound = decimals || reverse ? 1e-9 : row.source === "quadrature" ? 1e-12 : 1e-13;
    expect(Math.abs(value / Number(row.kl) - 1)).toBeLessThan(bound);
  });
});
