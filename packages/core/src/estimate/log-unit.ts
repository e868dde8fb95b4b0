import { logBase } from "../protocol.ts";
import type { Estimate, Unit } from "./estimate.ts";

/** What a logarithm's base makes of a figure: it is divided by `per` and named `unit`. */
export interface LogUnit {
  readonly per: number;
  readonly unit: Unit;
}

const NAMED: ReadonlyMap<number, Unit> = new Map([
  [Math.E, "nats"],
  [2, "bits"],
  [10, "hartleys"],
]);

/** The unit of logarithms to `base`: nats when left out. */
export function logUnit(fn: string, base: number | undefined): LogUnit {
  const per = logBase(fn, base);
  return { per, unit: base === undefined ? "nats" : (NAMED.get(base) ?? `log base ${base}`) };
}

/** The fields of an estimate that are measured in its unit, `bounds` apart. */
const MEASURED: readonly string[] = ["value", "low", "high", "standardError", "bias", "plugIn"];

const isInNats = (value: unknown): value is Estimate =>
  typeof value === "object" && (value as Partial<Estimate> | null)?.unit === "nats";

/** An estimate in nats, with the estimates in nats that it holds, in another logarithmic unit. */
export function inUnit<Kind extends Estimate>(estimate: Kind, logUnit: LogUnit): Kind {
  const { per, unit } = logUnit;
  const { bounds } = estimate;
  const scaled = Object.entries(estimate).flatMap(([key, value]): [string, unknown][] => {
    if (isInNats(value)) return [[key, inUnit(value, logUnit)]];
    return MEASURED.includes(key) ? [[key, (value as number) / per]] : [];
  });
  return {
    ...estimate,
    ...Object.fromEntries(scaled),
    ...(bounds === undefined ? {} : { bounds: [bounds[0] / per, bounds[1] / per] }),
    unit,
  };
}
