import { gammaDraw, type Random } from "../../random/index.ts";
import { digamma, logMinusDigamma } from "../../scalar/digamma.ts";
import { logBeta } from "../../scalar/log-beta.ts";
import { stirlingRemainder } from "../../scalar/log-gamma.ts";
import { logGammaBregman } from "../../scalar/log-gamma-bregman.ts";
import { LOG_SQRT_2PI } from "./constants.ts";

/** Entropy of the beta law: log B − (a−1)ψ(a) − (b−1)ψ(b) + (n−2)ψ(n), on ψ(x) = log x − d(x). */
export function betaEntropy(a: number, b: number): number {
  const n = a + b;
  if (Math.min(a, b) < 8) {
    return logBeta(a, b) - (a - 1) * (digamma(a) - digamma(n)) - (b - 1) * (digamma(b) - digamma(n));
  }
  return (
    LOG_SQRT_2PI +
    stirlingRemainder(a) +
    stirlingRemainder(b) -
    stirlingRemainder(n) +
    (a - 1) * logMinusDigamma(a) +
    (b - 1) * logMinusDigamma(b) -
    (n - 2) * logMinusDigamma(n) +
    0.5 * (Math.log(a / n) + Math.log(b / n) - Math.log(n))
  );
}

/** Γ(a + k) Γ(a + b)/(Γ(a) Γ(a + b + k)), E Xᵏ of the beta law; Infinity where it diverges. */
export function betaPower(k: number, a: number, b: number): number {
  if (a + k <= 0) return Number.POSITIVE_INFINITY;
  if (k === 1) return a / (a + b);
  const n = a + b;
  return Math.exp(logGammaBregman(a, k) - logGammaBregman(n, k) + k * (digamma(a) - digamma(n)));
}

/** Two gamma variables of shapes a and b over their sum, as a share and its complement. */
export function betaDraw(stream: Random, a: number, b: number): { share: number; rest: number } {
  for (;;) {
    const x = gammaDraw(stream, a);
    const y = gammaDraw(stream, b);
    if (x + y > 0) return { share: x / (x + y), rest: y / (x + y) };
  }
}

/** ₁F₁(a; a + b; t) = E exp(tX) of the beta law. */
export function betaExp(t: number, a: number, b: number): number {
  if (t < 0) return Math.exp(t) * betaExp(-t, b, a);
  let term = 1;
  let sum = 1;
  for (let k = 0; term > 1e-17 * sum && sum < Number.POSITIVE_INFINITY; k++) {
    term *= ((a + k) / (a + b + k)) * (t / (k + 1));
    sum += term;
  }
  return sum;
}
