import type { RecordedDocument } from "../recording.ts";

/** Spacings that are looked for, from the widest: decimals as printed and halves as of logits in short floats. */
const STEPS: readonly number[] = [
  ...Array.from({ length: 7 }, (_, i) => 10 ** -(i + 1)),
  ...Array.from({ length: 14 }, (_, i) => 2 ** -(i + 1)),
].sort((a, b) => b - a);

/** Significant bits of the floats that numbers may have been rounded to. */
const FLOATS: readonly number[] = [8, 11, 24];

/** A double is this many bits finer than what it is checked against, or it is taken as computed in double. */
const DOUBLE = 2 ** -48;

const onStep = (x: number, step: number): boolean =>
  Math.abs(x - Math.round(x / step) * step) <= Math.abs(x) * DOUBLE;

/** Distance of neighbours around x among floats of so many significant bits. */
const spacing = (x: number, bits: number): number => 2 ** (Math.floor(Math.log2(Math.abs(x))) - bits + 1);

/** Whether x is such a float, or one as it is printed with the digits that suffice. */
function isFloat(x: number, bits: number): boolean {
  if (onStep(x, spacing(x, bits))) return true;
  if (bits !== 24) return false;
  const single = Math.fround(x);
  return [7, 8, 9].some((digits) => Number(single.toPrecision(digits)) === x);
}

/** How a recording's log-probabilities were rounded. */
export interface Rounding {
  /** The widest spacing that occurs; 0 where the numbers are doubles. */
  readonly grid: number;
  /** Bits of the float that they were rounded to, where the spacing goes with the size of the number. */
  readonly bits?: number;
}

/** Half the spacing around x: the true value lies within it. */
export function halfSpacing({ grid, bits }: Rounding, x: number): number {
  if (grid === 0 || x === Number.NEGATIVE_INFINITY) return 0;
  if (bits === undefined) return grid / 2;
  return x === 0 ? 0 : Math.min(grid, spacing(x, bits)) / 2;
}

function* numbersOf(documents: readonly RecordedDocument[]): Generator<number> {
  for (const { tokens } of documents) {
    for (const { logProbability, candidates } of tokens) {
      if (logProbability !== null) yield logProbability;
      for (const candidate of candidates) yield candidate.logProbability;
    }
  }
}

/**
 * The rounding of a recording's log-probabilities: the widest step, or else the shortest float, that all of them are
 * multiples or values of.
 *
 * 0 and −Infinity say nothing of it. Steps from 0.5 to 2⁻¹⁴ and 10⁻⁷, and bfloat16, half and single floats are looked
 * for. A step that fits by chance, among few numbers, only widens what follows from it.
 *
 * @example
 * ```ts
 * const document = (...logs: number[]) => ({
 *   id: "a",
 *   tokens: logs.map((logProbability) => ({ id: null, text: "x", logProbability, candidates: [] })),
 * })
 * roundingOf([document(-0.31, -1.2, -4.05)]).grid // 0.01
 * roundingOf([document(Math.log(0.3), Math.log(0.7))]).grid // 0
 * ```
 */
export function roundingOf(documents: readonly RecordedDocument[]): Rounding {
  let steps = STEPS;
  let floats = FLOATS;
  let largest = 0;
  for (const x of numbersOf(documents)) {
    if (x === 0 || x === Number.NEGATIVE_INFINITY) continue;
    largest = Math.max(largest, Math.abs(x));
    if (steps.length > 0) steps = steps.filter((step) => onStep(x, step));
    if (floats.length > 0) floats = floats.filter((bits) => isFloat(x, bits));
    if (steps.length === 0 && floats.length === 0) return { grid: 0 };
  }
  if (largest === 0) return { grid: 0 };
  const [step] = steps;
  const [bits] = floats;
  if (step !== undefined) return { grid: step };
  return bits === undefined ? { grid: 0 } : { grid: spacing(largest, bits), bits };
}
