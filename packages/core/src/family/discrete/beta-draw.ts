import { gammaDraw, type Random } from "../../random/index.ts";

/** One draw from the beta law, as the share of one gamma variable in two. */
export function betaDraw(random: Random, alpha: number, beta: number): number {
  for (;;) {
    const a = gammaDraw(random, alpha);
    const b = gammaDraw(random, beta);
    if (a + b > 0) return a / (a + b);
  }
}
