import { RelentError } from "../error.ts";
import { type LogOptions, logBase } from "../protocol.ts";
import { dependence } from "./dependence.ts";
import { within } from "./parameter.ts";

/** How far back transfer entropy looks. */
export interface TransferOptions extends LogOptions {
  /** How many past symbols of the target are known; 1 when left out. */
  readonly history?: number;
  /** How many past symbols of the source are asked about; 1 when left out. */
  readonly sourceHistory?: number;
}

/** Numbers each distinct value in order of appearance. */
function numbering(): (value: unknown) => number {
  const seen = new Map<unknown, number>();
  return (value) => {
    const known = seen.get(value);
    if (known !== undefined) return known;
    seen.set(value, seen.size);
    return seen.size - 1;
  };
}

/**
 * Transfer entropy between two sequences of symbols: what the source's past tells about the target's next symbol
 * beyond the target's own past.
 *
 * I(Yₜ; Xₜ₋₁…Xₜ₋ₗ | Yₜ₋₁…Yₜ₋ₖ) of the empirical distribution of the tuples, in nats, or in units of `base`, with
 * k = `history` and l = `sourceHistory`. Symbols are compared as Map keys. It is a plug-in figure, biased upward by
 * about (tuples − 1)/2n: compare with shuffled sources before reading anything into a small one.
 *
 * @throws RelentError "invalid-argument" for sequences of different lengths, or shorter than the past plus one.
 * @see Schreiber, Phys. Rev. Lett. 85 (2000) 461.
 * @example
 * ```ts
 * transferEntropy([0, 1, 1, 0, 1, 0, 0, 1], [0, 0, 1, 1, 0, 1, 0, 0], { base: 2 }) // 0.9649839288804954
 * transferEntropy("aaaa", "abab") // 0
 * ```
 */
export function transferEntropy(
  source: ArrayLike<unknown>,
  target: ArrayLike<unknown>,
  options: TransferOptions = {},
): number {
  const fn = "transferEntropy";
  const unit = logBase(fn, options.base);
  const history = options.history ?? 1;
  const sourceHistory = options.sourceHistory ?? 1;
  within(fn, "history", history, 0, 1e6);
  within(fn, "sourceHistory", sourceHistory, 1, 1e6);
  const first = Math.max(history, sourceHistory);
  if (source.length !== target.length || target.length <= first) {
    throw new RelentError(
      "invalid-argument",
      `${fn}: the sequences have ${source.length} and ${target.length} symbols; they must have as many, more than ${first}`,
    );
  }
  const [next, before, own, symbol] = [numbering(), numbering(), numbering(), numbering()];
  const past = (x: ArrayLike<unknown>, t: number, length: number) =>
    Array.from({ length }, (_, k) => symbol(x[t - 1 - k])).join(" ");
  const tallies = new Map<number, Map<string, number>>();
  const extents = new Map<number, { x: (value: unknown) => number; y: (value: unknown) => number }>();
  for (let t = first; t < target.length; t++) {
    const z = own(past(target, t, history));
    if (!extents.has(z)) extents.set(z, { x: numbering(), y: numbering() });
    const { x, y } = extents.get(z)!;
    const cell = `${y(next(target[t]))} ${x(before(past(source, t, sourceHistory)))}`;
    const tally = tallies.get(z) ?? new Map<string, number>();
    tallies.set(z, tally.set(cell, (tally.get(cell) ?? 0) + 1));
  }
  let sum = 0;
  for (const tally of tallies.values()) {
    const cells = [...tally].map(
      ([cell, n]) => [...cell.split(" ").map(Number), n] as [number, number, number],
    );
    const rows = 1 + Math.max(...cells.map(([y]) => y));
    const cols = 1 + Math.max(...cells.map(([, x]) => x));
    const table = new Float64Array(rows * cols);
    for (const [y, x, n] of cells) table[y * cols + x] = n;
    sum += dependence({ x: table, shape: [rows, cols, 1], total: 1 });
  }
  return sum / (target.length - first) / unit;
}
