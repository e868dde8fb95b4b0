/** The sums over the outcomes of a row that all its figures are made of, by their place; the compiled kernel has the same. */
export const SUM = {
  /** Σ p(e^d − 1 − d), d = ln(q/p). */
  kl: 0,
  /** The same with p and q exchanged. */
  reverseKl: 1,
  jensenShannon: 2,
  /** Σ |p − q|. */
  absolute: 3,
  /** Σ (√p − √q)². */
  roots: 4,
  /** Σ (p − q)²/q. */
  square: 5,
  /** Σ p and Σ q over what is known of each. */
  baseMass: 6,
  modelMass: 7,
  /** Σ p ln p and Σ q ln q over what is known of each. */
  baseLog: 8,
  modelLog: 9,
  /** How many outcomes are known of each. */
  baseKnown: 10,
  modelKnown: 11,
  /** Σ p²/q of outcomes where it is beyond a double's range, as e^steepLog times steepShare. */
  steepLog: 12,
  steepShare: 13,
} as const;

/** How many sums there are. */
export const SUMS = 14;
