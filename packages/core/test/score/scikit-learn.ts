import { readFileSync } from "node:fs";

/** Forecasts with labels, and what scikit-learn makes of them; each value stands beside the expression that made it. */
export interface Case {
  readonly name: string;
  readonly classes: number;
  /** The probability of class 1 of two classes, or of each class. */
  readonly p: readonly (readonly number[])[];
  readonly y: readonly number[];
  readonly w?: readonly number[];
  readonly expected: Readonly<Record<string, { readonly expression: string; readonly value: never }>>;
}

const file = new URL("./fixtures/scikit-learn.json", import.meta.url);

export const CASES: readonly Case[] = JSON.parse(readFileSync(file, "utf8")).cases;
