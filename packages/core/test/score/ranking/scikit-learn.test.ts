import { describe, expect, it } from "vitest";
import {
  type ClassRankingFigures,
  classRankingFigures,
  collectClassRanks,
  probabilityRow,
} from "../../../src/score/index.ts";
import { CASES, type Case } from "../scikit-learn.ts";

function figuresOf({ classes, p, y, w }: Case, distinct: number): ClassRankingFigures {
  const row = probabilityRow(classes === 2 ? "prob" : "probs", classes);
  const ranks = collectClassRanks({ classes, distinct });
  p.forEach((forecast, i) => {
    row.read(forecast, 0, i);
    ranks.add(row, y[i]!, w?.[i]);
  });
  return classRankingFigures(ranks.summary());
}

describe.each(CASES)("of $name", (one) => {
  const list = (name: string): number[] => one.expected[name]!.value;
  const found = figuresOf(one, 2 ** 20);
  const coarse = figuresOf(one, 1);

  it.each(["rocAuc", "averagePrecision"] as const)(
    "%s of each class equals scikit-learn's to 1e-12",
    (name) => {
      found.perClass.forEach((figures, k) => {
        expect(Math.abs(figures![name].value - list(name)[k]!)).toBeLessThanOrEqual(1e-12);
      });
    },
  );

  it.each(["rocAuc", "averagePrecision"] as const)(
    "%s from cells is bounded around scikit-learn's",
    (name) => {
      coarse.perClass.forEach((figures, k) => {
        const [low, high] = figures![name].bounds!;
        expect(low).toBeLessThanOrEqual(list(name)[k]! + 1e-12);
        expect(high).toBeGreaterThanOrEqual(list(name)[k]! - 1e-12);
        expect(figures![name].value).toBeGreaterThanOrEqual(low);
        expect(figures![name].value).toBeLessThanOrEqual(high);
      });
    },
  );

  it.each(["rocAuc", "averagePrecision"] as const)("macro %s equals scikit-learn's to 1e-12", (name) => {
    const expected = one.expected[`${name}Macro`]?.value ?? mean(list(name));
    expect(Math.abs(found[name]!.value - expected)).toBeLessThanOrEqual(1e-12);
  });
});

const mean = (x: readonly number[]): number => x.reduce((sum, v) => sum + v, 0) / x.length;
