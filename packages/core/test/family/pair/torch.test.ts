import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseFamily } from "../../../src/family/parse-family.ts";
import { kl } from "../../../src/index.ts";

type Case = readonly [p: string, q: string, truth: number | "Infinity", torchAgrees: boolean];

const { cases } = JSON.parse(
  readFileSync(new URL("../../fixtures/torch-kl-audit.json", import.meta.url), "utf8"),
) as { readonly cases: readonly Case[] };

/** 0 where mpmath's quadrature at 30 digits left its rounding. */
const rounded = (truth: number) => (Math.abs(truth) < 1e-30 ? 0 : truth);

describe("the pairs that PyTorch registers", () => {
  it("are as many as were audited with their parameters known", () => {
    expect(cases.length).toBe(448);
    expect(cases.filter(([, , , agrees]) => !agrees).length).toBe(28);
  });

  it.each(cases.filter(([, , , agrees]) => !agrees))(
    "are right where PyTorch is not: %s against %s",
    (p, q, truth) => {
      const value = kl(parseFamily(p), parseFamily(q));
      if (truth === "Infinity") expect(value).toBe(Number.POSITIVE_INFINITY);
      else expect(Math.abs(value - rounded(truth))).toBeLessThanOrEqual(1e-13 * Math.max(1, truth));
    },
  );

  it("are right to 1e-10 throughout", () => {
    for (const [p, q, truth] of cases) {
      const value = kl(parseFamily(p), parseFamily(q));
      if (truth === "Infinity") expect(value, `${p} against ${q}`).toBe(Number.POSITIVE_INFINITY);
      else {
        const off = Math.abs(value - rounded(truth));
        expect(off, `${p} against ${q}: ${value}, not ${truth}`).toBeLessThanOrEqual(
          1e-10 * Math.max(1, truth),
        );
      }
    }
  });
});
