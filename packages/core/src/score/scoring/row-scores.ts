import type { ProbabilityRow } from "./probability-row.ts";

/** A proper score of one forecast against its label; smaller is better, except where said. */
export type RowScore = (row: ProbabilityRow, label: number) => number;

/**
 * −ln p of the label, in nats: +Infinity at p = 0.
 *
 * @example
 * ```ts
 * const row = probabilityRow("probs", 2);
 * row.read([0.75, 0.25], 0, 0);
 * logScore(row, 0) // 0.2876820724517809
 * ```
 */
export const logScore: RowScore = (row, label) => row.surprisal(label);

/**
 * Brier's score Σ_k (p_k − [k = label])², over all classes: for two classes twice (p − y)².
 *
 * @see Brier, Monthly Weather Review 78 (1950) 1.
 * @example
 * ```ts
 * const row = probabilityRow("probs", 2);
 * row.read([0.75, 0.25], 0, 0);
 * brierScore(row, 0) // 0.125
 * ```
 */
export const brierScore: RowScore = ({ probabilities: p }, label) => {
  let squares = 0;
  let others = 0;
  for (let k = 0; k < p.length; k++) {
    if (k === label) continue;
    squares += p[k]! * p[k]!;
    others += p[k]!;
  }
  return squares + others * others;
};

/**
 * The spherical score p_label / √(Σ_k p_k²), from 0 to 1: larger is better.
 *
 * @see Gneiting & Raftery, J. Am. Stat. Assoc. 102 (2007) 359.
 * @example
 * ```ts
 * const row = probabilityRow("probs", 2);
 * row.read([0.6, 0.8], 0, 0); // throws "sums to 1.4"
 * row.read([0.5, 0.5], 0, 0);
 * sphericalScore(row, 0) // 0.7071067811865476
 * ```
 */
export const sphericalScore: RowScore = ({ probabilities: p }, label) => {
  let squares = 0;
  for (let k = 0; k < p.length; k++) squares += p[k]! * p[k]!;
  return p[label]! / Math.sqrt(squares);
};

/**
 * The focal view (1 − p)^γ · (−ln p) of the label's probability p, in nats: what hard rows cost. Not a proper score.
 *
 * @see Lin et al., ICCV 2017.
 * @example
 * ```ts
 * const row = probabilityRow("probs", 2);
 * row.read([0.75, 0.25], 0, 0);
 * focalScore(row, 0, 2) // 0.017980129528236306
 * ```
 */
export function focalScore(row: ProbabilityRow, label: number, gamma: number): number {
  const { probabilities: p } = row;
  let others = 0;
  for (let k = 0; k < p.length; k++) if (k !== label) others += p[k]!;
  return others ** gamma * row.surprisal(label);
}
