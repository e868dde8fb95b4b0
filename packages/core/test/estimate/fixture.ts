import { readFileSync } from "node:fs";
import { expect } from "vitest";

interface Counts {
  readonly name: string;
  readonly x: number[];
  readonly y: number[];
}

interface Fixture {
  readonly intervals: readonly (Counts & {
    readonly escape: number;
    readonly level: number;
    readonly value: string;
    readonly standardError: string;
    readonly df: number;
    readonly scale: string;
    readonly statistic: string;
    readonly low: string;
    readonly high: string;
  })[];
  readonly zhangGrabchak: readonly (Counts & { readonly escape: number | null; readonly value: string })[];
  readonly escape: readonly { readonly m: number; readonly bits: string }[];
  readonly tests: readonly {
    readonly x: number[];
    readonly y: number[];
    readonly g: string;
    readonly gP: string;
    readonly pearson: string;
    readonly df: number;
  }[];
  readonly permutation: readonly {
    readonly x: number[];
    readonly y: number[];
    readonly p: string;
    readonly nullMean: string;
  }[];
  readonly benjaminiHochberg: { readonly p: number[]; readonly q: number[] };
  readonly floor: readonly {
    readonly statistic: number;
    readonly df: number;
    readonly noncentrality: number;
    readonly p: string;
  }[];
}

/** Computed apart from this package, in Python with mpmath 1.4.1 (40 digits) and SciPy 1.17.1; each test says by what. */
export const fixture: Fixture = JSON.parse(
  readFileSync(new URL("./fixtures/counts.json", import.meta.url), "utf8"),
);

/** |got − wanted| ≤ relative·|wanted|, or ≤ absolute where the wanted number is itself a small difference. */
export function near(got: number, wanted: string | number, relative: number, absolute = 0): void {
  const w = Number(wanted);
  expect(Math.abs(got - w), `${got} is not ${w}`).toBeLessThanOrEqual(
    Math.max(absolute, relative * Math.abs(w)),
  );
}
