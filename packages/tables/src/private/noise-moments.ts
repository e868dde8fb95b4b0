import type { CountDivergence } from "@relent/core/estimate";
import type { CellSet, Sizes } from "../compare/cell-set.ts";

/** Variance of the noise in one cell's two counts. */
export interface CellNoise {
  readonly x: number;
  readonly y: number;
}

/** Most rows of one unit on each side: where they are alike they tell as much as one. */
export interface UnitRows {
  readonly current: number;
  readonly reference: number;
}

/** One cell's shares, and the noise in its counts. */
export interface NoisyShare {
  readonly p: number;
  readonly q: number;
  readonly noise: CellNoise;
  /** Coded by the escape symbol, whose share is fixed. */
  readonly escaped: boolean;
}

/** How a divergence of noisy counts spreads about its mean, and how far the noise moves that mean. */
export interface NoiseMoments {
  /** Of the counts as they are. */
  readonly value: number;
  readonly variance: number;
  readonly bias: number;
}

interface Cell {
  readonly x: number;
  readonly y: number;
  readonly noise: CellNoise;
}

/** Cells that an exact reference never has, as the one that they are coded as. */
function escapedTogether(cells: readonly Cell[]): {
  readonly cells: readonly Cell[];
  readonly lost: boolean;
} {
  const lost = cells.filter(({ y, noise }) => y === 0 && noise.y === 0);
  const sum = (of: (c: Cell) => number): number => lost.reduce((a, c) => a + of(c), 0);
  if (sum((c) => c.x) === 0) return { cells: cells.filter((c) => !lost.includes(c)), lost: false };
  const together = { x: sum((c) => c.x), y: 0, noise: { x: sum((c) => c.noise.x), y: 0 } };
  return { cells: [...cells.filter((c) => !lost.includes(c)), together], lost: true };
}

/** A count of noise alone still leaves room for rows: as many as its standard deviation. */
const atLeast = (count: number, variance: number): number => Math.max(count, 0.5, Math.sqrt(variance));

/** Shares with each count at least ½, and at least one standard deviation of its noise. */
export function noisyShares(
  set: CellSet,
  noise: readonly CellNoise[],
  escapeShare: number | null,
): readonly NoisyShare[] {
  const given = set.cells.map((c, i) => ({ x: c.x, y: c.y, noise: noise[i]! }));
  const { cells, lost } = escapeShare === null ? { cells: given, lost: false } : escapedTogether(given);
  const x = cells.map((c) => atLeast(c.x, c.noise.x));
  const escaped = (i: number): boolean => lost && i === cells.length - 1;
  const y = cells.map((c, i) => (escaped(i) ? 0 : atLeast(c.y, c.noise.y)));
  const [n, m] = [x, y].map((counts) => counts.reduce((a, b) => a + b, 0)) as [number, number];
  const keep = lost ? 1 - escapeShare! : 1;
  return cells.map((c, i) => ({
    p: x[i]! / n,
    q: escaped(i) ? escapeShare! : (keep * y[i]!) / m,
    noise: c.noise,
    escaped: escaped(i),
  }));
}

/** Relative step of the differences that second derivatives are taken by. */
const STEP = 1e-4;

/** ∂²/∂p² and ∂²/∂q² of what a cell adds. */
function curvatures({ slopes }: CountDivergence, p: number, q: number): readonly [number, number] {
  const [hp, hq] = [STEP * p, STEP * q];
  return [
    (slopes(p + hp, q)[0] - slopes(p - hp, q)[0]) / (2 * hp),
    (slopes(p, q + hq)[1] - slopes(p, q - hq)[1]) / (2 * hq),
  ];
}

interface SidePart {
  /** Share, first and second derivative there, variance of the share by rows drawn and by noise. */
  readonly share: number;
  readonly slope: number;
  readonly curve: number;
  readonly drawn: number;
  readonly noise: number;
}

/**
 * One side's part. Its shares are counts over their sum N, so that with s̄ = Σ share·slope the divergence has the first
 * derivative (slope − s̄)/N by a count, and the second (curve·(1 − 2·share) + Σ curve·share² − 2(slope − s̄))/N².
 */
function sideMoments(parts: readonly SidePart[]): { readonly variance: number; readonly bias: number } {
  const mean = parts.reduce((sum, c) => sum + c.share * c.slope, 0);
  const bend = parts.reduce((sum, c) => sum + c.curve * c.share ** 2, 0);
  let variance = 0;
  let bias = 0;
  for (const { share, slope, curve, drawn, noise } of parts) {
    variance += (slope - mean) ** 2 * (drawn + noise);
    bias += (noise * (curve * (1 - 2 * share) + bend - 2 * (slope - mean))) / 2;
  }
  return { variance, bias };
}

/**
 * Variance of a divergence by the delta method, each cell with its own noise, and the bias of the noise by the second
 * order.
 *
 * A count varies by u times itself, for rows that go together by u, and by its noise.
 */
export function noiseMoments(
  divergence: CountDivergence,
  shares: readonly NoisyShare[],
  { n, m }: Pick<Sizes, "n" | "m">,
  unit: UnitRows,
): NoiseMoments {
  const slopes = shares.map(({ p, q }) => divergence.slopes(p, q));
  const curves = shares.map(({ p, q }) => curvatures(divergence, p, q));
  const current = sideMoments(
    shares.map(({ p, noise }, i) => ({
      share: p,
      slope: slopes[i]![0],
      curve: curves[i]![0],
      drawn: (p * unit.current) / n,
      noise: noise.x / n ** 2,
    })),
  );
  const reference = sideMoments(
    shares.flatMap(({ q, noise, escaped }, i) =>
      escaped
        ? []
        : [
            {
              share: q,
              slope: slopes[i]![1],
              curve: curves[i]![1],
              drawn: (q * unit.reference) / m,
              noise: noise.y / m ** 2,
            },
          ],
    ),
  );
  return {
    value: shares.reduce((sum, { p, q }) => sum + divergence.at(p, q), 0),
    variance: current.variance + reference.variance,
    bias: current.bias + reference.bias,
  };
}
