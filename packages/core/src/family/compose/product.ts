import { RelentError } from "../../error.ts";
import { type Account, account, answer, type Family, type LogOptions, logBase } from "../../protocol.ts";
import type { Random } from "../../random/index.ts";
import { balanceWhereExact } from "../balance-where-exact.ts";
import type { Distribution } from "../distribution.ts";

/** Independent coordinates, each with a law of its own. */
export interface Product extends Distribution<readonly unknown[]> {
  readonly factors: readonly Distribution<unknown>[];
}

/** A law that may be a coordinate, whatever its points are. */
export interface Factor extends Family {
  logDensity(x: never): number;
  sample(random: Random): unknown;
  entropy(): number;
}

/** How the measures of factors make that of their product: the factors' measure, and what is made of the sum. */
interface Additive {
  readonly of: string;
  /** What one factor adds. */
  readonly from?: (value: number) => number;
  /** What is made of the sum. */
  readonly to?: (sum: number) => number;
  readonly logarithmic: boolean;
}

const square = (x: number) => x * x;
const minusExpm1 = (x: number) => -Math.expm1(-x);

const ADDITIVE: Readonly<Record<string, Additive>> = {
  bhattacharyya: { of: "bhattacharyya", logarithmic: true },
  chiSquared: { of: "chiSquared", from: Math.log1p, to: Math.expm1, logarithmic: false },
  crossEntropy: { of: "crossEntropy", logarithmic: true },
  entropy: { of: "entropy", logarithmic: true },
  hellinger: { of: "bhattacharyya", to: (sum) => Math.sqrt(minusExpm1(sum)), logarithmic: false },
  hellingerSquared: { of: "bhattacharyya", to: minusExpm1, logarithmic: false },
  jeffreys: { of: "jeffreys", logarithmic: true },
  kl: { of: "kl", logarithmic: true },
  neymanChiSquared: { of: "neymanChiSquared", from: Math.log1p, to: Math.expm1, logarithmic: false },
  perplexity: { of: "entropy", to: Math.exp, logarithmic: false },
  renyi: { of: "renyi", logarithmic: true },
  renyiEntropy: { of: "renyiEntropy", logarithmic: true },
  reverseKl: { of: "reverseKl", logarithmic: true },
  wasserstein2: { of: "wasserstein2", from: square, to: Math.sqrt, logarithmic: false },
};

function isProduct(value: unknown): value is Product {
  return typeof value === "object" && value !== null && "factors" in value;
}

/** What a factor is asked: the measure, the other factor and the parameters. */
type Ask = (factor: Distribution<unknown>, measure: string, others: readonly unknown[]) => number;

/** A measure of a product in nats, from what its factors are asked. */
function solveProduct(
  measure: string,
  p: Product,
  others: readonly unknown[],
  ask: Ask,
): { readonly value: number; readonly logarithmic: boolean } {
  const rule = Object.hasOwn(ADDITIVE, measure) ? ADDITIVE[measure] : undefined;
  if (rule === undefined) {
    const known = Object.keys(ADDITIVE).join(", ");
    throw new RelentError(
      "invalid-argument",
      `${measure}: it does not add over independent parts; these do: ${known}`,
    );
  }
  const { of, from = (x) => x, to = (x) => x, logarithmic } = rule;
  const [q, ...parameters] = others;
  const paired =
    !(measure.toLowerCase().endsWith("entropy") && measure !== "crossEntropy") && measure !== "perplexity";
  if (paired && !(isProduct(q) && q.factors.length === p.factors.length)) {
    throw new RelentError(
      "invalid-argument",
      `${measure}: p is ${p} and q ${String(q)}; q must be a product of ${p.factors.length} laws too`,
    );
  }
  const sum = p.factors.reduce((total, factor, i) => {
    const rest = paired ? [(q as Product).factors[i], ...parameters] : others;
    return total + from(ask(factor, of, rest));
  }, 0);
  return { value: to(sum), logarithmic };
}

const askValue: Ask = (factor, measure, others) => factor[answer](measure, others, {});

/** The value and all of its error; a factor that gives no account is taken at its word. */
const askMost: Ask = (factor, measure, others) => {
  const found = factor[account]?.(measure, others, {});
  return found === undefined ? askValue(factor, measure, others) : found.value + found.error;
};

function answerOfProduct(
  measure: string,
  p: Product,
  others: readonly unknown[],
  options: LogOptions,
): number {
  const { value, logarithmic } = solveProduct(measure, p, others, askValue);
  return value / (logarithmic ? logBase(measure, options.base) : 1);
}

function accountOfProduct(
  measure: string,
  p: Product,
  others: readonly unknown[],
  options: LogOptions,
): Account {
  const { value, logarithmic } = solveProduct(measure, p, others, askValue);
  const unit = logarithmic ? logBase(measure, options.base) : 1;
  const most = solveProduct(measure, p, others, askMost).value;
  const error = Number.isFinite(value) ? Math.abs(most - value) + 1e-15 * Math.abs(value) : 0;
  const q = others.find(isProduct) ?? p;
  const [first, last] = measure === "reverseKl" ? [q, p] : [p, q];
  const balance = balanceWhereExact(() => ({
    entropy: answerOfProduct("entropy", first, [], options),
    kl: answerOfProduct("kl", first, [last], options),
    crossEntropy: answerOfProduct("crossEntropy", first, [last], options),
  }));
  return {
    value: value / unit,
    method: `from ${p.factors.length} independent parts`,
    error: error / unit,
    ...(balance && { balance }),
  };
}

/**
 * The law of independent coordinates.
 *
 * Its density is the product of theirs; entropy, KL, Rényi's and Bhattacharyya's divergences add.
 *
 * @throws RelentError "invalid-argument" for no law at all.
 * @example
 * ```ts
 * kl(product([normal(0, 1), exponential(1)]), product([normal(1, 1), exponential(1)])) // 0.5
 * String(product([normal(0, 1), poisson(2)])) // "product([normal(0, 1), poisson(2)])"
 * ```
 */
export function product(laws: readonly Factor[]): Product {
  if (laws.length === 0) throw new RelentError("invalid-argument", "product: no laws; give at least one");
  const factors = laws as unknown as readonly Distribution<unknown>[];
  const member: Product = {
    family: "product",
    factors,
    logDensity: (x) => factors.reduce((sum, factor, i) => sum + factor.logDensity(x[i]), 0),
    sample: (random: Random) => factors.map((factor) => factor.sample(random)),
    entropy: () => factors.reduce((sum, factor) => sum + factor.entropy(), 0),
    toString: () => `product([${factors.join(", ")}])`,
    [answer]: (measure, others, options) => answerOfProduct(measure, member, others, options),
    [account]: (measure, others, options) => accountOfProduct(measure, member, others, options),
  };
  return Object.freeze(member);
}
