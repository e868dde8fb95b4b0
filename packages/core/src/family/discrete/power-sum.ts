/** B₂ₖ/(2k)! for k = 1 … 8: what the formula of Euler and Maclaurin weighs the odd derivatives by. */
export const EULER_MACLAURIN: readonly number[] = [
  0.08333333333333333, -0.001388888888888889, 0.00003306878306878307, -8.267195767195766e-7,
  2.08767569878681e-8, -5.284190138687493e-10, 1.3382536530684679e-11, -3.3896802963225827e-13,
];
const FAR = 24;

type Cubic = readonly [constant: number, log: number, square: number];

/** The coefficients of log x in the derivative of x⁻ᵃ(c₀ + c₁ log x + c₂ log²x), of x^(−a−1). */
const derivative = (a: number, [c0, c1, c2]: Cubic): Cubic => [c1 - a * c0, 2 * c2 - a * c1, -a * c2];

/** Σ k⁻ˢ logʲ k over k from `from` on, for s > 1: the first terms one by one, then the formula of Euler and Maclaurin. */
export function powerSum(s: number, j: 0 | 1 | 2, from: number): number {
  const at = Math.max(from, FAR);
  let sum = 0;
  for (let k = from; k < at; k++) sum += k ** -s * Math.log(k) ** j;
  const log = Math.log(at);
  const r = 1 / (s - 1);
  const integral = j === 0 ? r : j === 1 ? r * (log + r) : r * (log * log + 2 * r * (log + r));
  sum += at ** (1 - s) * integral + 0.5 * at ** -s * log ** j;
  let slope: Cubic = [j === 0 ? 1 : 0, j === 1 ? 1 : 0, j === 2 ? 1 : 0];
  let a = s;
  for (const correction of EULER_MACLAURIN) {
    slope = derivative(a, slope);
    a += 1;
    sum -= correction * at ** -a * (slope[0] + log * (slope[1] + log * slope[2]));
    slope = derivative(a, slope);
    a += 1;
  }
  return sum;
}
