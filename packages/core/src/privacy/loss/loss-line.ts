/** log E e^{zL} at points z = c + ijh, j from 0, and bounds of how far each complex number may be off. */
export interface LinePoints {
  readonly re: Float64Array;
  readonly im: Float64Array;
  readonly error: Float64Array;
}

/** E e^{zL} of one loss on a line Re z = c ≥ 0, each figure with a bound of its error. */
export interface LossLine {
  /** log E e^{zL} for j ≤ last, with h·last within the reach that the line was made for. */
  along(h: number, last: number): LinePoints;
  /** A bound of log |E e^{(c + iτ)L}| that holds at every τ ≥ t. */
  ceiling(t: number): number;
  /** How many points one figure sums. */
  readonly points: number;
}

/** The unit of rounding; elementary functions are taken to be right to two of them. */
export const ROUNDING: number = 2 ** -53;

/** Arrays for points 0 … last. */
export function linePoints(last: number): LinePoints {
  const [re, im, error] = [0, 1, 2].map(() => new Float64Array(last + 1)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  return { re, im, error };
}
