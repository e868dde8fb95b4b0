import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { kl } from "../../../src/finite/index.ts";
import { maker } from "./members.ts";

interface Row {
  readonly family: string;
  readonly p: readonly number[];
  readonly q: readonly number[];
  readonly kl: string;
}

// mpmath at 60 digits, the textbook closed forms on the exact values of the doubles; every parameter changed by up to
// 0.5, 1e-3, 1e-5 and 1e-7 of itself, those of a family in different proportions. Kumaraswamy and asymmetric Laplace: quad.
const rows: readonly Row[] = JSON.parse(
  readFileSync(new URL("./fixtures/near-equal.json", import.meta.url), "utf8"),
);

it.each(rows.map((row) => [`${row.family}(${row.p})`, `(${row.q})`, row] as const))(
  "the divergence of %s to %s has thirteen digits",
  (_p, _q, { family, p, q, kl: want }) => {
    const make = maker(family);
    expect(Math.abs(kl(make(...p), make(...q)) / Number(want) - 1)).toBeLessThan(1e-13);
  },
);
