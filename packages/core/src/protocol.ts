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

/**
 * The key under which an object that answers for itself also says how it found the answer: what `explain` asks for.
 *
 * @example
 * ```ts
 * account.description // "relent.account"
 * ```
 */
export const account: unique symbol = Symbol.for("relent.account") as never;

/** A figure, and how it was found. */
export interface Account {
  readonly value: number;
  /** E.g. `"closed form of gamma"`, `"quadrature along the quantiles of p and q"`. */
  readonly method: string;
  /** A bound of the absolute error, or an estimate of it that errs upwards, in the unit of the value. */
  readonly error: number;
  /**
   * H(p) + D(p‖q) = H(p, q), in nats or in units of `base`; q's and p's places exchanged for `reverseKl`. Left out
   * where no exact method finds one of them.
   */
  readonly balance?: { readonly entropy: number; readonly kl: number; readonly crossEntropy: number };
}

/**
 * The key under which an object that answers for itself gives the derivatives of a measure by its parameters.
 *
 * @example
 * ```ts
 * slopes.description // "relent.slopes"
 * ```
 */
export const slopes: unique symbol = Symbol.for("relent.slopes") as never;

/** With respect to which of two distributions' parameters a derivative is taken. */
export interface SlopeOptions extends LogOptions {
  /** "q" when left out. */
  readonly wrt?: "p" | "q";
}

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
  /** The same with its method and error. */
  readonly [account]?: (measure: string, others: readonly unknown[], options: LogOptions) => Account;
  /** Its derivatives, by parameter name. */
  readonly [slopes]?: (
    measure: string,
    others: readonly unknown[],
    options: SlopeOptions,
  ) => Readonly<Record<string, number>>;
}

/** Whether a value answers for itself. */
export function isFamily(value: unknown): value is Family {
  return typeof value === "object" && value !== null && answer in value;
}
