import { type LossLine, linePoints, ROUNDING } from "./loss-line.ts";
import type { LossPair } from "./loss-pair.ts";
import { normalInterval } from "./normal-interval.ts";

/** log E e^{(c + it)L} = μ²(c(c + 1) − t² + i(2c + 1)t)/2. */
function gaussianLine(mu: number, c: number): LossLine {
  const half = (mu * mu) / 2;
  const height = (t: number) => half * (c * c + c - t * t);
  const error = (t: number) => 16 * ROUNDING * half * ((c + t) * (c + t) + c + t);
  return {
    along(h, last) {
      const found = linePoints(last);
      for (let j = 0; j <= last; j++) {
        found.re[j] = height(j * h);
        found.im[j] = half * (2 * c + 1) * j * h;
        found.error[j] = error(j * h);
      }
      return found;
    },
    ceiling: (t) => height(t) + error(t),
    points: 1,
  };
}

/** N(μ, 1) against N(0, 1): L ~ N(μ²/2, μ²) under P, N(−μ²/2, μ²) under Q. */
export function gaussianPair(mu: number): LossPair {
  return {
    infinite: 0,
    atoms: [],
    mu,
    density: {
      low: -Infinity,
      high: Infinity,
      mass: (low, high) => [
        normalInterval(low / mu - mu / 2, high / mu - mu / 2),
        normalInterval(low / mu + mu / 2, high / mu + mu / 2),
      ],
    },
    line: (c) => gaussianLine(mu, c),
    tilt: (z) => ({
      value: (z * (z + 1) * mu * mu) / 2,
      slope: ((2 * z + 1) * mu * mu) / 2,
      curvature: mu * mu,
    }),
    cumulant: (z) => (z * (z + 1) * mu * mu) / 2,
  };
}
