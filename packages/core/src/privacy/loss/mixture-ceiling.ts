import { ROUNDING } from "./loss-line.ts";
import { type Rule, stripError, type WeightedNormal } from "./mixture-rule.ts";

/** The weights N r^{power} at the points of a rule, with the shares of the moved normal law in r. */
interface Weights {
  readonly tilted: Float64Array;
  readonly shares: Float64Array;
  readonly mass: number;
  /** What the points left out weigh at most. */
  readonly ends: number;
  /** How many units of rounding any of them may be off by. */
  readonly units: number;
}

/** Shifts of the path that are tried, in parts of the one that is best to second order. */
const TRIED = [0.6, 1, 1.5];

/**
 * A bound of log |∫ N(x) r(x)^{power + iτ} dx| for every τ ≥ t: on the path Im x = η < πσ²/2 the size of the integrand is
 * N(x) e^{η²/2σ²} |r(x + iη)|^{power} e^{−τ arg r(x + iη)}, which falls with τ since the argument is positive.
 *
 * The rule's error for this sum stands on a strip in which a + η ≤ πσ²/2, where the argument grows with the height.
 */
export function mixtureCeiling(
  { sigma, power }: WeightedNormal,
  { step }: Rule,
  { tilted, shares, mass, ends, units }: Weights,
): (t: number) => number {
  const variance = sigma * sigma;
  // the weights, a power of the ratio that is near 1, and a fall by e^{−700} at most
  const slack = 4 * ROUNDING * (units + Math.abs(power) + 700);
  let mean = 0;
  let spread = 0;
  for (let i = 0; i < tilted.length; i++) {
    mean += (tilted[i]! * shares[i]!) / mass;
    spread += (tilted[i]! * shares[i]! * (1 - shares[i]!)) / mass;
  }
  const pace = mean / Math.max(0.1, 1 - (power * spread) / variance);

  const bound = (t: number, shift: number): number => {
    const turn = shift / variance;
    const cos = Math.cos(turn);
    const sin = Math.sin(turn);
    let sum = 0;
    for (let i = 0; i < tilted.length; i++) {
      const re = 1 + shares[i]! * (cos - 1);
      const im = shares[i]! * sin;
      sum += tilted[i]! * Math.exp((power / 2) * Math.log(re * re + im * im) - t * Math.atan2(im, re));
    }
    const shrunk = (height: number) => (power < 0 ? power * Math.log(Math.cos(height / variance / 2)) : 0);
    let strip = Infinity;
    // the branch, or where the normal law's growth outweighs what the height gains
    const highest = Math.min((Math.PI / 2) * variance - shift, (2 * Math.PI * variance) / step);
    for (const part of [1, 0.7, 0.5, 0.35]) {
      const height = part * highest;
      const growth =
        (height * height) / (2 * variance) + (shrunk(height + shift) + shrunk(height - shift)) / 2;
      strip = Math.min(strip, stripError(height, step, growth));
    }
    const off = mass * strip + ends * Math.exp(shrunk(shift));
    return (shift * turn) / 2 + Math.log(sum + off) + slack;
  };
  return (t) => {
    const most = (Math.PI / 3) * variance;
    return Math.min(
      Math.log(mass) + slack,
      ...TRIED.map((part) => bound(t, Math.min(most, part * pace * t))),
    );
  };
}
