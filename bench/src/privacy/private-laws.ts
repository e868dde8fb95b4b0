import { kl } from "@relent/core";

export const CATEGORIES = 20;

/** Shares of the categories of a column. */
export interface Law {
  readonly name: string;
  readonly shares: readonly number[];
}

const normalised = (name: string, weights: readonly number[]): Law => {
  const sum = weights.reduce((a, b) => a + b, 0);
  return { name, shares: weights.map((w) => w / sum) };
};

export const LAWS: readonly Law[] = [
  normalised(
    "uniform",
    Array.from({ length: CATEGORIES }, () => 1),
  ),
  normalised(
    "half rare",
    Array.from({ length: CATEGORIES }, (_, j) => (j < CATEGORIES / 2 ? 1 : 1e-3)),
  ),
  normalised(
    "Zipf",
    Array.from({ length: CATEGORIES }, (_, j) => 1 / (j + 1)),
  ),
];

/** The law tilted towards its even categories until it lies `bits` from where it was. */
export function tilted({ shares }: Law, bits: number): readonly number[] {
  if (bits === 0) return shares;
  const at = (t: number) =>
    normalised(
      "",
      shares.map((p, j) => p * Math.exp(j % 2 === 0 ? t : -t)),
    ).shares;
  let low = 0;
  let high = 8;
  for (let n = 0; n < 60; n++) {
    const middle = (low + high) / 2;
    if (kl(at(middle), shares, { base: 2 }) < bits) low = middle;
    else high = middle;
  }
  return at(low);
}
