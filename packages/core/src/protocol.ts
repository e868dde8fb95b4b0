import { RelentError } from "./error.ts";

/**
 * The key under which an object that is no array of outcomes answers for itself.
 *
 * `kl(p, q)` asks `p[answer]("kl", [q], options)` when `p` has this method, so that a parametric family brings
 * its own formulas along and importing `kl` alone brings none of them.
 *
 * @example
 * ```ts
 * answer.description // "relent.answer"
 * ```
 */
export const answer: unique symbol = Symbol.for("relent.answer") as never;

/** What a measure may be told besides its mathematical arguments. */
export interface LogOptions {
  /** Base of the logarithm, above 1; nats when left out. */
  readonly base?: number;
}

/** Nats in one unit of a logarithm to that base; a result in nats is divided by it. */
export function logBase(fn: string, base: number | undefined): number {
  if (base === undefined) return 1;
  if (base > 1 && base < Number.POSITIVE_INFINITY) return Math.log(base);
  throw new RelentError("invalid-argument", `${fn}: base = ${base}; it must be finite and above 1`, {
    value: base,
  });
}

/** A distribution that answers for itself: see {@link answer}. */
export interface Family {
  /** What a measure of that name gives, with this distribution as its first argument. */
  readonly [answer]: (measure: string, others: readonly unknown[], options: LogOptions) => number;
}

/** Whether a value answers for itself. */
export function isFamily(value: unknown): value is Family {
  return typeof value === "object" && value !== null && answer in value;
}
