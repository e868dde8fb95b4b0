import { isLog, refuse } from "./check.ts";
import type { Row } from "./kinds.ts";
import { gather, ofAnyTotal, toKindedRow } from "./mass.ts";

/** A piece of a row that need not have any mass of its own. */
export interface Part {
  readonly log: boolean;
  readonly x: ArrayLike<number>;
}

/** Checks a piece number by number. */
export function toPart(fn: string, name: string, row: Row): Part {
  const kinded = ofAnyTotal(toKindedRow(fn, name, row));
  const x = gather(kinded, 0);
  refuse(fn, name, kinded.kind, x);
  return { log: isLog(kinded.kind), x };
}

/** The same piece as log-weights. */
export function logPart({ log, x }: Part): ArrayLike<number> {
  return log ? x : Float64Array.from(x, Math.log);
}
