/** Weights of positive and negative rows in places of ascending score. */
export interface Places {
  readonly positive: ArrayLike<number>;
  readonly negative: ArrayLike<number>;
}

/** An area and what each row adds to its error: influence of a positive and a negative row at each place. */
export interface Area {
  readonly value: number;
  /** Between these the area lies however the rows within a place are ordered. */
  readonly bounds: readonly [low: number, high: number];
  readonly positive: Float64Array;
  readonly negative: Float64Array;
}

const total = (x: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]!;
  return sum;
};

/**
 * Area under the ROC curve: the share of (positive, negative) pairs of rows in which the positive has the higher score, ties counting ½.
 *
 * Influences are DeLong's: w⁺ of a positive row shifts the area by (share of negatives below it − area) / Σw⁺.
 *
 * @see DeLong, DeLong & Clarke-Pearson, Biometrics 44 (1988) 837.
 */
export function rocArea({ positive, negative }: Places): Area {
  const [P, N] = [total(positive), total(negative)];
  const places = positive.length;
  let [below, won, tied] = [0, 0, 0];
  for (let i = 0; i < places; i++) {
    won += positive[i]! * below;
    tied += positive[i]! * negative[i]!;
    below += negative[i]!;
  }
  const value = (won + tied / 2) / (P * N);
  const [up, down] = [new Float64Array(places), new Float64Array(places)];
  let [negatives, positives] = [0, 0];
  for (let i = 0; i < places; i++) {
    up[i] = ((negatives + negative[i]! / 2) / N - value) / P;
    down[i] = (1 - (positives + positive[i]! / 2) / P - value) / N;
    negatives += negative[i]!;
    positives += positive[i]!;
  }
  return { value, bounds: [won / (P * N), (won + tied) / (P * N)], positive: up, negative: down };
}

/** ∫ x/(x + F) dx from t to t + p: what positives one by one after F of the negatives add. */
const least = (t: number, p: number, F: number): number => p - F * Math.log1p(p / (t + F));

/**
 * Average precision Σ_i w_i⁺·T_i/(T_i + F_i) / Σw⁺, with T_i and F_i the weights of positive and negative rows that score at least as high.
 *
 * Bounds: within a place positives come first, all at once, or last, one by one.
 */
export function precisionArea({ positive, negative }: Places): Area {
  const places = positive.length;
  const P = total(positive);
  const [gains, losses] = [new Float64Array(places), new Float64Array(places)];
  const precision = new Float64Array(places);
  let [T, F, sum, low, high] = [0, 0, 0, 0, 0];
  for (let i = places - 1; i >= 0; i--) {
    const [p, n] = [positive[i]!, negative[i]!];
    if (p > 0) {
      low += F + n > 0 ? least(T, p, F + n) : p;
      high += (p * (T + p)) / (T + p + F);
    }
    T += p;
    F += n;
    if (p === 0) continue;
    precision[i] = T / (T + F);
    sum += p * precision[i]!;
    gains[i] = (p * F) / (T + F) ** 2;
    losses[i] = (p * T) / (T + F) ** 2;
  }
  const value = sum / P;
  const [up, down] = [new Float64Array(places), new Float64Array(places)];
  let [gain, loss] = [0, 0];
  for (let i = 0; i < places; i++) {
    gain += gains[i]!;
    loss += losses[i]!;
    up[i] = (precision[i]! + gain - value) / P;
    down[i] = -loss / P;
  }
  return { value, bounds: [low / P, Math.min(1, high / P)], positive: up, negative: down };
}

/**
 * What average precision is too high by because each positive row counts among those above itself:
 * Σ_i w_i⁺·[T_i/(T_i + F_i) − (T_i − u)/(T_i − u + F_i)] / Σw⁺, u the weight of one row.
 *
 * Without itself the share of positives above a row is unbiased, as a share of Poisson counts is.
 */
export function ownRankLean({ positive, negative }: Places, unit: number): number {
  let [T, F, sum] = [0, 0, 0];
  for (let i = positive.length - 1; i >= 0; i--) {
    T += positive[i]!;
    F += negative[i]!;
    const others = T + F - unit;
    if (positive[i]! > 0 && F > 0 && others > 0) sum += (positive[i]! * unit * F) / ((T + F) * others);
  }
  return sum / T;
}
