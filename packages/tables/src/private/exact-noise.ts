import type { SecretBits } from "./secret-bits.ts";

/** A fraction of whole numbers, so that no rounding tells anything; numerator and denominator below 2⁴⁸. */
export interface Fraction {
  readonly over: number;
  readonly under: number;
}

/** True with probability a/b, of any whole numbers. */
function coin(bits: SecretBits, a: bigint, b: bigint): boolean {
  // digits of a uniform number in [0, b) to the base 2⁴⁰, from the first on, until they differ from those of a
  let rest = a;
  for (;;) {
    if (rest <= 0n) return false;
    if (rest >= b) return true;
    const scaled = rest << 40n;
    const digit = scaled / b;
    const drawn = BigInt(bits.below(2 ** 40));
    if (drawn !== digit) return drawn < digit;
    rest = scaled - digit * b;
  }
}

/** True with probability e^{−a/b} (Canonne, Kamath & Steinke 2020, algorithm 1). */
function decays(bits: SecretBits, a: bigint, b: bigint): boolean {
  let whole = a / b;
  for (; whole > 0n; whole--) if (!decaysBelowOne(bits, 1n, 1n)) return false;
  return decaysBelowOne(bits, a % b, b);
}

function decaysBelowOne(bits: SecretBits, a: bigint, b: bigint): boolean {
  let k = 1n;
  while (coin(bits, a, b * k)) k++;
  return k % 2n === 1n;
}

/**
 * A whole number with mass ∝ e^{−|x| · under/over}, in exact arithmetic: discrete Laplace noise of scale over/under.
 *
 * Canonne, Kamath & Steinke, NeurIPS 2020, algorithm 2.
 */
export function discreteLaplace(bits: SecretBits, { over, under }: Fraction): number {
  const t = BigInt(over);
  const s = BigInt(under);
  for (;;) {
    const u = BigInt(bits.below(over));
    if (!decays(bits, u, t)) continue;
    let v = 0n;
    while (decaysBelowOne(bits, 1n, 1n)) v++;
    const y = (u + t * v) / s;
    const negative = bits.below(2) === 1;
    if (negative && y === 0n) continue;
    return Number(negative ? -y : y);
  }
}

/**
 * A whole number with mass ∝ e^{−x²/2σ²}, in exact arithmetic, from discrete Laplace proposals.
 *
 * Canonne, Kamath & Steinke, NeurIPS 2020, algorithm 3.
 *
 * @param square - σ².
 */
export function discreteGaussian(bits: SecretBits, square: Fraction): number {
  const t = Math.floor(Math.sqrt(square.over / square.under)) + 1;
  const [over, under, width] = [BigInt(square.over), BigInt(square.under), BigInt(t)];
  for (;;) {
    const y = discreteLaplace(bits, { over: t, under: 1 });
    // (|y| − σ²/t)² / 2σ² = (|y| t under − over)² / (2 over under t²)
    const gap = BigInt(Math.abs(y)) * width * under - over;
    if (decays(bits, gap * gap, 2n * over * under * width * width)) return y;
  }
}
