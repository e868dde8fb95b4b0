import type { Slopes } from "./gradient.ts";

/** By p: log(p/q); by q: −p/q, here 1 − p/q, which is 0 where the two are equal. */
export const klSlopes: Slopes = {
  p: {
    slope: (_p, _q, _d, l) => -l,
    scaled: (p, _q, _d, l) => (p === 0 ? 0 : -p * l),
  },
  q: {
    slope: (_p, q, d) => -d / q,
    scaled: (_p, _q, d) => -d,
  },
  factor: 1,
};
