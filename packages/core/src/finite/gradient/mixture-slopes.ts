import type { Slope, Slopes } from "./gradient.ts";

/** By p: w log(p/m), by q: (1 − w) log(q/m), with m = wp + (1 − w)q taken from the difference. */
export function mixtureSlopes(w: number): Slopes {
  const side = (share: number, u: "p" | "q"): Slope => {
    const log = (p: number, q: number, d: number) =>
      -share * Math.log1p(u === "p" ? ((w - 1) * d) / p : (w * d) / q);
    return {
      slope: log,
      scaled: (p, q, d) => ((u === "p" ? p : q) === 0 || d === 0 ? 0 : (u === "p" ? p : q) * log(p, q, d)),
    };
  };
  return { p: side(w, "p"), q: side(1 - w, "q"), factor: 1 };
}
