import type { Values } from "../law.ts";

/**
 * The derivatives of D(p‖q) of two laws sigma·√(2G), G gamma of that shape: k(ρ² − 1 − log ρ²), ρ =
 * sigma(p)/sigma(q).
 */
export function spreadSlopes(
  shape: number,
  p: Values<"sigma">,
  q: Values<"sigma">,
  wrt: "p" | "q",
): Values<"sigma"> {
  const rise = 2 * shape * ((p.sigma - q.sigma) / q.sigma) * ((p.sigma + q.sigma) / q.sigma);
  return { sigma: wrt === "p" ? rise / p.sigma : -rise / q.sigma };
}
