import type { Labels } from "../paired/labels-of.ts";
import type { FitSettings } from "./calibrator-record.ts";
import { fitLinear } from "./linear-fit.ts";
import type { LinearMap } from "./linear-map.ts";
import type { LogRows } from "./log-rows.ts";

/** The parameters that fit best, from where an earlier fit of this name ended. */
export function knownFit(
  name: string,
  map: LinearMap,
  rows: LogRows,
  labels: Labels,
  settings: FitSettings,
): Float64Array {
  const { known } = settings;
  const fit = fitLinear(map, rows, labels, settings, known?.get(name));
  if (known !== undefined && !known.has(name)) known.set(name, fit);
  return fit.theta;
}
