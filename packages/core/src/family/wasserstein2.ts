import { answer, type Family } from "../protocol.ts";

/**
 * Wasserstein-2 distance: the root of the least mean square that mass must be moved.
 *
 * W₂ = √∫₀¹ (F⁻¹(u) − G⁻¹(u))² du on the line, closed for families of one shape (Gelbrich's formula for normal laws on
 * vectors); Infinity where a tail makes it so.
 *
 * @throws RelentError "invalid-argument" for laws of different sorts, "needs-sampling" where no exact way is known.
 * @see Villani, Topics in Optimal Transportation (2003) §2.2.
 * @example
 * ```ts
 * wasserstein2(normal(0, 1), normal(1, 2)) // 1.4142135623730951
 * ```
 */
export function wasserstein2(p: Family, q: Family): number {
  return p[answer]("wasserstein2", [q], {});
}
