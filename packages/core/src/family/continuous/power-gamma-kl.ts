import { deviance } from "../../scalar/deviance.ts";
import { digamma } from "../../scalar/digamma.ts";
import { logGammaBregman, stirlingBregman } from "../../scalar/log-gamma-bregman.ts";
import { logExcess } from "./log-excess.ts";

/** How two powers of gamma variables differ; what is left out is 0. */
export interface PowerGammaGap {
  /** shape(q) − shape(p). */
  readonly shape?: number;
  /** power(q)/power(p) − 1. */
  readonly power?: number;
  /** power(q)·log(scale(p)/scale(q)). */
  readonly scale?: number;
  /**
   * shape(q) and power(q)/power(p), where they are not found again from the differences: for q far below p.
   */
  readonly toShape?: number;
  readonly ratio?: number;
}

/**
 * D(p‖q) of two laws scale·G^(1/power) with G gamma of a shape k and rate 1, both powers of one sign.
 *
 * With r the ratio of powers, ρ = r − 1 and E_p of the exponent in q equal to M = k e^{gap.scale}
 * Γ(k+r)/Γ(k+1): deviance(k', M) + S(k, k') + k' B(k + 1, k + r) + logExcess(ρ) + ρ(k' − k)/k, where B is the
 * Bregman divergence of log Γ and S what it has beyond that of x log x. Every term is of second order in the
 * differences, so that they may be as small as they like.
 */
export function powerGammaKl(shape: number, gap: PowerGammaGap): number {
  const { shape: rise = 0, power = 0, scale = 0, ratio = 1 + power } = gap;
  const { toShape = shape + rise } = gap;
  const curve = power === 0 ? 0 : logGammaBregman(shape + 1, power, shape + ratio);
  const move = power === 0 ? scale : scale + curve + power * digamma(shape + 1);
  const mean = shape * Math.exp(move);
  if (mean === Number.POSITIVE_INFINITY) return mean;
  const value =
    deviance(toShape, mean, rise - shape * Math.expm1(move)) + stirlingBregman(shape, rise, toShape);
  if (power === 0) return value;
  return Math.max(0, value + toShape * curve + logExcess(power, ratio) + (power * rise) / shape);
}
