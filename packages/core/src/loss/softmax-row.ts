/** A row of log-weights and its softmax, in arrays that serve row after row. */
export interface SoftmaxRow {
  readonly n: number;
  /** Log-weights, −Infinity for classes without mass. */
  readonly z: Float64Array;
  /** exp(z − max). */
  readonly w: Float64Array;
  max: number;
  /** Where the largest is. */
  top: number;
  /** Σ w over all classes but the largest. */
  rest: number;
  /** Σ w. */
  total: number;
  /** log Σ w = log1p(rest): ℓⱼ = zⱼ − max − logTotal. */
  logTotal: number;
}

/** Room for a row of n classes. */
export function softmaxRow(n: number): SoftmaxRow {
  return {
    n,
    z: new Float64Array(n),
    w: new Float64Array(n),
    max: 0,
    top: 0,
    rest: 0,
    total: 1,
    logTotal: 0,
  };
}

/** Fills in the softmax of `z`; the sum takes Neumaier's correction. */
export function normalise(row: SoftmaxRow): void {
  const { n, z, w } = row;
  let top = 0;
  for (let j = 1; j < n; j++) if (z[j]! > z[top]!) top = j;
  const max = z[top]!;
  let sum = 0;
  let lost = 0;
  for (let j = 0; j < n; j++) {
    if (j === top) continue;
    const value = Math.exp(z[j]! - max);
    w[j] = value;
    const next = sum + value;
    lost += sum >= value ? sum - next + value : value - next + sum;
    sum = next;
  }
  w[top] = 1;
  row.max = max;
  row.top = top;
  row.rest = sum + lost;
  row.total = 1 + row.rest;
  row.logTotal = Math.log1p(row.rest);
}

/** Σ w over all classes but one, of which none is a difference of near-equal numbers. */
export function othersOf({ w, top, rest, total }: SoftmaxRow, label: number): number {
  return label === top ? rest : total - w[label]!;
}

/** −log of a class's probability: log1p of the odds of the others, where those can be had. */
export function surprisalOf(row: SoftmaxRow, label: number): number {
  const own = row.w[label]!;
  return own > 1e-290 ? Math.log1p(othersOf(row, label) / own) : row.max - row.z[label]! + row.logTotal;
}

/** Multiplies a softmax less one class's one-hot into `grad`; the class itself gets the share of the others. */
export function writeLabelGradient(row: SoftmaxRow, label: number, factor: number, grad: Float64Array): void {
  const { n, w, total } = row;
  const scale = factor / total;
  for (let j = 0; j < n; j++) grad[j] = scale * w[j]!;
  grad[label] = -scale * othersOf(row, label);
}
