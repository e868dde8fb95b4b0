import { digamma } from "../../scalar/index.ts";

/** A spacing estimate of differential entropy: of sorted values, with m of them on either side. */
type SpacingEntropy = (sorted: Float64Array, m: number) => number;

/** The value at i, the least or greatest beyond the ends. */
const at = (x: Float64Array, i: number): number => x[Math.min(x.length - 1, Math.max(0, i))]!;

/** (1/n) Σ ln(n(x₍ᵢ₊ₘ₎ − x₍ᵢ₋ₘ₎)/2m). Vasicek, JRSS B 38 (1976) 54. */
export const vasicekEntropy: SpacingEntropy = (x, m) => {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += Math.log(at(x, i + m) - at(x, i - m));
  return sum / x.length + Math.log(x.length / (2 * m));
};

/** (1/(n−m)) Σ ln((n+1)(x₍ᵢ₊ₘ₎ − x₍ᵢ₎)/m) + Σ_{k=m}^n 1/k + ln m − ln(n+1). van Es, Scand. J. Statist. 19 (1992) 61. */
export const vanEsEntropy: SpacingEntropy = (x, m) => {
  const n = x.length;
  let sum = 0;
  for (let i = 0; i + m < n; i++) sum += Math.log(((n + 1) / m) * (x[i + m]! - x[i]!));
  return sum / (n - m) + digamma(n + 1) - digamma(m) + Math.log(m / (n + 1));
};

/** Vasicek's with 2m lessened to m + i − 1 by the ends. Ebrahimi, Pflughoeft & Soofi, Stat. Probab. Lett. 20 (1994) 225. */
export const ebrahimiEntropy: SpacingEntropy = (x, m) => {
  const n = x.length;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const side = Math.min(m, i, n - 1 - i);
    sum += Math.log(((at(x, i + m) - at(x, i - m)) * n) / (m + side));
  }
  return sum / n;
};

/** −(1/n) Σ ln of the slope of rank/n on x over the 2m + 1 values about each. Correa, Commun. Statist. 24 (1995) 2439. */
export const correaEntropy: SpacingEntropy = (x, m) => {
  const n = x.length;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    let mean = 0;
    for (let j = -m; j <= m; j++) mean += at(x, i + j) / (2 * m + 1);
    let [cross, square] = [0, 0];
    for (let j = -m; j <= m; j++) {
      const gap = at(x, i + j) - mean;
      cross += gap * j;
      square += gap * gap;
    }
    sum += Math.log(cross / (n * square));
  }
  return -sum / n;
};
