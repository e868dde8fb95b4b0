import type { Random } from "@relent/core/random";
import { gammaDraw } from "@relent/core/random";

/** A distribution over n outcomes drawn from a Dirichlet law, with ties and zeros where asked for. */
export function randomDistribution(rng: Random, n: number, concentration: number): Float64Array {
  const x = Float64Array.from({ length: n }, () => gammaDraw(rng, concentration));
  if (rng.uniform() < 0.2) for (let i = 1; i < n; i += 3) x[i] = x[i - 1]!;
  if (rng.uniform() < 0.2) for (let i = 0; i < n; i++) if (rng.uniform() < 0.3) x[i] = 0;
  const sum = x.reduce((all, one) => all + one, 0);
  return sum > 0 ? x.map((one) => one / sum) : Float64Array.from({ length: n }, (_, i) => (i === 0 ? 1 : 0));
}

/** Another one, near to it or not. */
export function randomNeighbour(rng: Random, p: Float64Array): Float64Array {
  const spread = 2 ** (rng.uniform() * 12 - 10);
  const x = p.map((one) => one * Math.exp(spread * (2 * rng.uniform() - 1)));
  if (rng.uniform() < 0.1) x[rng.integer(x.length)] = 0;
  const sum = x.reduce((all, one) => all + one, 0);
  return sum > 0 ? x.map((one) => one / sum) : randomDistribution(rng, p.length, 1);
}

/** The k likeliest outcomes, those of equal probability in a random order, each with the logarithm of its own. */
export function topOf(
  rng: Random,
  p: Float64Array,
  k: number,
  round = (x: number): number => x,
): Map<number, number> {
  const order = [...p.keys()]
    .map((i) => ({ i, tie: rng.uniform() }))
    .sort((a, b) => p[b.i]! - p[a.i]! || a.tie - b.tie)
    .slice(0, k);
  return new Map(order.map(({ i }) => [i, round(Math.log(p[i]!))]));
}
