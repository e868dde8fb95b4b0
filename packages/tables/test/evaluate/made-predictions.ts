import { random } from "@relent/core/random";
import type { Value } from "../workplace.ts";

/** Forecasts over three classes that are right, with the label drawn by them, in two kinds of rows. */
export interface Made {
  readonly y: readonly string[];
  readonly p: readonly (readonly number[])[];
  readonly kind: readonly string[];
}

export const CLASSES: readonly string[] = ["cat", "dog", "owl"];

/** Draws `rows` forecasts; in rows of kind `hard` the forecasts are twice as sure (in logits) as they may be. */
export function made(rows: number, seed = 1): Made {
  const rng = random(seed);
  const y: string[] = [];
  const p: number[][] = [];
  const kind: string[] = [];
  for (let i = 0; i < rows; i++) {
    const hard = rng.uniform() < 0.3;
    const z = CLASSES.map(() => 3 * (rng.uniform() - 0.5));
    const softmax = (scale: number): number[] => {
      const e = z.map((x) => Math.exp(scale * x));
      const total = e.reduce((a, b) => a + b, 0);
      return e.map((x) => x / total);
    };
    const truth = softmax(1);
    const u = rng.uniform();
    y.push(CLASSES[u < truth[0]! ? 0 : u < truth[0]! + truth[1]! ? 1 : 2]!);
    p.push(softmax(hard ? 3 : 1));
    kind.push(hard ? "hard" : "easy");
  }
  return { y, p, kind };
}

/** The forecasts as columns `p_cat` … beside `y` and `kind`. */
export function columnsOf({ y, p, kind }: Made): Record<string, [type: string, values: Value[]]> {
  return {
    y: ["VARCHAR", [...y]],
    ...Object.fromEntries(
      CLASSES.map((name, k) => [`p_${name}`, ["DOUBLE", p.map((row) => row[k]!)] as [string, Value[]]]),
    ),
    kind: ["VARCHAR", [...kind]],
  };
}
