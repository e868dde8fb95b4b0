import { gammaDraw, normalDraw, type Random } from "../../random/index.ts";
import { erf, erfc } from "../../scalar/erf.ts";
import { erfcInverse, erfInverse } from "../../scalar/erf-inverse.ts";
import { gammaQuantile, gammaUpperQuantile } from "../../scalar/gamma-quantile.ts";
import { gammaP, gammaQ } from "../../scalar/incomplete-gamma.ts";
import { logGamma1p } from "../../scalar/log-gamma.ts";

/**
 * P(G ≤ z^power) of a gamma G of rate 1; by the first term of its series where the others are below rounding.
 */
export function below(shape: number, z: number, power: number): number {
  const y = z ** power;
  if (y < 1e-17) return Math.exp(shape * power * Math.log(z) - logGamma1p(shape));
  return shape === 1 ? -Math.expm1(-y) : shape === 0.5 ? erf(Math.sqrt(y)) : gammaP(shape, y);
}

/** P(G > z^power). */
export function above(shape: number, z: number, power: number): number {
  const y = z ** power;
  return shape === 1 ? Math.exp(-y) : shape === 0.5 ? erfc(Math.sqrt(y)) : gammaQ(shape, y);
}

/** The z with P(G ≤ z^power) = u. */
export function lowerPoint(shape: number, u: number, power: number): number {
  const log = (Math.log(u) + logGamma1p(shape)) / shape;
  if (log < -39) return Math.exp(log / power);
  const y = shape === 1 ? -Math.log1p(-u) : shape === 0.5 ? erfInverse(u) ** 2 : gammaQuantile(u, shape);
  return y ** (1 / power);
}

/** The z with P(G > z^power) = u. */
export function upperPoint(shape: number, u: number, power: number): number {
  const y = shape === 1 ? -Math.log(u) : shape === 0.5 ? erfcInverse(u) ** 2 : gammaUpperQuantile(u, shape);
  return y ** (1 / power);
}

/** A draw of G^(1/power), by its logarithm for the shapes that may underflow. */
export function draw(stream: Random, shape: number, power: number): number {
  if (shape === 1) return (-Math.log(stream.uniform())) ** (1 / power);
  if (shape === 0.5) return (0.5 * normalDraw(stream) ** 2) ** (1 / power);
  if (shape >= 1) return gammaDraw(stream, shape) ** (1 / power);
  const log = Math.log(gammaDraw(stream, shape + 1)) + Math.log(stream.uniform()) / shape;
  return Math.exp(log / power);
}
