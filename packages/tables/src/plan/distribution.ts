import type { ChunkColumn } from "@relent/engine";
import { type Weighted, weighted } from "./weighted.ts";

/** What a sample says of a column: its finite numbers in order, or its texts with their rows. */
export type Distribution =
  | {
      readonly kind: "numbers";
      readonly numbers: Weighted;
      /** Whether they rise (or fall) from row to row: a sample of a few stretches of rows then knows a few stretches of values only. */
      readonly sorted: boolean;
    }
  | { readonly kind: "texts"; readonly texts: ReadonlyMap<string, number> };

function finiteNumbers(values: Float64Array, valid: Uint8Array | undefined): Float64Array {
  const kept = new Float64Array(values.length);
  let n = 0;
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    if ((valid === undefined || valid[i] === 1) && Number.isFinite(v)) kept[n++] = v;
  }
  return kept.subarray(0, n);
}

function isSorted(values: Float64Array): boolean {
  const way = Math.sign((values.at(-1) ?? 0) - (values[0] ?? 0));
  if (way === 0) return false;
  for (let i = 1; i < values.length; i++) if ((values[i]! - values[i - 1]!) * way < 0) return false;
  return true;
}

/** The distribution of a sampled column; nulls, NaN and ±∞ are left out. */
export function distributionOf(sample: ChunkColumn): Distribution {
  const { valid } = sample;
  if (sample.kind === "number") {
    const numbers = finiteNumbers(sample.values, valid);
    return { kind: "numbers", numbers: weighted(numbers), sorted: isSorted(numbers) };
  }
  const texts = new Map<string, number>();
  for (const [i, text] of sample.values.entries()) {
    if (valid === undefined || valid[i] === 1) texts.set(text, (texts.get(text) ?? 0) + 1);
  }
  return { kind: "texts", texts };
}

/** Rows per distinct value. */
export function occurrences(d: Distribution): Iterable<number> {
  if (d.kind === "texts") return d.texts.values();
  return d.numbers.upTo.map((upTo, i) => upTo - (i === 0 ? 0 : d.numbers.upTo[i - 1]!));
}
