import type { Estimate } from "../../estimate/estimate.ts";
import { inUnit, type LogUnit } from "../../estimate/log-unit.ts";
import type { ScoreSplit } from "./split.ts";

/** A split of which no error is known. */
export function unbounded(split: ScoreSplit): ScoreSplit {
  const open = (part: Estimate, low: number): Estimate => ({
    ...part,
    low: Math.min(low, part.value),
    high: Number.POSITIVE_INFINITY,
    standardError: Number.POSITIVE_INFINITY,
    notes: [...part.notes, "one cluster: no error can be estimated"],
  });
  return {
    ...split,
    uncertainty: open(split.uncertainty, 0),
    resolution: open(split.resolution, 0),
    calibration: open(split.calibration, 0),
    within: open(split.within, Number.NEGATIVE_INFINITY),
  };
}

/** A split of logarithmic parts in another unit. */
export function splitIn(split: ScoreSplit, unit: LogUnit): ScoreSplit {
  return {
    ...split,
    score: split.score / unit.per,
    uncertainty: inUnit(split.uncertainty, unit),
    resolution: inUnit(split.resolution, unit),
    calibration: inUnit(split.calibration, unit),
    within: inUnit(split.within, unit),
  };
}
