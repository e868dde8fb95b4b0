import { invalid } from "../../finite/check.ts";
import { random, type Seed } from "../../random/index.ts";
import { studentTQuantile } from "../../scalar/student-t.ts";
import type { Estimate, Unit } from "../estimate.ts";
import { blockLength } from "./block-length.ts";
import { meanOfValues } from "./mean-of-values.ts";
import { equalTails } from "./studentised-bootstrap.ts";

/** How a block bootstrap is made. */
export interface BlockBootstrapOptions {
  /** Rows a block, from 1 to half of them (default: Politis–White, rounded up). */
  readonly blockLength?: number;
  /** Resamples (default 1,999). */
  readonly draws?: number;
  /** Seed of the resamples (default 1). */
  readonly seed?: Seed;
  /** Coverage of the interval (default 0.95). */
  readonly level?: number;
  /** Unit of the values (default `"1"`). */
  readonly unit?: Unit;
}

/** Sums of the n circular blocks of `length` values, less their mean. */
function circularBlocks(values: ArrayLike<number>, length: number, mean: number): Float64Array {
  const n = values.length;
  const blocks = new Float64Array(n);
  let sum = 0;
  for (let i = 0; i < length; i++) sum += values[i]! - mean;
  for (let start = 0; start < n; start++) {
    blocks[start] = sum;
    sum += values[(start + length) % n]! - values[start]!;
  }
  return blocks;
}

/** Low and high quantile of the studentised means of `count` blocks. */
function resample(
  blocks: Float64Array,
  count: number,
  draws: number,
  level: number,
  seed: Seed,
): readonly [low: number, high: number] {
  const rng = random(seed);
  const studentised = Float64Array.from({ length: draws }, () => {
    let [sum, square] = [0, 0];
    for (let i = 0; i < count; i++) {
      const block = blocks[rng.integer(blocks.length)]!;
      sum += block;
      square += block * block;
    }
    return sum === 0 ? 0 : sum / Math.sqrt(Math.max(0, square - (sum * sum) / count));
  });
  return equalTails(studentised.sort(), level);
}

function check(values: ArrayLike<number>, length: number, draws: number, level: number): void {
  const n = values.length;
  if (n < 2) invalid(`blockBootstrapMean: ${n} values; at least 2 are needed`, { value: n });
  for (let i = 0; i < n; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) {
      invalid(`blockBootstrapMean: values[${i}] = ${value}; values must be finite`, { index: i, value });
    }
  }
  if (!(Number.isInteger(length) && length >= 1 && length <= n / 2)) {
    invalid(`blockBootstrapMean: blockLength = ${length}; it must be whole, from 1 to half of ${n} values`, {
      value: length,
    });
  }
  if (!(Number.isInteger(draws) && draws >= 1)) {
    invalid(`blockBootstrapMean: draws = ${draws}; it must be a whole number ≥ 1`, { value: draws });
  }
  if (!(level > 0 && level < 1)) invalid(`blockBootstrapMean: level = ${level}; it must be in (0, 1)`);
}

/**
 * The mean of a stationary series, whose neighbours depend on each other, with a circular block bootstrap.
 *
 * Standard error √(Σ blocks²/(n·L·n)) of the circular blocks of L values; the interval is equal-tailed from resamples
 * of ⌊n/L⌋ blocks, each studentised by its own blocks, and at least as wide as t with ⌊n/L⌋ − 1 degrees of freedom.
 * For independent stretches of known bounds (documents) use `clusteredMean`.
 *
 * @throws RelentError for fewer than 2 values, values that are not finite, or a block longer than half of them.
 * @see Politis & Romano (1992); Götze & Künsch, Ann. Statist. 24 (1996) 1914.
 *
 * @example
 * ```ts
 * const mean = blockBootstrapMean([1, 2, 3, 4, 5, 6, 7, 8], { blockLength: 2 });
 * mean.value // 4.5
 * mean.low < 4.5 && 4.5 < mean.high // true
 * ```
 */
export function blockBootstrapMean(values: ArrayLike<number>, options: BlockBootstrapOptions = {}): Estimate {
  const { draws = 1999, seed = 1, level = 0.95, unit = "1" } = options;
  const n = values.length;
  const length =
    options.blockLength ?? Math.min(Math.ceil(blockLength(values)), Math.max(1, Math.floor(n / 2)));
  check(values, length, draws, level);
  const value = meanOfValues(values);
  const blocks = circularBlocks(values, length, value);
  const squares = blocks.reduce((sum, x) => sum + x * x, 0);
  const standardError = Math.sqrt(squares / length) / n;
  const count = Math.floor(n / length);
  const t = studentTQuantile((1 + level) / 2, Math.max(1, count - 1));
  const [least, most] = squares > 0 ? resample(blocks, count, draws, level, seed) : [0, 0];
  return {
    value,
    low: value - Math.max(t, most) * standardError,
    high: value + Math.max(t, -least) * standardError,
    level,
    unit,
    standardError,
    bias: 0,
    method: `circular block bootstrap, blocks of ${length}`,
    n,
    notes: count < 20 ? [`only ${count} blocks: the interval holds the truth less often than it says`] : [],
  };
}
