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

/** An estimate in nats, in another logarithmic unit. */
export function inUnit(estimate: Estimate, { per, unit }: LogUnit): Estimate {
  const { plugIn, bounds } = estimate;
  return {
    ...estimate,
    value: estimate.value / per,
    low: estimate.low / per,
    high: estimate.high / per,
    unit,
    standardError: estimate.standardError / per,
    bias: estimate.bias / per,
    ...(plugIn === undefined ? {} : { plugIn: plugIn / per }),
    ...(bounds === undefined ? {} : { bounds: [bounds[0] / per, bounds[1] / per] as const }),
  };
}
