import { log1pmx } from "@relent/core/scalar";
import type { TokenDivergence } from "../token-table.ts";
import { SUM } from "./sums.ts";

/** The divergences of one row, by name. */
export type Divergences = Record<TokenDivergence, number>;

/**
 * The divergences of a row from its sums.
 *
 * Where all is known the two are taken for their normalisations (their sums are 1 up to the format's rounding, some 1e-5);
 * otherwise the terms stand as they are: each is the least that what is known allows.
 */
export function divergencesOf(sums: Float64Array, whole: boolean, out: Divergences): void {
  const p = whole ? sums[SUM.baseMass]! : 1;
  const q = whole ? sums[SUM.modelMass]! : 1;
  const square = sums[SUM.square]!;
  out.kl = Math.max(0, sums[SUM.kl]! / p + log1pmx((q - p) / p));
  out.reverseKl = Math.max(0, sums[SUM.reverseKl]! / q + log1pmx((p - q) / q));
  out.jensenShannon = Math.min(Math.LN2, (2 * sums[SUM.jensenShannon]!) / (p + q));
  out.totalVariation = Math.min(1, sums[SUM.absolute]! / (p + q));
  const roots = (Math.sqrt(p) - Math.sqrt(q)) ** 2;
  out.hellingerSquared = Math.min(1, Math.max(0, (sums[SUM.roots]! - roots) / 2 / Math.sqrt(p * q)));
  const beyond = Math.max(0, (square * q - (p - q) ** 2) / (p * p));
  const [steep, share] = [sums[SUM.steepLog]!, (sums[SUM.steepShare]! * q) / (p * p)];
  out.renyi2 = share > 0 ? steep + Math.log(share + (1 + beyond) * Math.exp(-steep)) : Math.log1p(beyond);
}

/** What one side says by itself of a row. */
export interface SideKnown {
  readonly clipped: boolean;
  /** Natural logarithm of the most that an outcome which is not known may have. */
  readonly cap: number;
  readonly unknown: number;
}

/** Entropy of one side: outcomes that are only bounded from above take what is left of 1, at their bound. */
export function entropyOf(mass: number, log: number, side: SideKnown): number {
  if (!side.clipped) return Math.max(0, -log / mass + Math.log(mass));
  const left = Math.min(Math.max(0, 1 - mass), side.unknown * Math.exp(side.cap));
  return Math.max(0, -log - (left > 0 ? left * side.cap : 0));
}

/**
 * The most that rounding of log-probabilities, by up to α in the base and β in the model, can have put on D(P ‖ Q): to first
 * order β Σ|q − p| + α Σ p|ln(p/q)| ≤ 2β·TV + α(KL + 2·TV), and (α + β)²/2 in second.
 */
export function roundingError(figures: Divergences, base: number, model: number): number {
  const variation = figures.totalVariation;
  const first = 2 * model * variation + base * (figures.kl + 2 * variation);
  return 1.001 * (first + (base + model) ** 2 / 2);
}
