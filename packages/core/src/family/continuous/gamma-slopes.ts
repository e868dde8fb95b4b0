import { digamma } from "../../scalar/digamma.ts";
import { logRatio } from "../../scalar/log-ratio.ts";
import { trigamma } from "../../scalar/trigamma.ts";
import type { Values } from "../law.ts";

type Names = "shape" | "rate";

/** The derivatives of D(p‖q) of two gamma laws. */
export function gammaSlopes(p: Values<Names>, q: Values<Names>, wrt: "p" | "q"): Values<Names> {
  const gap = (q.rate - p.rate) / p.rate;
  if (wrt === "p") {
    return {
      shape: (p.shape - q.shape) * trigamma(p.shape) + gap,
      rate: (q.shape - p.shape - p.shape * gap) / p.rate,
    };
  }
  return {
    shape: digamma(q.shape) - digamma(p.shape) - logRatio(q.rate, p.rate),
    rate: (p.shape * gap - (q.shape - p.shape)) / q.rate,
  };
}
