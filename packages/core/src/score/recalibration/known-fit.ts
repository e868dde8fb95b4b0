import type { Labels } from "../paired/labels-of.ts";
import type { FitSettings, LinearFit } from "./fit-settings.ts";
import { fitLinear } from "./linear-fit.ts";
import type { LinearMap } from "./linear-map.ts";
import type { LogRows } from "./log-rows.ts";

/** The parameters that fit best, from where an earlier fit of this name ended, or else from a fit that is near. */
export function knownFit(
  name: string,
  map: LinearMap,
  rows: LogRows,
  labels: Labels,
  settings: FitSettings,
  near?: LinearFit,
): LinearFit {
  const { known } = settings;
  const full = `${settings.name ?? ""} ${name}`;
  const fit = fitLinear(map, rows, labels, settings, known?.get(full) ?? near);
  if (known !== undefined && !known.has(full)) known.set(full, fit);
  return fit;
}
