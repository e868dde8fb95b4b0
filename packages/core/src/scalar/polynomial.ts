/** A polynomial in t ∈ [−1, 1], where t runs linearly over [from, to]; coefficients by ascending power. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  readonly coefficients: readonly number[];
}

/** Horner's rule, Σ cᵢ tⁱ for coefficients by ascending power. */
export function polynomial(coefficients: readonly number[], t: number): number {
  let sum = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) sum = sum * t + coefficients[i]!;
  return sum;
}

/** The value of one piece at `offset` = x − from, which callers know without rounding. */
export function piece({ from, to, coefficients }: Piece, offset: number): number {
  return polynomial(coefficients, (2 * offset) / (to - from) - 1);
}
