import { random } from "@relent/core/random";
import type { Opinion, TokenTable } from "../src/index.ts";

/** A row: document, the token that came, and both models' probabilities. */
export interface Row {
  readonly document: number;
  readonly position?: number;
  readonly target: number;
  readonly p: readonly number[];
  readonly q: readonly number[];
}

const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
const first = (list: readonly number[]): number => list.indexOf(Math.max(...list));
const term = (p: number, q: number): number => (p === 0 ? 0 : p * Math.log(p / q));
const kl = (p: readonly number[], q: readonly number[]): number => sum(p.map((x, i) => term(x, q[i]!)));

const DIVERGENCES: Readonly<
  Record<keyof TokenTable["divergence"], (p: readonly number[], q: readonly number[]) => number>
> = {
  kl,
  reverseKl: (p, q) => kl(q, p),
  jensenShannon: (p, q) => {
    const m = p.map((x, i) => (x + q[i]!) / 2);
    return (kl(p, m) + kl(q, m)) / 2;
  },
  totalVariation: (p, q) => sum(p.map((x, i) => Math.abs(x - q[i]!))) / 2,
  hellingerSquared: (p, q) => 1 - sum(p.map((x, i) => Math.sqrt(x * q[i]!))),
  renyi2: (p, q) => Math.log(sum(p.map((x, i) => (x === 0 ? 0 : x ** 2 / q[i]!)))),
};

const opinion = (rows: readonly Row[], of: (row: Row) => readonly number[]): Opinion => ({
  surprisal: Float64Array.from(rows, (row) => -Math.log(of(row)[row.target]!)),
  censored: new Uint8Array(rows.length),
  entropy: Float64Array.from(rows, (row) => -sum(of(row).map((x) => term(x, 1)))),
  confidence: Float64Array.from(rows, (row) => Math.max(...of(row))),
  top: Int32Array.from(rows, (row) => first(of(row))),
});

/** A table of tokens by the definitions, in plain doubles. */
export function makeTable(rows: readonly Row[], more: Partial<TokenTable> = {}): TokenTable {
  const documents = Math.max(-1, ...rows.map(({ document }) => document)) + 1;
  return {
    base: "base",
    model: "model",
    vocabulary: rows[0]?.p.length ?? null,
    length: rows.length,
    documents: Array.from({ length: documents }, (_, i) => `chunk ${i + 1}`),
    document: Int32Array.from(rows, ({ document }) => document),
    position: Int32Array.from(rows, ({ position }, i) => position ?? i),
    target: Int32Array.from(rows, ({ target }) => target),
    divergence: Object.fromEntries(
      Object.entries(DIVERGENCES).map(([name, of]) => [
        name,
        Float64Array.from(rows, ({ p, q }) => Math.max(0, of(p, q))),
      ]),
    ) as TokenTable["divergence"],
    baseSays: opinion(rows, ({ p }) => p),
    modelSays: opinion(rows, ({ q }) => q),
    noiseFloor: 0,
    notes: [],
    ...more,
  };
}

const softmax = (logits: readonly number[]): number[] => {
  const weights = logits.map((z) => Math.exp(z - Math.max(...logits)));
  return weights.map((w) => w / sum(weights));
};

/** Random rows: documents of equal length, the model's logits the base's with noise that grows with the document. */
export function randomRows(
  documents: number,
  tokens: number,
  noise: number,
  { vocabulary = 12, seed = 1 }: { readonly vocabulary?: number; readonly seed?: number } = {},
): Row[] {
  const rng = random(seed);
  return Array.from({ length: documents }, (_, document) => {
    const own = noise * (0.5 + rng.uniform());
    return Array.from({ length: tokens }, (__, position): Row => {
      const logits = Array.from({ length: vocabulary }, () => 6 * rng.uniform());
      const p = softmax(logits);
      const q = softmax(logits.map((z) => z + own * (2 * rng.uniform() - 1)));
      let [target, left] = [0, rng.uniform()];
      while (target < vocabulary - 1 && left > p[target]!) left -= p[target++]!;
      return { document, position, target, p, q };
    });
  }).flat();
}
