import { invalid } from "../../finite/check.ts";

/** The range that observations are known to lie in. */
export interface ObservationRange {
  /** Least possible observation (default 0). */
  readonly low?: number;
  /** Largest possible observation (default 1). */
  readonly high?: number;
}

/** A map from [low, high] to [0, 1] that refuses what lies outside. */
export interface UnitScale {
  readonly low: number;
  readonly high: number;
  toUnit(name: string, x: number): number;
  fromUnit(y: number): number;
}

/** The scale of a range; throws in the caller's name where the range is empty or not finite. */
export function unitScale(fn: string, { low = 0, high = 1 }: ObservationRange): UnitScale {
  if (!(low < high && Number.isFinite(high - low))) {
    invalid(`${fn}: low = ${low}, high = ${high}; both must be finite, low below high`, { value: low });
  }
  return {
    low,
    high,
    toUnit: (name, x) => {
      if (!(x >= low && x <= high)) {
        invalid(`${fn}: ${name} = ${x}; it must lie in [${low}, ${high}]`, { value: x });
      }
      return (x - low) / (high - low);
    },
    fromUnit: (y) => low + y * (high - low),
  };
}
