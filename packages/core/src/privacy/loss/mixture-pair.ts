import { cumulantOf } from "./cumulant.ts";
import type { LossNodes, LossPair } from "./loss-pair.ts";
import { mixtureLine } from "./mixture-line.ts";
import { ends, FAR, halfLine, line, nodesAt, reachOf, remembered } from "./mixture-nodes.ts";
import { normalInterval } from "./normal-interval.ts";

/** Every loss lies on one side of log(1 − q); there x is infinite. */
function pointAt(loss: number, sigma: number, q: number): number {
  if (loss > 700) return sigma * sigma * (loss - Math.log(q)) + 0.5;
  const ratio = Math.expm1(loss) / q;
  return ratio > -1 ? sigma * sigma * Math.log1p(ratio) + 0.5 : Number.NEGATIVE_INFINITY;
}

/** The (1 − q, q) mixture of N(0, σ²) and N(1, σ²) against N(0, σ²), or the other way round. */
export function mixturePair(sigma: number, q: number, removed: boolean): LossPair {
  const side = removed ? 1 : -1;
  const reach = (z: number) => reachOf(removed ? 1 + z : -z, sigma, q);
  const walked = remembered(reach, (far) => nodesAt(line(sigma, far), sigma, q, side));
  const nodes = (z: number): LossNodes =>
    reach(z) > FAR * sigma ? nodesAt(ends(sigma, q, 1 + z), sigma, q, side) : walked(z);
  const base = (low: number, high: number) => normalInterval(low / sigma, high / sigma);
  const shifted = (low: number, high: number) => normalInterval((low - 1) / sigma, (high - 1) / sigma);
  return {
    infinite: 0,
    atoms: [],
    density: {
      low: removed ? Math.log1p(-q) : -Infinity,
      high: removed ? Infinity : -Math.log1p(-q),
      mass(low, high) {
        const from = pointAt(removed ? low : -high, sigma, q);
        const to = pointAt(removed ? high : -low, sigma, q);
        const plain = base(from, to);
        const mixed = (1 - q) * plain + q * shifted(from, to);
        return removed ? [mixed, plain] : [plain, mixed];
      },
    },
    cumulant: (z) => cumulantOf(nodes(z), z),
    nodes,
    line: (c, t) => mixtureLine(sigma, q, side, c, t),
  };
}

function joined(parts: readonly LossNodes[]): LossNodes {
  return {
    loss: Float64Array.from(parts.flatMap(({ loss }) => [...loss])),
    logWeight: Float64Array.from(parts.flatMap(({ logWeight }) => [...logWeight])),
    weight: Float64Array.from(parts.flatMap(({ weight }) => [...weight])),
    kl: parts.reduce((sum, { kl }) => sum + kl, 0),
  };
}

/**
 * What dominates a sample of fixed size in which one record is replaced: the mixture against N(0, σ²) for losses above
 * 0, N(0, σ²) against the mixture below, and the rest of the mass at 0.
 *
 * Zhu, Dong & Wang (AISTATS 2022), theorem 11.
 */
export function replacedMixturePair(sigma: number, q: number): LossPair {
  const above = mixturePair(sigma, q, true).density!;
  const below = mixturePair(sigma, q, false).density!;
  const rest = (1 - q) * normalInterval(-0.5 / sigma, 0.5 / sigma);
  const nodes = remembered(
    (z) => Math.max(1 + z, -z),
    (reach) => {
      const points = halfLine(sigma, reach);
      const still = {
        loss: Float64Array.of(0),
        logWeight: Float64Array.of(Math.log(rest)),
        weight: Float64Array.of(rest),
        kl: 0,
      };
      return joined([nodesAt(points, sigma, q, 1), still, nodesAt(points, sigma, q, -1)]);
    },
  );
  return {
    infinite: 0,
    atoms: [{ loss: 0, p: rest, q: rest }],
    density: {
      low: -Infinity,
      high: Infinity,
      mass(low, high) {
        const [p, r] = high > 0 ? above.mass(Math.max(low, 0), high) : [0, 0];
        const [s, t] = low < 0 ? below.mass(low, Math.min(high, 0)) : [0, 0];
        return [p + s, r + t];
      },
    },
    cumulant: (z) => cumulantOf(nodes(z), z),
    nodes,
  };
}
