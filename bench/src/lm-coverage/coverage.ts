import { random } from "@relent/core/random";
import { tokenMean } from "@relent/lm";
import type { StreamLaw } from "./streams.ts";

/** Shares of simulations whose interval held the mean, and the middle design effect. */
export interface Coverage {
  readonly documents: number;
  readonly independent: number;
  readonly designEffect: number;
}

const LEVEL = 0.95;
const Z = 1.959963984540054;

/** How often the interval by documents holds the mean of a token, and how often that of independent tokens. */
export function coverage(law: StreamLaw, documents: number, trials: number): Coverage {
  const held = { documents: 0, independent: 0 };
  const effects: number[] = [];
  for (let trial = 0; trial < trials; trial++) {
    const { values, document } = law.draw(random([7, documents, trial]), documents);
    const found = tokenMean(values, document, { level: LEVEL, range: law.range })!;
    if (found.low <= law.mean && law.mean <= found.high) held.documents++;
    if (Math.abs(found.value - law.mean) <= Z * found.independentError) held.independent++;
    effects.push(found.designEffect);
  }
  effects.sort((a, b) => a - b);
  return {
    documents: held.documents / trials,
    independent: held.independent / trials,
    designEffect: effects[Math.floor(trials / 2)]!,
  };
}
