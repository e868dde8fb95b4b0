/** How the share of the wealth that is at stake is chosen. */
export type Bet = "agrapa" | "mixture";

/** A gambler's record: the wealth of each of his bets, and the moments of what he saw. */
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

/** The approximate growth-rate optimal bet; the null's own moments count as one observation before the first. */
function agrapa({ n, mean, squares }: Wager, null_: number): readonly number[] {
  const expected = (null_ + n * mean) / (n + 1);
  const spread = squares + (n / (n + 1)) * (mean - null_) ** 2;
  const variance = (null_ * (1 - null_) + spread) / (n + 1);
  const edge = expected - null_;
  if (!(edge > 0)) return [0];
  return [Math.min(MOST, (null_ * edge) / (variance + edge * edge))];
}

const STAKES: Readonly<Record<Bet, (wager: Wager, null_: number) => readonly number[]>> = {
  agrapa,
  mixture: () => MIXTURE,
};

/** The names of the bets. */
export const BETS: readonly string[] = Object.keys(STAKES);

/** A wager before the first observation. */
export function openWager(bet: Bet): Wager {
  return { n: 0, mean: 0, squares: 0, logs: bet === "mixture" ? MIXTURE.map(() => 0) : [0] };
}

/** The wealth's log factor when the share `stake` is put on y lying above the null's mean. */
function gain(stake: number, y: number, null_: number): number {
  if (null_ === 0) return y > 0 ? Number.POSITIVE_INFINITY : 0;
  return Math.log1p((stake * (y - null_)) / null_);
}

/**
 * The wager after an observation y in [0, 1], against the null that the mean of y given the past is at most `null_`.
 *
 * Each bet's wealth is multiplied by 1 + λ(y − null_), λ = stake/null_ chosen before y is seen: a supermartingale.
 */
export function stakeOn(wager: Wager, bet: Bet, y: number, null_: number): Wager {
  const stakes = STAKES[bet](wager, null_);
  const n = wager.n + 1;
  const gap = y - wager.mean;
  const mean = wager.mean + gap / n;
  return {
    n,
    mean,
    squares: wager.squares + gap * (y - mean),
    logs: wager.logs.map((log, j) => Number(log) + gain(stakes[j]!, y, null_)),
  };
}
