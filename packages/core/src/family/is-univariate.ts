import type { Univariate } from "./distribution.ts";
import { isLawMember } from "./law-member.ts";

/**
 * Whether a value is a law on the line or on the integers, made by one of the families.
 *
 * @example
 * ```ts
 * isUnivariate(parseFamily("gamma(2, 1)")) // true
 * isUnivariate(product([normal(0, 1)])) // false
 * ```
 */
export function isUnivariate(value: unknown): value is Univariate {
  return isLawMember(value);
}
