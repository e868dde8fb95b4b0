import { readFileSync } from "node:fs";

/** Expected values made with scikit-learn 1.x, SciPy and mpmath; each carries the expression that made it. */
export interface WhatToDo {
  readonly binary: {
    readonly p: number[];
    readonly labels: number[];
    readonly weights: number[];
    readonly temperature: { readonly inverse: number; readonly loss: number };
    readonly beta: { readonly labels: number[]; readonly a: number; readonly b: number; readonly c: number };
    readonly betaBound: { readonly a: number; readonly c: number; readonly free: number };
    readonly isotonic: { readonly at: number[]; readonly value: number[]; readonly weighted: number[] };
  };
  readonly three: {
    readonly logits: number[];
    readonly labels: number[];
    readonly temperature: { readonly inverse: number };
    readonly vector: { readonly loss: number; readonly scale: number[]; readonly shift: number[] };
    readonly dirichlet: { readonly loss: number; readonly matrix: number[][]; readonly shift: number[] };
  };
  readonly priors: {
    readonly p: number[];
    readonly trained: number[];
    readonly value: number[];
    readonly standardError: number[];
    readonly kl: number;
    readonly statistic: number;
    readonly pValue: number;
  };
  readonly normalCrps: {
    readonly mean: number;
    readonly sd: number;
    readonly y: number;
    readonly crps: number;
    readonly log: number;
  }[];
  readonly sampleCrps: {
    readonly values: number[];
    readonly y: number;
    readonly crps: number;
    readonly fair: number;
  };
  readonly uniform: { readonly values: number[]; readonly statistic: number; readonly exactP: number };
  readonly signFlip: { readonly differences: number[]; readonly p: number };
}

export const expected: WhatToDo = JSON.parse(
  readFileSync(new URL("fixtures/what-to-do.json", import.meta.url), "utf8"),
);
