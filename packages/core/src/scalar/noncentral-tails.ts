import { gammaP, gammaQ, poissonDensity } from "./incomplete-gamma.ts";
import { log1pmx } from "./log1pmx.ts";

/** The two tails of a law at one point; the smaller side is computed directly, the other is 1 minus it. */
export interface TailPair {
  readonly cdf: number;
  readonly tail: number;
}

/** atan(v) − v. */
function atanLess(v: number): number {
  if (v > 0.1) return Math.atan(v) - v;
  const w = v * v;
  return -v * w * (1 / 3 - w * (1 / 5 - w * (1 / 7 - w * (1 / 9 - w * (1 / 11 - w * (1 / 13 - w / 15))))));
}

/**
 * The inversion integral (1/2πi) ∫ exp(K(s) − sx) ds/s, K(s) = λs/(1−2s) − (ν/2) log(1−2s), on the vertical line
 * through the saddle point (kept two deviations from the pole at 0), by the trapezoidal rule, which converges
 * geometrically: at a step of 0.3 deviations the rule errs by less than 1e-17. On 1−2s = b(1−iv) every part is a
 * difference from the saddle that is formed without cancellation.
 */
function contour(x: number, df: number, lambda: number, saddle: number, apart: number): number {
  const gap = lambda - x + df;
  const c = x >= df + lambda ? Math.max(saddle, apart) : Math.min(saddle, -apart);
  const b = 1 - 2 * c;
  const tilt = (b / 2) * ((lambda * 4 * c * (1 - c)) / (b * b) + (df * 2 * c) / b + gap);
  const half = lambda / (2 * b);
  const step = 0.3 / Math.sqrt(2 * half + df / 2);
  let sum = 0.5 / c;
  for (let k = 1; ; k++) {
    const v = k * step;
    const w = v * v;
    const size = -half * (w / (1 + w)) - (df / 4) * Math.log1p(w);
    if (size < -42) break;
    const angle = v * tilt - half * ((v * w) / (1 + w)) + (df / 2) * atanLess(v);
    const u = (b * v) / 2;
    sum += (Math.exp(size) * (c * Math.cos(angle) + u * Math.sin(angle))) / (c * c + u * u);
  }
  const exponent = c * gap + (2 * lambda * c * c) / b - (df / 2) * log1pmx(-2 * c);
  return Math.abs((Math.exp(exponent) * sum * b * step) / (2 * Math.PI));
}

/** Σ wⱼ P(a+j, y), wⱼ Poisson of mean L: downwards, where P's recurrence adds, from where terms are < 1e-19. */
function lowerMixture(a: number, y: number, mean: number): number {
  let top = 0;
  for (let term = 1, most = 1; term > 1e-19 * most; top++) {
    term *= (mean / (top + 1)) * (y / (a + top + 1));
    most = Math.max(most, term);
  }
  let weight = poissonDensity(top, mean);
  let density = poissonDensity(a + top, y);
  let p = gammaP(a + top, y);
  let sum = weight * p;
  for (let j = top; j > 0; j--) {
    weight *= j / mean;
    density *= (a + j) / y;
    p += density;
    sum += weight * p;
  }
  return sum;
}

/** Σ wⱼ Q(a+j, y), upwards, where Q's recurrence adds; the terms left out are below 1e-18 of the sum. */
function upperMixture(a: number, y: number, mean: number): number {
  let weight = Math.exp(-mean);
  let density = poissonDensity(a, y);
  let q = gammaQ(a, y);
  if (q === 0 && density === 0) return 0;
  let sum = weight * q;
  for (let j = 1; ; j++) {
    weight *= mean / j;
    q += density;
    density *= y / (a + j);
    const term = weight * q;
    sum += term;
    const ratio = (mean / (j + 1)) * (1 + density / q);
    if (!(ratio >= 0.5) && term <= 1e-18 * sum) return sum;
  }
}

/** Both tails of the noncentral χ² law at 0 < x < ∞. */
export function noncentralTails(x: number, df: number, lambda: number): TailPair {
  const upper = x >= df + lambda;
  const root = Math.sqrt(df * df + 4 * lambda * x);
  const b = (df + root) / (2 * x);
  const terms = lambda / b + df / 2;
  let direct: number;
  if (lambda < 1e-30) direct = upper ? gammaQ(df / 2, x / 2) : gammaP(df / 2, x / 2);
  else if (terms >= 100) {
    const saddle = b > 0.5 && b < 2 ? (x - df - lambda) / (2 * x - df + root) : (1 - b) / 2;
    direct = contour(x, df, lambda, saddle, b / Math.sqrt(terms));
  } else direct = (upper ? upperMixture : lowerMixture)(df / 2, x / 2, lambda / 2);
  return upper ? { cdf: 1 - direct, tail: direct } : { cdf: direct, tail: 1 - direct };
}
