import { logBase } from "../protocol.ts";
import type { Unit } from "./estimate.ts";

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
