import { ROUNDING } from "../loss/loss-line.ts";
import type { Path } from "./contour-path.ts";

/** log δ at an ε, its slope there, and bounds of it that hold for certain. */
export interface ContourSum {
  readonly value: number;
  readonly slope: number;
  readonly low: number;
  readonly high: number;
}

/**
 * What the other periods add to the trapezoid sum, from above, relative to e^{K(c) − cε}: the sum is
 * Σ_m e^{cmP} δ(ε + mP) with P the period, and δ(x) ≤ e^{K(θ) − θx} at every θ ≥ 0.
 */
function otherPeriods({ c, step, height, beside }: Path, epsilon: number): number {
  const period = (2 * Math.PI) / step;
  return beside.reduce((sum, [order, top]) => {
    const s = Math.abs(order - c);
    return sum + Math.exp(top - height - (order - c) * epsilon - s * period) / -Math.expm1(-s * period);
  }, 0);
}

/**
 * log δ(ε) with δ(ε) = (1/2π) ∫ e^{K(z) − zε}/(z(z + 1)) dt along z = c + it (Alghamdi et al. 2022), by the trapezoid
 * rule, whose error is known: it adds the other periods of the law, all positive.
 */
export function contourSum(path: Path, epsilon: number): ContourSum {
  const { c, step, height, beyond } = path;
  const { re, im, error } = path.points;
  let sum = 0;
  let gross = 0;
  let off = 0;
  let slope = 0;
  for (let j = 0; j < re.length; j++) {
    const t = j * step;
    const size = Math.exp(re[j]!) * (j === 0 ? 0.5 : 1);
    const phase = im[j]! - t * epsilon;
    const real = size * Math.cos(phase);
    const imaginary = size * Math.sin(phase);
    // 1/(z(z + 1))
    const outer = (1 + c) ** 2 + t * t;
    const square = (c * c + t * t) * outer;
    const kernelRe = (c * (1 + c) - t * t) / square;
    const kernelIm = (-t * (1 + 2 * c)) / square;
    const term = size / Math.sqrt(square);
    sum += real * kernelRe - imaginary * kernelIm;
    gross += term;
    const units = 32 + 4 * (Math.abs(im[j]!) + t * epsilon + Math.abs(re[j]!));
    off += term * (Math.expm1(error[j]!) + ROUNDING * units);
    slope -= (real * (1 + c) + imaginary * t) / outer;
  }
  // twice what is left out and what is added: more than rounding makes of them
  off += gross * re.length * ROUNDING + 2 * beyond;
  const unit = height - c * epsilon + Math.log(step / Math.PI);
  const lowest = sum - off - (2 * otherPeriods(path, epsilon) * Math.PI) / step;
  const logs = Math.abs(unit) + Math.max(...[lowest, sum + off].map((x) => Math.abs(Math.log(x) || 0)));
  const rounding = 8 * ROUNDING * (Math.abs(height) + c * epsilon + logs + 4);
  return {
    value: unit + Math.log(sum),
    slope: slope / sum,
    low: lowest > 0 ? unit + Math.log(lowest) - rounding : -Infinity,
    high: unit + Math.log(sum + off) + rounding,
  };
}
