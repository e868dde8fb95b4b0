/** A derivative, with an estimate of its error that errs upwards. */
export interface Derivative {
  readonly value: number;
  readonly error: number;
}

const SHRINK = 1.6;
const ROWS = 14;

/**
 * f′(x) by Ridders' extrapolation of central differences to step 0 (Adv. Eng. Software 4, 1982, 75).
 *
 * @param step - The first step; f must be defined this far to either side.
 */
export function derivative(f: (x: number) => number, x: number, step: number): Derivative {
  let last: number[] = [];
  let best: Derivative = { value: Number.NaN, error: Number.POSITIVE_INFINITY };
  for (let i = 0, h = step; i < ROWS; i++, h /= SHRINK) {
    const [above, below] = [x + h, x - h];
    const row = [(f(above) - f(below)) / (above - below)];
    for (let j = 1, power = SHRINK * SHRINK; j <= i; j++, power *= SHRINK * SHRINK) {
      const value = (row[j - 1]! * power - last[j - 1]!) / (power - 1);
      const error = Math.max(Math.abs(value - row[j - 1]!), Math.abs(value - last[j - 1]!));
      if (error < best.error) best = { value, error };
      row.push(value);
    }
    if (i > 3 && Math.abs(row[i]! - last[i - 1]!) > 2 * best.error) break;
    last = row;
  }
  return best;
}
