import type { RecordedDocument } from "../recording.ts";

/** Spacings that are looked for, from the widest: decimals as printed and halves as of logits in short floats. */
const STEPS: readonly number[] = [
  ...Array.from({ length: 7 }, (_, i) => Number(`1e-${i + 1}`)),
  ...Array.from({ length: 14 }, (_, i) => 2 ** -(i + 1)),
].sort((a, b) => b - a);

/** Significant bits of the floats that numbers may have been rounded to. */
const FLOATS: readonly number[] = [8, 11, 24];

/** How exactly a multiple of a step is written, relative to itself: in double, or in single precision. */
const DOUBLE: number = 2 ** -48;
const SINGLE: number = 2 ** -24;

/** Whether x is a multiple of the step as well as its own precision lets it be; a single may be too coarse to tell. */
function onStep(x: number, step: number): boolean {
  const off = Math.abs(x - Math.round(x / step) * step);
  const size = Math.abs(x);
  return off <= size * DOUBLE || (Math.fround(x) === x && (off <= size * SINGLE || size * SINGLE > step / 4));
}

/** Distance of neighbours around x among floats of so many significant bits. */
const spacing = (x: number, bits: number): number => 2 ** (Math.floor(Math.log2(Math.abs(x))) - bits + 1);

/** Whether x is such a float, or one as it is printed with the digits that suffice. */
function isFloat(x: number, bits: number): boolean {
  const single = Math.fround(x);
  if (bits === 24 && single === x) return true;
  if (bits < 24) return single === x && Number.isInteger(x / spacing(x, bits));
  return [7, 8, 9].some((digits) => Number(single.toPrecision(digits)) === x);
}

/** How a recording's log-probabilities were rounded: to multiples of a step, to a float, or to both. */
export interface Rounding {
  /** The widest spacing that occurs; 0 where the numbers are doubles. */
  readonly grid: number;
  readonly step?: number;
  /** Significant bits of the float; its spacing goes with the size of the number. */
  readonly bits?: number;
}

/** Half the spacing around x: the true value lies within it. */
export function halfSpacing({ step = 0, bits }: Rounding, x: number): number {
  if (x === Number.NEGATIVE_INFINITY) return 0;
  return Math.max(step, bits === undefined || x === 0 ? 0 : spacing(x, bits)) / 2;
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
  const see = (x: number): void => {
    if (x === 0 || x === Number.NEGATIVE_INFINITY) return;
    largest = Math.max(largest, Math.abs(x));
    if (!steps.every((step) => onStep(x, step))) steps = steps.filter((step) => onStep(x, step));
    if (!floats.every((bits) => isFloat(x, bits))) floats = floats.filter((bits) => isFloat(x, bits));
  };
  for (const { tokens } of documents) {
    for (const { logProbability, candidates } of tokens) {
      if (steps.length === 0 && floats.length === 0) return { grid: 0 };
      if (logProbability !== null) see(logProbability);
      for (const candidate of candidates) see(candidate.logProbability);
    }
  }
  if (largest === 0) return { grid: 0 };
  const [step] = steps;
  const [bits] = floats;
  const float = bits === undefined ? 0 : spacing(largest, bits);
  return {
    grid: Math.max(step ?? 0, float),
    ...(step !== undefined && { step }),
    ...(bits !== undefined && { bits }),
  };
}
