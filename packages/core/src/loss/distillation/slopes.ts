import type { Slope, Slopes } from "../../finite/gradient/gradient.ts";

type Scaled = Slope["scaled"];

/**
 * Derivatives by either's probabilities, each times that probability: losses move logits, which ask for nothing else.
 */
export function logitSlopes(p: Scaled, q: Scaled, factor = 1): Slopes {
  const side = (scaled: Scaled): Slope => ({ slope: () => Number.NaN, scaled });
  return { p: side(p), q: side(q), factor };
}

/** a·A + b·B. */
export function blendSlopes(a: number, first: Slopes, b: number, second: Slopes): Slopes {
  const blend =
    (side: "p" | "q"): Scaled =>
    (p, q, d, l) =>
      a * first.factor * first[side].scaled(p, q, d, l) + b * second.factor * second[side].scaled(p, q, d, l);
  return logitSlopes(blend("p"), blend("q"));
}

/** The derivatives of KL(p‖m), m = αp + (1 − α)q, up to constants over the outcomes: both vanish where p = q. */
export function skewSlopes(alpha: number): Slopes {
  const share = (p: number, q: number, d: number) => ((1 - alpha) * d) / (alpha * p + (1 - alpha) * q);
  return logitSlopes(
    (p, q, d) => (p === 0 || d === 0 ? 0 : -p * (Math.log1p(((alpha - 1) * d) / p) + alpha * share(p, q, d))),
    (p, q, d) => (q === 0 || d === 0 ? 0 : -(1 - alpha) * q * share(p, q, d)),
  );
}
