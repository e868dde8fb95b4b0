/** How the share of the wealth that is at stake is chosen. */
export type Bet = "agrapa" | "mixture";

/** A gambler's record: the wealth of each bet, and the moments of what was seen. */
export interface Wager {
  readonly n: number;
  readonly mean: number;
  /** Σ(y − mean)². */
  readonly squares: number;
  /** log wealth of each bet; the wager's wealth is their average. "Infinity" in JSON. */
  readonly logs: readonly (number | "Infinity")[];
}

/** Stakes above ½ risk ruin by one outcome. */
const MOST = 0.5;
/** 2⁻⁸ to 2^−½, half an octave apart. */
const MIXTURE: readonly number[] = Array.from({ length: 16 }, (_, j) => 2 ** ((j - 16) / 2));

/** The approximate growth-rate optimal bet; the bound and its variance count as one observation before the first. */
function agrapa({ n, mean, squares }: Wager, bound: number): readonly number[] {
  const expected = (bound + n * mean) / (n + 1);
  const spread = squares + (n / (n + 1)) * (mean - bound) ** 2;
  const variance = (bound * (1 - bound) + spread) / (n + 1);
  const edge = expected - bound;
  if (!(edge > 0)) return [0];
  return [Math.min(MOST, (bound * edge) / (variance + edge * edge))];
}

const STAKES: Readonly<Record<Bet, (wager: Wager, bound: number) => readonly number[]>> = {
  agrapa,
  mixture: () => MIXTURE,
};

/** The names of the bets. */
export const BETS: readonly string[] = Object.keys(STAKES);

/** A wager before the first observation. */
export function openWager(bet: Bet): Wager {
  return { n: 0, mean: 0, squares: 0, logs: bet === "mixture" ? MIXTURE.map(() => 0) : [0] };
}

/** The wealth's log factor when the share `stake` is put on y lying above the bound. */
function gain(stake: number, y: number, bound: number): number {
  if (bound === 0) return y > 0 ? Number.POSITIVE_INFINITY : 0;
  return Math.log1p((stake * (y - bound)) / bound);
}

/**
 * The wager after an observation y in [0, 1], against the null that the mean of y given the past is at most `bound`.
 *
 * Each bet's wealth is multiplied by 1 + λ(y − bound), λ = stake/bound chosen before y is seen: a supermartingale.
 */
export function stakeOn(wager: Wager, bet: Bet, y: number, bound: number): Wager {
  const stakes = STAKES[bet](wager, bound);
  const n = wager.n + 1;
  const gap = y - wager.mean;
  const mean = wager.mean + gap / n;
  return {
    n,
    mean,
    squares: wager.squares + gap * (y - mean),
    logs: wager.logs.map((log, j) => Number(log) + gain(stakes[j]!, y, bound)),
  };
}
