import { digamma } from "../../../scalar/digamma.ts";
import { trigamma } from "../../../scalar/trigamma.ts";
import type { CountPair } from "../count-pair.ts";
import { countSample } from "../fingerprint.ts";
import { concentrationGrid } from "./concentration-grid.ts";
import { logEvidence } from "./log-evidence.ts";
import { crossEntropyExcess, crossEntropySlope, entropyDeficit, entropySlope } from "./prior-entropy.ts";

const NODES = 128;
/** Pairs of nodes below e^−DEPTH of the heaviest are left out. */
const DEPTH = 60;

/** Cells with the same counts on both sides. */
interface PairClasses {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly cells: readonly number[];
}

function pairClasses({ x, y }: CountPair, categories: number): PairClasses {
  const found = new Map<string, { x: number; y: number; cells: number }>();
  const add = (a: number, b: number, cells: number): void => {
    const key = `${a}:${b}`;
    const known = found.get(key);
    if (known) known.cells += cells;
    else found.set(key, { x: a, y: b, cells });
  };
  for (let i = 0; i < x.length; i++) add(x[i]!, y[i]!, 1);
  if (categories > x.length) add(0, 0, categories - x.length);
  const classes = [...found.values()];
  return { x: classes.map((c) => c.x), y: classes.map((c) => c.y), cells: classes.map((c) => c.cells) };
}

/** What a law of current with parameters xᵢ + α contributes to the divergence's moments. */
function currentSide({ x, cells }: PairClasses, n: number, categories: number, alpha: number) {
  const total = n + categories * alpha;
  const weight = x.map((count, i) => (cells[i]! * (count + alpha)) / total);
  const g = x.map((count) => digamma(count + alpha + 1));
  const curve = x.reduce(
    (sum, count, i) => sum + weight[i]! * (count + alpha + 1) * trigamma(count + alpha + 1),
    0,
  );
  return { alpha, total, weight, g, curve, top: digamma(total + 1), topSlope: trigamma(total + 1) };
}

/** What a law of the reference with parameters yᵢ + β contributes: the mean and variance of log qᵢ. */
function referenceSide({ y }: PairClasses, m: number, categories: number, beta: number) {
  const total = m + categories * beta;
  const top = digamma(total);
  return {
    beta,
    log: y.map((count) => digamma(count + beta) - top),
    spread: y.map((count) => trigamma(count + beta)),
    topSlope: trigamma(total),
  };
}

type CurrentSide = ReturnType<typeof currentSide>;
type ReferenceSide = ReturnType<typeof referenceSide>;

/**
 * Mean and variance of D(p ‖ q) for two independent Dirichlet laws with parameters a and b.
 *
 * With A = Σa, w = a/A, g = ψ(a+1), l = ψ(b) − ψ(B): mean E_w(g − l) − ψ(A+1), variance
 * [Var_w(g − l) + E_w (a+1)(ψ₁(a+1) + ψ₁(b))]/(A+1) − ψ₁(A+1) − ψ₁(B).
 */
function divergenceMoments(x: readonly number[], p: CurrentSide, q: ReferenceSide) {
  let mean = 0;
  let square = 0;
  let spread = 0;
  for (let i = 0; i < x.length; i++) {
    const weight = p.weight[i]!;
    const gap = p.g[i]! - q.log[i]!;
    mean += weight * gap;
    square += weight * gap * gap;
    spread += weight * (x[i]! + p.alpha + 1) * q.spread[i]!;
  }
  const variance =
    (Math.max(0, square - mean * mean) + p.curve + spread) / (p.total + 1) - p.topSlope - q.topSlope;
  return { mean: mean - p.top, variance: Math.max(0, variance) };
}

/** Log of the density of D over the number of ways (entropies and cross-entropies) to reach it, up to a constant. */
function logBalance(divergence: number, most: number): number {
  return -Math.log(divergence) - Math.log1p(divergence / most);
}

/**
 * Posterior mean and standard deviation of D(current ‖ reference), nats, when each side's shares are a symmetric
 * Dirichlet draw of unknown concentration.
 *
 * The prior of the concentrations α and β makes the divergence that they expect, D = H(p, q) − H(p), about uniform up
 * to log K and fall like 1/D² beyond: |dH(p)/dα|·|dH(p, q)/dβ|/(D·(1 + D/log K)). Both integrals are sums over even
 * steps in log α and log β. Infinite moments are said as such: with categories that the reference missed, the mean
 * needs two that it saw and the standard deviation three.
 *
 * Source: Camaglia, Nemenman, Mora & Walczak, Physical Review E 109 (2024) 024305, who take ρ log-uniform on a
 * bounded range of concentrations; ours is proper.
 */
export function dirichletMixtureKl(
  pair: CountPair,
  categories: number,
): { readonly value: number; readonly standardError: number } {
  if (categories === 1) return { value: 0, standardError: 0 };
  const [current, reference] = [countSample(pair.x), countSample(pair.y)];
  const missed = reference.observed < categories;
  if (missed && reference.observed < 2) {
    return { value: Number.POSITIVE_INFINITY, standardError: Number.POSITIVE_INFINITY };
  }
  const most = Math.log(categories);
  const alphas = concentrationGrid(
    (alpha) => Math.log(alpha * entropySlope(alpha, categories)) + logEvidence(current, categories, alpha),
    NODES,
  );
  const betas = concentrationGrid(
    (beta) =>
      Math.log(beta * crossEntropySlope(beta, categories)) -
      2 * Math.log(most + crossEntropyExcess(beta, categories)) +
      logEvidence(reference, categories, beta),
    NODES,
  );
  const classes = pairClasses(pair, categories);
  const left = alphas.map(({ beta, logWeight }) => ({
    logWeight,
    deficit: entropyDeficit(beta, categories),
    side: currentSide(classes, current.n, categories, beta),
  }));
  const right = betas.map(({ beta, logWeight }) => {
    const excess = crossEntropyExcess(beta, categories);
    return {
      logWeight: logWeight + 2 * Math.log(most + excess),
      excess,
      side: referenceSide(classes, reference.n, categories, beta),
    };
  });
  const nodes = left.flatMap((p) =>
    right.map((q) => ({
      logWeight: p.logWeight + q.logWeight + logBalance(p.deficit + q.excess, most),
      p: p.side,
      q: q.side,
    })),
  );
  const peak = nodes.reduce((a, node) => Math.max(a, node.logWeight), Number.NEGATIVE_INFINITY);
  let mass = 0;
  let first = 0;
  let second = 0;
  for (const { logWeight, p, q } of nodes) {
    if (logWeight < peak - DEPTH) continue;
    const { mean, variance } = divergenceMoments(classes.x, p, q);
    const weight = Math.exp(logWeight - peak);
    mass += weight;
    first += weight * mean;
    second += weight * (variance + mean * mean);
  }
  const value = first / mass;
  const finite = !missed || reference.observed > 2;
  return {
    value,
    standardError: finite ? Math.sqrt(Math.max(0, second / mass - value * value)) : Number.POSITIVE_INFINITY,
  };
}
