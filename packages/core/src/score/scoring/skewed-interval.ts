import { normalQuantile } from "../../scalar/normal.ts";
import { studentTQuantile } from "../../scalar/student-t.ts";

/** A mean with what is known of its law. */
export interface SkewedMean {
  readonly value: number;
  readonly standardError: number;
  /** Third cumulant of the mean over the cube of its standard error. */
  readonly skewness: number;
  /** Degrees of freedom of the squared standard error. */
  readonly df: number;
}

/** What Hall's cubic transformation of a studentised mean takes to x. */
function untransformed(x: number, skewness: number): number {
  if (Math.abs(skewness) < 1e-6) return x - (skewness / 6) * (1 + 2 * x * x);
  return (3 / skewness) * (Math.cbrt(1 + skewness * (x - skewness / 6)) - 1);
}

/**
 * The interval of a mean of skewed rows: the hull of value ± t·s and of the interval that Hall's cubic transformation, which takes the skewness
 * out of the studentised mean, gives for normal quantiles.
 *
 * @see Hall, J. R. Stat. Soc. B 54 (1992) 221.
 */
export function skewedInterval(
  { value, standardError, skewness, df }: SkewedMean,
  level: number,
): readonly [low: number, high: number] {
  const tail = (1 + level) / 2;
  const [t, z] = [studentTQuantile(tail, df), normalQuantile(tail)];
  return [
    value - standardError * Math.max(t, untransformed(z, skewness)),
    value + standardError * Math.max(t, -untransformed(-z, skewness)),
  ];
}
