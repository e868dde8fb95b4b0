import type { CountedPair, LossNodes } from "./loss-pair.ts";

/** K (to 1e-16 of the count), K′ and K″ of a sum of losses at a real z: the law tilted by e^{zL} has mean K′ and variance K″. */
export interface Tilt {
  readonly value: number;
  readonly slope: number;
  readonly curvature: number;
}

/** K(c + it) and the derivatives of K at c, for a sum of counted losses. */
export interface Cumulants {
  at(t: number): readonly [re: number, im: number];
  tilt(): Tilt;
}

/** 1/k! for k = 2 … 16. */
const INVERSE_FACTORIALS: readonly number[] = /* @__PURE__ */ (() => {
  let value = 1;
  return Array.from({ length: 15 }, (_, i) => {
    value /= i + 2;
    return value;
  });
})();

/** One mixture's log E e^{zL}, by log1p of the excess, or where that overflows by scaling. */
function mixtureCumulant(nodes: LossNodes, c: number, count: number): Cumulants {
  const { loss, logWeight, weight, kl } = nodes;
  const tilted = new Float64Array(loss.length);
  let most = -Infinity;
  for (let i = 0; i < loss.length; i++) {
    const log = logWeight[i]! + c * loss[i]!;
    tilted[i] = log;
    if (log > most) most = log;
  }
  let total = 0;
  for (let i = 0; i < loss.length; i++) total += tilted[i] = Math.exp(tilted[i]! - most);
  for (let i = 0; i < loss.length; i++) tilted[i]! /= total;
  const top = most + Math.log(total);
  const small = top < 600;
  const scale = small ? Math.exp(top) : 1;
  const at = (t: number): readonly [number, number] => {
    let re = small ? c * kl : 0;
    let im = small ? t * kl : 0;
    for (let i = 0; i < loss.length; i++) {
      const x = c * loss[i]!;
      const y = t * loss[i]!;
      if (small && x * x + y * y < 0.25) {
        let a = 0;
        let b = 0;
        for (let k = INVERSE_FACTORIALS.length - 1; k >= 0; k--) {
          const next = a * x - b * y + INVERSE_FACTORIALS[k]!;
          b = a * y + b * x;
          a = next;
        }
        const squareRe = x * x - y * y;
        const squareIm = 2 * x * y;
        re += weight[i]! * (a * squareRe - b * squareIm);
        im += weight[i]! * (a * squareIm + b * squareRe);
      } else {
        const size = tilted[i]! * scale;
        re += size * Math.cos(y) - (small ? weight[i]! * (1 + x) : 0);
        im += size * Math.sin(y) - (small ? weight[i]! * y : 0);
      }
    }
    if (small) return [count * 0.5 * Math.log1p(re * (2 + re) + im * im), count * Math.atan2(im, 1 + re)];
    return [count * (top + 0.5 * Math.log(re * re + im * im)), count * Math.atan2(im, re)];
  };
  const tilt = (): Tilt => {
    let mean = 0;
    let square = 0;
    for (let i = 0; i < loss.length; i++) {
      mean += tilted[i]! * loss[i]!;
      square += tilted[i]! * loss[i]! * loss[i]!;
    }
    return { value: count * top, slope: count * mean, curvature: count * (square - mean * mean) };
  };
  return { at, tilt };
}

function gaussianCumulant(mu: number, c: number): Cumulants {
  const half = (mu * mu) / 2;
  return {
    at: (t) => [half * (c * c + c - t * t), half * (2 * c + 1) * t],
    tilt: () => ({ value: half * c * (c + 1), slope: half * (2 * c + 1), curvature: 2 * half }),
  };
}

/** Cumulants of a sum of losses on the line Re z = c. */
export function cumulants(pairs: readonly CountedPair[], c: number): Cumulants {
  const all = pairs.map(({ pair, count }) =>
    pair.nodes === undefined
      ? gaussianCumulant(pair.mu! * Math.sqrt(count), c)
      : mixtureCumulant(pair.nodes(c), c, count),
  );
  return {
    at(t) {
      let re = 0;
      let im = 0;
      for (const one of all) {
        const [x, y] = one.at(t);
        re += x;
        im += y;
      }
      return [re, im];
    },
    tilt() {
      const parts = all.map((one) => one.tilt());
      const total = (key: keyof Tilt) => parts.reduce((sum, part) => sum + part[key], 0);
      return { value: total("value"), slope: total("slope"), curvature: total("curvature") };
    },
  };
}
