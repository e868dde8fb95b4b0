import { normalDraw, type Random, random } from "@relent/core/random";

/** A pair of laws: draws from the sampled one give log-ratios of the other to it. */
export interface RatioCase {
  readonly name: string;
  /** D(sampled ‖ other) in nats. */
  readonly kl: number;
  logRatio(rng: Random): number;
}

/** N(0, 1) sampled, against N(mean, sd²). */
function normals(mean: number, sd: number): RatioCase {
  return {
    name: `N(0, 1) against N(${mean}, ${sd})`,
    kl: Math.log(sd) + (1 + mean * mean) / (2 * sd * sd) - 0.5,
    logRatio: (rng) => {
      const x = normalDraw(rng);
      return (x * x) / 2 - ((x - mean) / sd) ** 2 / 2 - Math.log(sd);
    },
  };
}

function softmax(logits: Float64Array): Float64Array {
  const weights = logits.map(Math.exp);
  const total = weights.reduce((sum, w) => sum + w, 0);
  return weights.map((w) => w / total);
}

/** A Zipf law over a vocabulary, against itself with normal noise of sd `noise` on its logits. */
function vocabulary(size: number, noise: number): RatioCase {
  const rng = random([size, noise]);
  const logits = Float64Array.from({ length: size }, (_, i) => -Math.log(i + 1));
  const q = softmax(logits);
  const p = softmax(logits.map((l) => l + noise * normalDraw(rng)));
  const cumulative = new Float64Array(size);
  let kl = 0;
  q.forEach((share, i) => {
    cumulative[i] = (cumulative[i - 1] ?? 0) + share;
    kl += share * Math.log(share / p[i]!);
  });
  const draw = (u: number): number => {
    let [low, high] = [0, size - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle]! < u) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    name: `${size} tokens, noise ${noise}`,
    kl,
    logRatio: (source) => {
      const i = draw(source.uniform());
      return Math.log(p[i]! / q[i]!);
    },
  };
}

/** The second argument of `normals` grows: the last has weights without variance. */
export const CASES: readonly RatioCase[] = [
  normals(0.1, 1),
  normals(1, 1),
  normals(0, 1.2),
  normals(0, 1.41),
  normals(0, 2),
  vocabulary(50_000, 0.1),
  vocabulary(50_000, 1),
];
