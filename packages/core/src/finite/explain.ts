import { RelentError } from "../error.ts";
import { type Account, account, type Family, isFamily, type LogOptions, logBase } from "../protocol.ts";
import { refuseLengths } from "./check.ts";
import { chiSquared, chiSquaredTerm } from "./chi-squared.ts";
import { crossEntropyOfRows } from "./cross-entropy.ts";
import { entropyOfRow } from "./entropy.ts";
import type { Term } from "./fold.ts";
import { hellingerSquared, hellingerTerm } from "./hellinger-squared.ts";
import { jeffreys, jeffreysTerm } from "./jeffreys.ts";
import { jensenShannon, jensenShannonTerm } from "./jensen-shannon.ts";
import type { Row } from "./kinds.ts";
import { kl } from "./kl.ts";
import { toKindedRow, toMass } from "./mass.ts";
import { neymanChiSquared, neymanTerm } from "./neyman-chi-squared.ts";
import { pair } from "./pair.ts";
import { reverseKl } from "./reverse-kl.ts";
import { totalVariation, totalVariationTerm } from "./total-variation.ts";
import { triangular, triangularTerm } from "./triangular.ts";

/** What one outcome has to do with the figure. */
export interface ExplainedTerm {
  readonly index: number;
  /** Its probabilities. */
  readonly p: number;
  readonly q: number;
  /** What it adds; the terms add up to the value. */
  readonly value: number;
}

/** A figure, and where it comes from. */
export interface Explanation {
  readonly value: number;
  /** Largest contribution first, by magnitude; outcomes without mass in both are left out. */
  readonly terms: readonly ExplainedTerm[];
  /** The outcomes that make the value Infinity. */
  readonly infinite: readonly number[];
  /** H(p) + D(p‖q) = H(p, q), in the same unit; q's and p's places exchanged for `reverseKl`. */
  readonly balance: { readonly entropy: number; readonly kl: number; readonly crossEntropy: number };
}

/** A measure of two rows that is a sum over outcomes. */
export type Explainable =
  | typeof kl
  | typeof reverseKl
  | typeof jeffreys
  | typeof jensenShannon
  | typeof totalVariation
  | typeof hellingerSquared
  | typeof chiSquared
  | typeof neymanChiSquared
  | typeof triangular;

interface Recipe {
  readonly name: string;
  readonly term: Term;
  readonly logarithmic: boolean;
}

/** p log(p/q), what the outcome costs; the whole sums to the same as the never negative terms of the kernel. */
const cost: Term = (p, _q, _d, l) => (p === 0 ? 0 : -p * l);

const RECIPES: ReadonlyMap<unknown, Recipe> = /* @__PURE__ */ new Map<unknown, Recipe>([
  [kl, { name: "kl", term: cost, logarithmic: true }],
  [reverseKl, { name: "reverseKl", term: (_p, q, _d, l) => (q === 0 ? 0 : q * l), logarithmic: true }],
  [jeffreys, { name: "jeffreys", term: jeffreysTerm, logarithmic: true }],
  [jensenShannon, { name: "jensenShannon", term: jensenShannonTerm(0.5), logarithmic: true }],
  [totalVariation, { name: "totalVariation", term: totalVariationTerm, logarithmic: false }],
  [hellingerSquared, { name: "hellingerSquared", term: hellingerTerm, logarithmic: false }],
  [chiSquared, { name: "chiSquared", term: chiSquaredTerm, logarithmic: false }],
  [neymanChiSquared, { name: "neymanChiSquared", term: neymanTerm, logarithmic: false }],
  [triangular, { name: "triangular", term: triangularTerm, logarithmic: false }],
]);

function accountOf(name: string, p: Family, q: Row | Family, options: LogOptions): Account {
  const give = p[account];
  if (give === undefined) {
    throw new RelentError(
      "invalid-argument",
      `explain: ${String(p)} answers ${name} without an account of it`,
    );
  }
  return give.call(p, name, [q], options);
}

/**
 * Where a divergence comes from: its terms, largest first, and the outcomes that make it infinite.
 *
 * For `kl` the terms are pᵢ log(pᵢ/qᵢ), negative where q gives more than p. `balance` shows H(p) + D(p‖q) = H(p, q).
 * Logarithmic measures are in nats, or in units of `base`. Of two families it gives the method, a bound of the error, and
 * the same balance.
 *
 * @throws RelentError "invalid-argument" for a measure it has no terms of, for batches, and for what the measure refuses.
 * @example
 * ```ts
 * explain(kl, [0.5, 0.5], [0.9, 0.1]).terms[0] // { index: 1, p: 0.5, q: 0.1, value: 0.8047189562170503 }
 * explain(kl, [0.5, 0.5, 0], [0.5, 0, 0.5]).infinite // [1]
 * explain(kl, [0.5, 0.5], [0.25, 0.75], { base: 2 }).balance.crossEntropy // 1.207518749639422
 * explain(kl, normal(0, 1), normal(1, 2)).method // "closed form of normal"
 * ```
 */
export function explain(measure: Explainable, p: Row, q: Row, options?: LogOptions): Explanation;
export function explain(measure: Explainable, p: Family, q: Family, options?: LogOptions): Account;
export function explain(
  measure: Explainable,
  p: Row | Family,
  q: Row | Family,
  options: LogOptions = {},
): Explanation | Account {
  const recipe = RECIPES.get(measure);
  if (recipe === undefined) {
    const known = [...RECIPES.values()].map(({ name }) => name).join(", ");
    throw new RelentError(
      "invalid-argument",
      `explain: this measure has no terms to show; these have: ${known}`,
    );
  }
  if (isFamily(p)) return accountOf(recipe.name, p, q, options);
  if (isFamily(q)) {
    throw new RelentError(
      "invalid-argument",
      `${recipe.name}: p is an array and q a family; both must be of one sort`,
    );
  }
  const base = logBase(recipe.name, options.base);
  const unit = recipe.logarithmic ? base : 1;
  const a = toMass(recipe.name, "p", toKindedRow(recipe.name, "p", p));
  const b = toMass(recipe.name, "q", toKindedRow(recipe.name, "q", q));
  refuseLengths(recipe.name, a.x.length, b.x.length);
  const both = pair(a, b);
  const terms: ExplainedTerm[] = [];
  for (let i = 0; i < both.n; i++) {
    const [u, v] = [both.p[i]!, both.q[i]!];
    if (u === 0 && v === 0) continue;
    terms.push({ index: i, p: u, q: v, value: recipe.term(u, v, both.d[i]!, both.l[i]!) / unit });
  }
  terms.sort((x, y) => Math.abs(y.value) - Math.abs(x.value) || x.index - y.index);
  const infinite = terms.filter(({ value }) => value === Number.POSITIVE_INFINITY).map(({ index }) => index);
  const [from, to] = recipe.name === "reverseKl" ? [b, a] : [a, b];
  const [source, target] = recipe.name === "reverseKl" ? [q, p] : [p, q];
  return {
    value: measure(p, q, recipe.logarithmic ? options : {}) as number,
    terms,
    infinite,
    balance: {
      entropy: entropyOfRow(from) / base,
      kl: kl(source, target) / base,
      crossEntropy: crossEntropyOfRows(from, to) / base,
    },
  };
}
