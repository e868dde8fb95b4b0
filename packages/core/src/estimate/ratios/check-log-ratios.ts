import { invalid } from "../../finite/check.ts";
import type { Numbers } from "../../finite/kinds.ts";

/** Beyond this, exp overflows. */
const LARGEST_LOG = 709;

/** Throws for what no log-ratio of a draw can be; `exponentiates`: whether r itself is averaged. */
export function refuseLogRatios(fn: string, logRatios: Numbers, exponentiates: boolean): void {
  if (logRatios.length === 0) invalid(`${fn}: logRatios is empty; at least one draw is needed`);
  const most = exponentiates ? LARGEST_LOG : Number.MAX_VALUE;
  for (let i = 0; i < logRatios.length; i++) {
    const value = logRatios[i]!;
    if (value <= most) continue;
    const allowed = exponentiates
      ? `they must be at most ${LARGEST_LOG}, as log-ratios of normalised laws are ("k1" takes any finite one)`
      : "they must be finite, or -Infinity where the other law has no mass";
    invalid(`${fn}: logRatios[${i}] = ${value}; ${allowed}`, { index: i, value });
  }
}
