import { checkParameter, checkPositive } from "../check-parameter.ts";

/** What `adaptiveKlCoefficient` must be told. */
export interface AdaptiveKlOptions {
  /** The divergence that is aimed at, above 0. */
  readonly target: number;
  /** Over how many samples a coefficient adapts. */
  readonly horizon: number;
  /** How many samples this divergence was measured on. */
  readonly samples: number;
}

/**
 * The next coefficient of a KL penalty: grows where the divergence is above its target and shrinks below.
 *
 * coefficient·(1 + clip(kl/target − 1, ±0.2)·samples/horizon).
 *
 * @throws RelentError "invalid-argument" for a target, horizon or samples that are not above 0.
 * @see Ziegler et al., arXiv:1909.08593, §2.2.
 * @example
 * ```ts
 * adaptiveKlCoefficient(0.2, 12, { target: 6, horizon: 10000, samples: 256 }) // 0.201024
 * ```
 */
export function adaptiveKlCoefficient(
  coefficient: number,
  kl: number,
  { target, horizon, samples }: AdaptiveKlOptions,
): number {
  const fn = "adaptiveKlCoefficient";
  for (const [name, value] of Object.entries({ target, horizon, samples })) {
    checkPositive(fn, name, value);
  }
  checkParameter(fn, "kl", kl, !Number.isNaN(kl), "a number");
  const error = Math.min(Math.max(kl / target - 1, -0.2), 0.2);
  return coefficient * (1 + (error * samples) / horizon);
}
